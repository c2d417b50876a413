"""Facts: rows of their own that editions point at, public exactly when something public shows them."""

import functools
import secrets

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import UnusedSlugs
from articles.models.base import BaseModel
from articles.models.editions import Edition
from articles.models.facts.serialization import part_rows, restated, set_parts, stored, thawed
from articles.models.facts.sharing import visible_condition


class FactQuerySet(models.QuerySet):
    """Questions about facts at a moment."""

    def active(self):
        """Return the facts that are still there to be shown: none of the columns in `hidden_by` is filled."""
        return self.filter(**dict.fromkeys(self.model.hidden_by))

    def public_at(self, moment):
        """Return the facts that readers may see: those still there, and mentioned by a live edition, released on
        their own, or referred to by a fact that is public.
        """
        return self.would_be_public_at(moment).active()

    def would_be_public_at(self, moment):
        """Return the facts that readers could see if they were all still there: what was taken down says so to them."""
        return self._seen_in(Edition.objects.live_at(moment), moment, lambda facts: facts.public_at(moment))

    def once_public_by(self, moment):
        """Return the facts whose addresses readers may know: public until a moment, or at any time before it."""
        return self._seen_in(Edition.objects.begun_at(moment), moment, lambda facts: facts.once_public_by(moment))

    def _seen_in(self, editions, moment, seen):
        """Return the facts that these editions mention, that were released on their own, or that a fact refers to
        which is itself among those that `seen` leaves of a query set.
        """
        public = Q(released_from__lte=moment)
        if self.model.mention_model():
            public |= Q(pk__in=self.model.mention_model().objects.filter(edition__in=editions).values("fact"))
        for model, path in self.model.referrers():
            showing = seen(model.objects.all()).filter(model.shows(path), **{f"{path}__isnull": False})
            public |= Q(pk__in=showing.values(path))
        return self.filter(public)

    def unused_slug(self, stem):
        """Return a slug that no fact of this model has: the stem, with a number where it is in use."""
        slugs = self.model._base_manager.filter(slug__startswith=stem).values_list("slug", flat=True)
        return UnusedSlugs(slugs).make(stem)

    def random_slug(self, prefix):
        """Return an unused slug that tells nothing about the fact which gets it."""
        return self.unused_slug(f"{prefix}{secrets.token_hex(4)}")

    def visible_to(self, user, moment):
        """Return the facts that the desk shows a person at a moment: all, unless the setting `SHARED_FACTS` is off.

        Where it is, those who do not publish are not shown what only unpublished articles of others use.
        """
        if settings.SHARED_FACTS or self.model.is_shown_whole_to(user):
            return self
        return self.filter(visible_condition(self.model, user, moment))

    def with_parts(self):
        """Return the facts with all their parts, in one query."""
        parts = {f"{name}_rows": part_rows(relation) for name, relation in self.model.part_relations().items()}
        return [fact.load_parts() for fact in self.annotate(**parts)]


class Fact(BaseModel):
    """A fact of the record: shared by every edition that points at it, corrected once and right everywhere.

    `parts` names the reverse relations that belong to the fact as a whole (an image's credits, an event's citations),
    `desk_parts` those of them that only the desk sees, so that nothing is public because of them. Of a change in
    `quiet_columns` readers are not told; columns in `always_current` are never read as of the past. `correctable` names
    the columns and parts of a public fact that may be changed with a permission of this kind's own, `correct_<kind>`.
    A fact with an own page has a `slug`.
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
    quiet_columns = ()
    always_current = ()
    correctable = ()
    desk_parts = ()
    # Columns that hide the fact from readers as soon as they are filled.
    hidden_by = ("erased_at",)
    # What readers are told was corrected in this fact, newest first; set by those who read it for a page.
    corrections = ()
    # The moment it was read for; None for a fact that was not read for a page.
    read_at = None

    class Meta:
        abstract = True

    @property
    def is_there(self):
        """Whether none of the columns in `hidden_by` is filled."""
        return all(getattr(self, self._meta.get_field(column).attname) is None for column in self.hidden_by)

    @property
    def is_active(self):
        """Whether the fact is still there to be shown."""
        return self.is_there

    @classmethod
    def shows(cls, path):
        """Return the condition under which a fact of this kind shows what it refers to by a path of `references`."""
        return Q()

    @property
    def label(self):
        """The name under which versions and changes speak of this kind of fact, such as `articles.image`."""
        return self._meta.label_lower

    def clean(self):
        """Refuse a new slug for what is public: its address is kept."""
        super().clean()
        from_database = type(self).objects.filter(pk=self.pk).first()
        slug = getattr(self, "slug", None)
        if slug and from_database and from_database.slug != slug and from_database.is_public():
            raise ValidationError(
                {"slug": gettext("This page is public; its address stays “%(slug)s”.") % {"slug": from_database.slug}}
            )

    def is_public(self, moment=None):
        """Tell whether readers may see this fact at a moment (now, unless one is given)."""
        return type(self).objects.public_at(moment or timezone.now()).filter(pk=self.pk).exists()

    def was_public_by(self, moment):
        """Tell whether readers may know this fact's address: it is public at a moment, or was before."""
        return type(self).objects.once_public_by(moment).filter(pk=self.pk).exists()

    @classmethod
    def mention_model(cls):
        """Return the table that says which editions mention this kind of fact, or None."""
        relation = next((r for r in cls._meta.related_objects if r.name == "mentions"), None)
        return relation and relation.related_model

    @classmethod
    def is_shown_whole_to(cls, user):
        """Whether the desk shows a person every fact of this kind, whoever uses it."""
        return user.has_perm("articles.publish")

    @classmethod
    def part_relations(cls):
        """Return the reverse relations of the parts, by name."""
        return {name: cls._meta.get_field(name) for name in cls.parts}

    @classmethod
    def references(cls, desk=False):
        """Return (path, fact model) for every fact that one of this kind refers to, itself or through its parts.

        Those that only the desk sees are among them where `desk` is asked for.
        """
        left_out = () if desk else cls.desk_parts
        parts = {name: relation for name, relation in cls.part_relations().items() if name not in left_out}
        models_and_prefixes = [(cls, "")] + [(relation.related_model, f"{n}__") for n, relation in parts.items()]
        return [
            (prefix + field.name, field.related_model)
            for model, prefix in models_and_prefixes
            for field in model._meta.concrete_fields
            if field.is_relation and issubclass(field.related_model, Fact) and field.related_model is not cls
        ]

    @classmethod
    def referrers(cls, desk=False):
        """Return (fact model, path) for every kind of fact that can refer to this one."""
        return [(model, path) for model in fact_models() for path, target in model.references(desk) if target is cls]

    @classmethod
    def editions_showing(cls, facts, editions, seen=None):
        """Return those of the editions that show one of the facts (a query set): directly or through another fact.

        `seen` leaves of a query set of facts those that readers see, for kinds of which an edition shows only what is
        public by other means. Without it everything counts, as the desk needs it.
        """
        shown = Q(pk__in=[])
        if cls.mention_model():
            shown |= Q(pk__in=cls.mention_model().objects.filter(fact__in=facts).values("edition"))
        for model, path in cls.referrers():
            through = model.objects.active().filter(model.shows(path), **{f"{path}__in": facts})
            shown |= Q(pk__in=model.editions_showing(through, editions, seen).values("pk"))
        return editions.filter(shown)

    def shown_in(self, editions, moment=None):
        """Return those of the editions (a query set) that show this fact, for the desk.

        With a moment, those that show it to readers then, who may see this fact: that is the caller's question.
        """
        itself = type(self).objects.filter(pk=self.pk)
        if moment is None:
            return self.editions_showing(itself, editions)
        return self.editions_showing(itself, editions, lambda facts: facts.filter(pk=self.pk) | facts.public_at(moment))

    def load_parts(self):
        """Turn the part rows that `with_parts` brought into parts; return self."""
        for name, relation in self.part_relations().items():
            rows = self.__dict__.pop(f"{name}_rows")
            set_parts(self, name, [thawed(relation.related_model, row) for row in rows])
        return self

    def freeze(self):
        """Return the whole fact, parts included, as a mapping that JSON can hold."""
        return {field.attname: stored(field, self) for field in self._meta.concrete_fields} | {
            name: [
                {f.attname: stored(f, part) for f in part._meta.concrete_fields}
                for part in getattr(self, name).order_by(*relation.related_model._meta.ordering, "pk")
            ]
            for name, relation in self.part_relations().items()
        }

    @classmethod
    def thaw(cls, frozen):
        """Build the unsaved fact that `freeze` froze, with its parts."""
        fact = thawed(cls, frozen)
        for name, relation in cls.part_relations().items():
            set_parts(fact, name, [thawed(relation.related_model, row) for row in frozen.get(name, [])])
        return fact

    def doubles(self):
        """Return the facts that were merged into this one."""
        return ()

    @classmethod
    def restated(cls, frozen):
        """Return what `freeze` froze as it would be stored today: what means the same is then the same."""
        parts = {
            name: [restated(relation.related_model, row) for row in frozen[name]]
            for name, relation in cls.part_relations().items()
            if name in frozen
        }
        return restated(cls, frozen) | parts

    def erase_files(self):
        """Delete the files that belong to the fact; kinds that have some say how."""

    def complete_at(self, moment):
        """Let the fact be complete as readers see it at a moment, where its rows alone do not say.

        Returns the facts, whole, that had to be read for it, so that nobody reads them again.
        """
        return ()

    def facts_listed(self):
        """Yield (fact model, key) for every fact that is named otherwise than by a reference; facts have none."""
        return ()

    def facts_referred_to(self):
        """Yield (row, foreign key) for every reference to a fact that pages show, of this fact and of its parts."""
        read = [name for name in self.parts if name not in self.desk_parts]
        rows = [self] + [part for name in read for part in getattr(self, name).all()]
        for row in rows:
            for field in row._meta.concrete_fields:
                target = field.related_model
                if target and issubclass(target, Fact) and target is not type(self) and getattr(row, field.attname):
                    yield row, field

    def update_files(self):
        """Bring what is made from the whole fact up to date, before it is recorded."""

    def index(self):
        """Derive the index rows of the fact, after it was recorded."""

    def use_current(self, today, then):
        """Take from the fact as it is today what is never read as of the past; `then` is the moment it is read of."""
        for name in ("erased_at", *self.always_current):
            setattr(self, name, getattr(today, name))


@functools.cache
def fact_models():
    """Return every kind of fact, those that refer to others before those that they refer to."""
    kinds = [model for model in apps.get_models() if issubclass(model, Fact)]
    ordered = []
    while kinds:
        ready = [
            k for k in kinds if not any(t is k for other in kinds if other is not k for _, t in other.references())
        ]
        ordered += ready
        kinds = [k for k in kinds if k not in ready]
    return ordered
