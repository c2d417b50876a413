"""Facts: rows of their own to which editions refer, public exactly when something public shows them."""

import functools
import secrets
from operator import or_

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import UnusedSlugs
from articles.models.base import BaseModel
from articles.models.editions import Edition
from articles.models.facts.usage import MOST_READ, limited
from articles.models.facts.visibility import visible_condition
from articles.queries import (
    ExistsForRow,
    normalise_dates,
    own_columns,
    part_rows,
    row_from_json,
    row_object,
    to_json,
)


class FactQuerySet(models.QuerySet):
    """Questions about facts at a moment."""

    def active(self):
        """Return the facts that may be shown: none of the columns in `hiding_columns` is filled."""
        return self.filter(**dict.fromkeys(self.model.hiding_columns))

    def public_at(self, moment):
        """Return the facts that readers may see: active ones that a live edition mentions, that were released on their
        own, or to which a public fact refers.
        """
        return self.public_or_hidden_at(moment).active()

    def public_or_hidden_at(self, moment):
        """Return the facts that are public, or would be if they were not hidden: some have a page that says why."""
        return self._reached_from(Edition.objects.live_at(moment), moment, lambda facts: facts.public_at(moment))

    def once_public_by(self, moment):
        """Return the facts whose addresses readers may know: public at a moment or at any time before it."""
        return self._reached_from(Edition.objects.begun_at(moment), moment, lambda facts: facts.once_public_by(moment))

    def _reached_from(self, editions, moment, seen):
        """Return the facts that these editions mention, that were released on their own, or to which another fact
        refers; `seen` filters a query set of such other facts by what readers see.

        Everything is asked of the row in hand: what all editions show is never collected.
        """
        public = Q(released_from__lte=moment)
        if mentions := self.model.mention_model():
            shown = editions.filter(pk=OuterRef("edition"))
            public |= ExistsForRow(mentions.objects.filter(Exists(shown), fact=OuterRef("pk")))
        for model, path in self.model.referrers():
            referring = model.objects.filter(model.shows(path), **{path: OuterRef("pk")})
            public |= ExistsForRow(seen(referring))
        return self.filter(public)

    def unused_slug(self, stem):
        """Return a slug that no fact of this model has: the stem, with a number where it is in use."""
        slugs = self.model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True)
        return UnusedSlugs(slugs).make(stem)

    def unused_slugs(self, stems):
        """Return what `unused_slug` does for each of some stems, each slug once: at most two queries."""
        rows = self.model._base_manager
        slugs = UnusedSlugs()
        stem_by_slug = {slugs.make(stem): stem for stem in stems}
        if in_use := rows.filter(slug__in=stem_by_slug).values_list("slug", flat=True):
            begins = [Q(slug__startswith=stem_by_slug[slug]) for slug in in_use]
            slugs = UnusedSlugs(rows.filter(functools.reduce(or_, begins)).values_list("slug", flat=True))
            stem_by_slug = {slugs.make(stem): stem for stem in stems}
        return list(stem_by_slug)

    def random_slug(self, prefix):
        """Return an unused slug that tells nothing about the fact which gets it."""
        return self.unused_slug(f"{prefix}{secrets.token_hex(4)}")

    def visible_to(self, user, moment):
        """Return the facts that the desk shows a person at a moment: all, unless the setting `SHARED_FACTS` is off.

        Where it is off, those who do not publish are not shown what only unpublished articles of others use.
        """
        if settings.SHARED_FACTS or self.model.all_visible_to(user):
            return self
        return self.filter(visible_condition(self.model, user, moment))

    def with_parts(self):
        """Return the facts with all their parts, as a list, in one query."""
        parts = {f"{name}_rows": part_rows(relation) for name, relation in self.model.part_relations().items()}
        return [fact.load_parts() for fact in self.annotate(**parts)]


class Fact(BaseModel):
    """Base class of facts: shared by every edition that refers to them, so that one correction is right everywhere.

    A fact with a page of its own has a `slug`. Subclasses may set:

    `parts`: the reverse relations that belong to the fact as a whole (an image's credits, an event's citations).
    `desk_parts`: those of them that only the desk sees; nothing is public because of them.
    `internal_columns`: a change in these is not announced to readers.
    `current_columns`: always read as they are now, even where the rest is read as of the past.
    `correctable`: the columns and parts of a public fact that the permission `correct_<kind>` suffices to change.
    `hiding_columns`: columns that hide the fact from readers as soon as they are filled.
    """

    released_from = models.DateTimeField(
        "public on its own from",
        null=True,
        blank=True,
        help_text=_("Leave empty: the fact is public as soon as something public shows it."),
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FactQuerySet.as_manager()
    parts = ()
    desk_parts = ()
    internal_columns = ()
    current_columns = ()
    correctable = ()
    hiding_columns = ("erased_at",)
    # The lines of the public history that correct this fact, newest first; set by the code that loads it for a page.
    corrections = ()
    # The moment for which a page has loaded it; None outside pages.
    read_at = None
    # Rows by the name of their relation, where they were read with the fact or thawed; see `PartManager`.
    loaded_parts = {}

    class Meta:
        abstract = True

    @property
    def is_hidden(self):
        """Whether one of the columns in `hiding_columns` is filled."""
        return any(getattr(self, self._meta.get_field(column).attname) is not None for column in self.hiding_columns)

    @property
    def is_active(self):
        """Whether the fact may be shown."""
        return not self.is_hidden

    @classmethod
    def shows(cls, path):
        """Return the condition under which a fact of this kind shows what it refers to by a path from `references`."""
        return Q()

    @property
    def label(self):
        """The name of this kind of fact in versions and changes, such as `articles.image`."""
        return self._meta.label_lower

    def clean(self):
        """Refuse a new slug for a public fact: its address is permanent."""
        super().clean()
        from_database = type(self).objects.filter(pk=self.pk).first()
        slug = getattr(self, "slug", None)
        if slug and from_database and from_database.slug != slug and from_database.is_public():
            raise ValidationError(
                {"slug": gettext("This page is public; its address stays “%(slug)s”.") % {"slug": from_database.slug}}
            )

    def is_public(self, moment=None):
        """Whether readers may see this fact at a moment (now, by default)."""
        return type(self).objects.public_at(moment or timezone.now()).filter(pk=self.pk).exists()

    def was_public_by(self, moment):
        """Whether readers may know this fact's address: it is public at a moment, or was before."""
        return type(self).objects.once_public_by(moment).filter(pk=self.pk).exists()

    @classmethod
    def mention_model(cls):
        """Return the model that says which editions mention this kind of fact, or None."""
        relation = next((r for r in cls._meta.related_objects if r.name == "mentions"), None)
        return relation and relation.related_model

    @classmethod
    def all_visible_to(cls, user):
        """Whether the desk shows a person every fact of this kind, whoever uses it."""
        return user.has_perm("articles.publish")

    @classmethod
    def part_relations(cls):
        """Return the reverse relations of the parts, by name."""
        return {name: cls._meta.get_field(name) for name in cls.parts}

    @classmethod
    def references(cls, desk=False):
        """Return (path, fact model) for every reference to another fact, from this kind's columns and its parts'.

        With `desk`, parts that only the desk sees are included.
        """
        left_out = () if desk else cls.desk_parts
        parts = {name: relation for name, relation in cls.part_relations().items() if name not in left_out}
        models_and_prefixes = [(cls, "")] + [(relation.related_model, f"{n}__") for n, relation in parts.items()]
        return [
            (prefix + field.name, field.related_model)
            for model, prefix in models_and_prefixes
            for field in reference_fields(model)
            if field.related_model is not cls
        ]

    @classmethod
    def referrers(cls, desk=False):
        """Return (fact model, path) for every kind of fact that can refer to this one."""
        return [(model, path) for model in fact_models() for path, target in model.references(desk) if target is cls]

    @classmethod
    def editions_showing(cls, facts, editions, seen=None, others=None):
        """Return those of the editions that show one of the facts (a query set), directly or through another fact.

        `seen` filters a query set of facts by what readers see, for kinds of which an edition shows only what is
        public otherwise. Without it every fact counts, as the desk needs it. `others` maps kinds to the keys of the
        facts that show one of these without reference, where they are known.
        """
        return mentioned_in(cls._mentions_showing(facts, seen, others), editions)

    @classmethod
    def _mentions_showing(cls, facts, seen, others, most=None):
        """Return query sets of the mentions by which editions show one of the facts.

        With `most`, no more than that many mentions, and facts that show others, are read of each kind: any of them.
        """
        found = []
        if cls.mention_model():
            found.append(limited(cls.mention_model().objects.filter(fact__in=facts.order_by()).order_by(), most))
        for model, path in cls.referrers():
            through = model.objects.active().filter(model.shows(path), **{f"{path}__in": facts.order_by()})
            found += model._mentions_showing(limited(through.order_by(), most), seen, others, most)
        if others is None:
            visible = seen(facts) if seen else facts
            others = {model: model.showing_without_reference(visible) for model in fact_models()}
        for model, keys in others.items():
            if keys:
                found += model._mentions_showing(model.objects.filter(pk__in=keys), seen, {}, most)
        return found

    @classmethod
    def showing_without_reference(cls, facts):
        """Return the keys of the facts of this kind that show some of these (a query set) without referring to them."""
        return []

    def shown_in(self, editions, moment=None):
        """Return those of the editions (a query set) that show this fact, for the desk.

        With a moment, return those that show it to readers then, supposing that they may see the fact itself: the
        caller checks that.
        """
        return mentioned_in(self._mentions_showing_itself(moment), editions)

    def first_shown_in(self, editions, count, moment=None):
        """Return the first `count` of the editions of `shown_in`, as a list, for a page that does not list them all.

        Those that mention the fact itself are asked for alone, because they are often enough, and the newest of them
        are found by an index. No more than `MOST_READ` mentions of each kind are read.
        """
        newest = []
        if self.mention_model():
            mentions = self.mention_model().objects.filter(fact=self).order_by("-updated_from", "-edition_id")
            newest = [limited(mentions, MOST_READ)]
            found = list(mentioned_in(newest, editions)[:count])
            if len(found) == count:
                return found
        through = self._mentions_showing_itself(moment, MOST_READ)[len(newest) :]
        return list(mentioned_in(newest + through, editions)[:count])

    def _mentions_showing_itself(self, moment, most=None):
        """Return the mentions by which editions show this fact, to the desk or to readers at a moment."""
        itself = type(self).objects.filter(pk=self.pk)

        def seen(facts):
            # Facts of its own kind are only itself: references never lead back to the kind that they come from.
            return facts if facts.model is type(self) else facts.public_at(moment)

        return self._mentions_showing(itself, moment and seen, None, most)

    def load_parts(self):
        """Turn the JSON rows that `with_parts` has annotated into parts; return self."""
        for name in self.parts:
            self.set_parts_from_json(name, self.__dict__.pop(f"{name}_rows"))
        return self

    def set_parts(self, name, rows):
        """Let `getattr(self, name).all()` give these rows without a query; what is stored is untouched."""
        self.loaded_parts = {**self.loaded_parts, name: list(rows)}

    def set_parts_from_json(self, name, rows):
        """Build the parts of a relation from their JSON values, and set them."""
        model = self.part_relations()[name].related_model
        self.set_parts(name, [row_from_json(model, row) for row in rows])

    def refresh_from_db(self, *args, **kwargs):
        """Reload the fact, and its parts when they are next asked for."""
        super().refresh_from_db(*args, **kwargs)
        self.loaded_parts = {}

    def freeze(self):
        """Return the fact with its parts, as they were set or else are stored, as a mapping that JSON can hold."""
        parts = {
            name: getattr(self, name).order_by(*relation.related_model._meta.ordering, "pk")
            for name, relation in self.part_relations().items()
            if name not in self.loaded_parts
        } | self.loaded_parts
        return {field.attname: to_json(field, self) for field in own_columns(type(self))} | {
            name: [{f.attname: to_json(f, part) for f in own_columns(type(part))} for part in parts[name]]
            for name in self.parts
        }

    @classmethod
    def thaw(cls, frozen):
        """Build the unsaved fact that `freeze` froze, with its parts."""
        fact = row_from_json(cls, frozen)
        for name in cls.parts:
            fact.set_parts_from_json(name, frozen.get(name, []))
        return fact

    def merged_facts(self):
        """Return the facts that were merged into this one."""
        return ()

    @classmethod
    def normalise(cls, frozen):
        """Return what an older release froze as this one would freeze it, so that values of one meaning are equal."""
        parts = {
            name: [normalise_dates(relation.related_model, row) for row in frozen[name]]
            for name, relation in cls.part_relations().items()
            if name in frozen
        }
        unknown = {field.attname: None for field in own_columns(cls) if field.null}  # an older release has no such yet
        return unknown | normalise_dates(cls, frozen) | parts

    def erase_files(self):
        """Delete the files of the fact; kinds that have files override this."""

    def load_derived_parts(self, moment):
        """Set the parts that are not stored but follow from the moment, such as the entries of a timeline by rule.

        Returns the facts that were read for this, with their parts, so that nobody reads them again.
        """
        return ()

    def listed_facts(self):
        """Return (fact model, key) for every fact named in a list of keys; only blocks have such lists."""
        return ()

    def fact_references(self):
        """Yield (row, foreign key) for every reference to a fact that pages show, of this fact and of its parts."""
        own, of_parts = shown_references(type(self))
        yield from ((self, field) for field in own if getattr(self, field.attname))
        for name, fields in of_parts:
            for part in self.loaded_parts[name] if name in self.loaded_parts else getattr(self, name).all():
                yield from ((part, field) for field in fields if getattr(part, field.attname))

    def as_compared(self):
        """Return what readers see of the fact in an article, as text, for comparing two editions."""
        return str(self) if self.is_active else ""

    def update_search_index(self):
        """Update the rows of the search index, after the fact was recorded; kinds that have an index override this."""

    def copy_current_columns(self, current, moment):
        """Copy what is never read as of the past from the fact as it is now; everything else is as of `moment`."""
        for name in ("erased_at", *self.current_columns):
            setattr(self, name, getattr(current, name))


def whole_row(model):
    """Return the expression for a fact with its parts as JSON, which `thaw` reads."""
    return row_object(model, **{name: part_rows(relation) for name, relation in model.part_relations().items()})


def mentioned_in(mentions, editions):
    """Return those of the editions (a query set) to which one of the mentions (query sets) belongs."""
    if not mentions:
        return editions.none()
    # A union, because PostgreSQL would read the whole table for conditions that OR joins.
    first, *others = [rows.order_by().values_list("edition") for rows in mentions]
    return editions.filter(pk__in=first.union(*others) if others else first)


@functools.cache
def reference_fields(model):
    """Return the foreign keys of a model that lead to facts."""
    return [f for f in model._meta.concrete_fields if f.is_relation and issubclass(f.related_model, Fact)]


@functools.cache
def shown_references(model):
    """Return (foreign keys of a kind of fact, (parts, their foreign keys) for parts that have any), to other kinds."""
    own = [field for field in reference_fields(model) if field.related_model is not model]
    of_parts = {
        name: [field for field in reference_fields(relation.related_model) if field.related_model is not model]
        for name, relation in model.part_relations().items()
        if name not in model.desk_parts
    }
    return own, [(name, fields) for name, fields in of_parts.items() if fields]


@functools.cache
def fact_models():
    """Return every kind of fact, each before the kinds to which it refers."""
    kinds = [model for model in apps.get_models() if issubclass(model, Fact)]
    ordered = []
    while kinds:
        ready = [
            k for k in kinds if not any(t is k for other in kinds if other is not k for _, t in other.references())
        ]
        ordered += ready
        kinds = [k for k in kinds if k not in ready]
    return ordered
