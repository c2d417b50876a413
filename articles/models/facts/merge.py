"""Merging: two facts for one thing become one, and no reference to either is lost.

The merged row stays for ever and points to the survivor, because frozen documents keep their keys: whoever reads one
is given the survivor instead (`articles.pages.FactLoader`). The merged fact's address redirects to the survivor's where
readers may know it; a fact that was never public loses its address. Rows that can change, working copies and mentions
included, are repointed to the survivor at once.
"""

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.choices import Kind, check_kind
from articles.models.editions import Edition, Generation
from articles.models.facts.base import Fact
from articles.models.facts.usage import update_search_of_working_copies, working_copies_with
from articles.models.facts.versions import latest_version, log_change, noticeable_difference, store_version

# The slug of a merged fact without an address begins so: the slug converter of our URLs takes no dot.
UNREACHABLE = "merged."


class Mergeable(Fact):
    """A fact that can be merged into another of its kind."""

    # No index: nearly every row is merged into none, and SQLite would use it instead of the order a list asks for.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", db_index=False
    )

    hiding_columns = (*Fact.hiding_columns, "merged_into")
    # Reverse relations that are not repointed: their rows stay with the merged fact, or `merge_own_rows` moves them.
    own_relations = ("merged",)

    class Meta:
        abstract = True

    def merged_facts(self):
        return self.merged.all()

    @property
    def has_address(self):
        """Whether a fact with a slug has a page of its own: one that was never public loses it when it is merged."""
        return not self.slug.startswith(UNREACHABLE)

    @classmethod
    def survivor_at(cls, slug, moment):
        """Return the public fact that the one with this slug was merged into, or None."""
        merged = cls.objects.filter(slug=slug).values("merged_into")
        return cls.objects.public_at(moment).filter(pk__in=merged).first()

    @transaction.atomic
    def merge_into(self, other, by=None, kind=Kind.MINOR, note=""):
        """Merge this fact into another, which survives with its own words and what belongs to both; return it.

        Every reference to this fact is repointed to the survivor; facts that refer to it get a new version, working
        copies a new version number, since one of them may be open. Articles that showed this fact, and those whose
        readers see the survivor change, say so in their histories, with the kind and the note. Raises `Refusal` where
        the two are one, of different kinds, erased, or already merged, and `NotAllowed`.
        """
        check_kind(kind, note)
        merged, survivor = self._lock_with(other)
        moment = Generation.objects.publishing_moment()
        was_public = merged.is_public(moment)
        permissions.check(by, permissions.to_merge(type(self), was_public or survivor.is_public(moment)))
        live = Edition.objects.live_at(moment)
        editions = list(merged.shown_in(live, moment)) if was_public else []
        if hasattr(merged, "slug") and not merged.was_public_by(moment):
            merged.slug = type(self).objects.random_slug(UNREACHABLE)
        referring = list(facts_referring_to(merged))
        working_copies_with(merged).update(version=F("version") + 1)
        merged.merge_own_rows(survivor, by, moment)
        merged.merged.update(merged_into=survivor)
        for relation in self._meta.related_objects:
            if relation.get_accessor_name() not in self.own_relations:
                repoint(relation, merged, survivor)
        releases = [fact.released_from for fact in (merged, survivor) if fact.released_from]
        survivor.released_from = min(releases, default=None)
        merged.released_from, merged.merged_into = None, survivor
        survivor.save()
        merged.save()
        before = latest_version(survivor)
        after = store_version(survivor, by, moment)
        for fact in (merged, *referring):
            store_version(fact, by, moment)
        update_search_of_working_copies(survivor)
        if noticeable_difference(survivor, before, after) - {"released_from"} and survivor.is_public(moment):
            editions += survivor.shown_in(live, moment)
        if editions or was_public:
            log_change(survivor, dict.fromkeys(editions) or [None], moment, by, kind, note)
        Generation.objects.raise_at(moment)
        self.refresh_from_db()
        return survivor

    def _lock_with(self, other):
        """Lock this fact and the other; return both afresh, or refuse."""
        if type(self) is not type(other) or self.pk == other.pk:
            raise Refusal(gettext("Choose another of the same kind to merge this into."))
        rows = type(self).objects.select_for_update().filter(pk__in=[self.pk, other.pk]).order_by("pk")
        by_key = {row.pk: row for row in rows}
        if len(by_key) < 2:
            raise Refusal(gettext("One of the two has been deleted."))
        for row in by_key.values():
            row.check_mergeable()
        return by_key[self.pk], by_key[other.pk]

    def check_mergeable(self):
        """Raise `Refusal` where this fact cannot be merged; kinds with further conditions add them."""
        if self.merged_into_id or self.erased_at:
            raise Refusal(gettext("One of the two has been merged or erased already."))

    def merge_own_rows(self, survivor, by, moment):
        """Give the survivor what repointing alone would not bring to it; kinds that have such rows override this."""


def facts_referring_to(fact):
    """Yield every fact that refers to this one, itself or through its parts, each once."""
    referrers = {}
    for model, path in fact.referrers(desk=True):
        referrers[model] = referrers.get(model, Q()) | Q(**{path: fact})
    for model, condition in referrers.items():
        yield from model.objects.filter(condition).distinct()


def repoint(relation, merged, survivor):
    """Point every row of a relation at the survivor; a row that the survivor already has is deleted."""
    column = relation.field.name
    rows = relation.related_model._base_manager
    existing = {identity(row, column) for row in rows.filter(**{column: survivor})}
    for row in rows.filter(**{column: merged}):
        if identity(row, column) in existing:
            row.delete()
            continue
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**{column: survivor})
        except IntegrityError:  # a constraint, such as one entry an event and timeline, sees the same row in both
            row.delete()


def identity(row, column):
    """Return the values that tell a row apart from others: all but its key, its place and the repointed column."""
    left_out = {row._meta.pk.attname, "position", row._meta.get_field(column).attname}
    return tuple(str(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.attname not in left_out)


def repoint_to_survivors(rows):
    """Repoint the references of unsaved rows from merged facts to those they were merged into; one query a kind."""
    references_by_model = {}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.is_relation and issubclass(field.related_model, Mergeable):
                references_by_model.setdefault(field.related_model, []).append((row, field))
    for model, references in references_by_model.items():
        keys = [getattr(row, field.attname) for row, field in references]
        pairs = model.objects.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", "merged_into")
        survivors = {str(pk): survivor for pk, survivor in pairs}
        for row, field in references:
            key = getattr(row, field.attname)
            setattr(row, field.attname, survivors.get(str(key), key))
