"""Merging: two rows for one thing become one, and nothing that names the other is lost.

The merged row stays for ever as a pointer to the survivor, because frozen documents keep their keys: whoever reads one
is given the survivor instead (`articles.pages.FactLoader`). The merged row's address leads to the survivor's where
readers may know it; a row that was never public gives its address up. Rows that can change, working copies and the
tables of mentions included, are led to the survivor at once.
"""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.choices import Kind, check_kind
from articles.models.editions import Edition, Generation
from articles.models.facts.base import Fact
from articles.models.facts.versions import log_change, store_version

UNREACHABLE = "merged."  # begins the slug of a row without an address: no address of ours takes a dot


class Mergeable(Fact):
    """A fact that can be merged into another of its kind."""

    # No index: nearly every row is merged into none, and SQLite would use it instead of the order a list asks for.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", db_index=False
    )

    hidden_by = (*Fact.hidden_by, "merged_into")

    class Meta:
        abstract = True

    def doubles(self):
        return self.merged.all()

    @classmethod
    def survivor_at(cls, slug, moment):
        """Return the public fact that the one with this slug was merged into, or None."""
        merged = cls.objects.filter(slug=slug).values("merged_into")
        return cls.objects.public_at(moment).filter(pk__in=merged).first()

    @transaction.atomic
    def merge_into(self, other, by=None, kind=Kind.MINOR, note=""):
        """Merge this fact into another, which survives with its own words and the parts of both; return the survivor.

        Articles that showed this one say so in their histories, with the kind and the note. Raises `Refusal` where
        the two are one, of different kinds, erased, or already merged, and `NotAllowed`.
        """
        check_kind(kind, note)
        gone, kept = self._both(other)
        moment = Generation.objects.publishing_moment()
        check_merger(gone, kept, by, moment)
        live = Edition.objects.live_at(moment)
        showed = list(gone.shown_in(live, moment)) if gone.is_public(moment) else []
        if hasattr(gone, "slug") and not gone.was_public_by(moment):
            gone.slug = type(self).objects.random_slug(UNREACHABLE)
        type(self).objects.filter(merged_into=gone).update(merged_into=kept)
        for relation in self._meta.related_objects:
            if relation.field.name != "merged_into":
                repoint(relation, gone, kept)
        releases = [fact.released_from for fact in (gone, kept) if fact.released_from]
        kept.released_from = min(releases, default=None)
        gone.released_from, gone.merged_into = None, kept
        for fact in (kept, gone):
            fact.save()
            store_version(fact, by, moment)
        log_change(kept, showed, moment, by, kind, note)
        Generation.objects.raise_at(moment)
        self.refresh_from_db()
        return kept

    def _both(self, other):
        """Lock this fact and the other; return both afresh, or refuse."""
        if type(self) is not type(other) or self.pk == other.pk:
            raise Refusal(gettext("Choose another of the same kind to merge this into."))
        rows = type(self).objects.select_for_update().filter(pk__in=[self.pk, other.pk]).order_by("pk")
        by_key = {row.pk: row for row in rows}
        if len(by_key) < 2 or not all(row.merged_into_id is row.erased_at is None for row in by_key.values()):
            raise Refusal(gettext("One of the two has been merged or erased already."))
        return by_key[self.pk], by_key[other.pk]


def check_merger(gone, kept, by, moment):
    """Raise `NotAllowed` where a person may not merge two facts."""
    public = gone.is_public(moment) or kept.is_public(moment)
    permissions.check(by, permissions.to_merge(type(kept), public))


def repoint(relation, gone, kept):
    """Lead every row of a relation from the merged fact to the survivor; a row the survivor already has is dropped."""
    column = relation.field.name
    rows = relation.related_model._base_manager
    have = {identity(row, column) for row in rows.filter(**{column: kept})}
    for row in rows.filter(**{column: gone}):
        if identity(row, column) in have:
            row.delete()
            continue
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**{column: kept})
        except IntegrityError:
            row.delete()


def identity(row, column):
    """Return what tells a row apart from others, but for its key, its place and the reference in question."""
    left_out = {row._meta.pk.attname, "position", row._meta.get_field(column).attname}
    return tuple(str(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.attname not in left_out)


def repoint_to_survivors(mentions):
    """Lead the references of unsaved mentions from merged facts to those they were merged into."""
    wanted = {}
    for mention in mentions:
        for field in mention._meta.concrete_fields:
            if field.is_relation and issubclass(field.related_model, Mergeable):
                wanted.setdefault(field.related_model, []).append((mention, field))
    for model, references in wanted.items():
        keys = [getattr(mention, field.attname) for mention, field in references]
        merged = model.objects.filter(pk__in=keys, merged_into__isnull=False).values_list("pk", "merged_into")
        survivors = {str(pk): survivor for pk, survivor in merged}
        for mention, field in references:
            key = getattr(mention, field.attname)
            setattr(mention, field.attname, survivors.get(str(key), key))
