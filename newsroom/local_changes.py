"""The rows of a fixture that were changed on this site since it was last loaded, and so are not overwritten."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Action, Article, Change, Edition, EditionText, Fact, FactVersion, Section, fact_models

# After publication, nothing else changes an edition.
EDITION_ACTIONS = (Action.CANCELLED, Action.RETIMED, Action.ERASED)


class LocalChanges:
    """Compares the unsaved rows of a fixture with the database, before any of them is saved.

    - An article was changed here if its version or its time of modification is later than the fixture's.
    - A fact was changed here if it was hidden here, or if its last version is not in the fixture and was not made by
      loading.
    - An edition was changed here if the log says that it was cancelled, retimed or erased and the fixture's log does
      not.
    - A section was changed here if the admin's log says so.

    A row that was deleted here is loaded again.
    """

    def __init__(self, rows):
        self.rows = list(rows)
        versions = sorted(self._rows_of(FactVersion).values(), key=lambda version: version.moment)
        self.versions = {version.pk for version in versions}
        self.recorded_at = {version.fact: version.moment for version in versions}  # the last of each fact
        self.changed = self._articles() | self._facts() | self._editions() | self._sections()

    def skips(self, row):
        """Return whether a row of the fixture must not be loaded: it, or what it belongs to, was changed here."""
        if row.pk in self.changed:
            return True
        if isinstance(row, (FactVersion, Change)) and row.fact in self.changed:
            return True
        return any(self._belongs(row, field) for field in row._meta.concrete_fields if field.is_relation)

    def _belongs(self, row, field):
        """Return whether a foreign key makes a row a part of something that was changed here."""
        changed = self.changed.get(getattr(row, field.attname))
        if changed is None:
            return False
        if field.remote_field.on_delete is models.CASCADE or isinstance(changed, Edition):
            return True
        # A merge here has pointed the row to the survivor; the fixture would point it back to the merged fact.
        return bool(getattr(changed, "merged_into_id", None)) and type(row)._base_manager.filter(pk=row.pk).exists()

    def messages(self):
        """Yield a message for each thing that was changed here."""
        for row in self.changed.values():
            yield _("left as it is: %(kind)s “%(name)s”, changed here since") % {
                "kind": row._meta.verbose_name,
                "name": row,
            }

    def _rows_of(self, model):
        """Return the fixture's rows of a model, by key."""
        return {row.pk: row for row in self.rows if isinstance(row, model)}

    def _articles(self):
        loaded = self._rows_of(Article)
        here = Article.objects.in_bulk(loaded)
        return {
            pk: article
            for pk, article in here.items()
            if article.version > loaded[pk].version or article.modified > loaded[pk].modified
        }

    def _facts(self):
        loaded = self._rows_of(Fact)
        keys = {key for row in self.rows for key in fact_keys(row)}
        here = {pk: fact for model in fact_models() for pk, fact in model.objects.in_bulk(keys).items()}
        last = {v.fact: v for v in FactVersion.objects.filter(fact__in=here).order_by("moment").defer("content")}
        return {pk: fact for pk, fact in here.items() if self._is_changed(fact, loaded.get(pk), last.get(pk))}

    def _is_changed(self, fact, loaded, last):
        if not fact.is_active and (loaded is None or loaded.is_active):
            return True
        if last is None or last.pk in self.versions:
            return False
        if last.by_id:
            return True
        # Loading, too, records versions that name nobody: of facts without a version in the fixture, and of images
        # whose files were made here. Only a version later than the fixture's own is a change.
        recorded_at = self.recorded_at.get(fact.pk)
        return recorded_at is not None and last.moment > recorded_at and not fact.current_columns

    def _editions(self):
        loaded = self._rows_of(Edition).keys() | self._rows_of(EditionText).keys()
        changes = Change.objects.filter(edition__in=loaded, verb__in=EDITION_ACTIONS)
        changes = changes.exclude(pk__in=self._rows_of(Change).keys())
        return Edition.objects.in_bulk(changes.values_list("edition", flat=True))

    def _sections(self):
        changes = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Section), action_flag=CHANGE)
        here = Section.objects.in_bulk(self._rows_of(Section))
        changed = set(changes.filter(object_id__in=map(str, here)).values_list("object_id", flat=True))
        return {pk: section for pk, section in here.items() if str(pk) in changed}


def fact_keys(row):
    """Yield the key of each fact that a row is, or is a part of."""
    if isinstance(row, Fact):
        yield row.pk
    for model in fact_models():
        for relation in model.part_relations().values():
            if isinstance(row, relation.related_model):
                yield getattr(row, relation.field.attname)
