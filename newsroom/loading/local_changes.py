"""The rows of a fixture that were changed on this site since it was last loaded, and so are not overwritten."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Action, Article, Change, Edition, EditionText, Fact, FactVersion, Section, fact_models

# After publication, nothing else changes an edition.
EDITION_ACTIONS = (Action.CANCELLED, Action.RETIMED, Action.ERASED)


class LocalChanges:
    """Compares the rows of a fixture with the database, before any of them is saved.

    - An article was changed here if its version or its time of modification is later than the fixture's, or, where
      the fixture says neither, if it was saved here since it was loaded, or written here.
    - A fact was changed here if it was hidden here, or if its last version is not in the fixture and was not made by
      loading.
    - An edition was changed here if the log says that it was cancelled, retimed or erased and the fixture's log does
      not.
    - A section was changed here if the admin's log says so.

    None of them was where the fixture says nothing else than what is here. A row that was deleted here is loaded again.
    With `overwrite`, working copies, sections and facts that can be shown are `overwritten` all the same; editions,
    and facts that were hidden, merged or erased, never are.
    """

    def __init__(self, rows, parts, overwrite=False):
        self.rows, self.parts = list(rows), parts
        versions = sorted(self._objects_of(FactVersion).values(), key=lambda version: version.moment)
        self.versions = {version.pk for version in versions}
        self.recorded_at = {version.fact: version.moment for version in versions}  # the last of each fact
        changed = self._articles() | self._facts() | self._editions() | self._sections()
        self.overwritten = {pk: row for pk, row in changed.items() if overwrite and may_be_overwritten(row)}
        self.changed = {pk: row for pk, row in changed.items() if pk not in self.overwritten}

    def skips(self, row):
        """Return whether a row of a model must not be loaded: it, or what it belongs to, was changed here."""
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
        left, overwritten = (
            _("left as it is: %(kind)s “%(name)s”, changed here since"),
            _("overwritten: %(kind)s “%(name)s”, changed here since"),
        )
        for message, rows in ((left, self.changed), (overwritten, self.overwritten)):
            for row in rows.values():
                yield message % {"kind": row._meta.verbose_name, "name": row}

    def _rows_of(self, model):
        """Return the fixture's rows of a model, by key."""
        return {row.key: row for row in self.rows if issubclass(row.model, model)}

    def _objects_of(self, model):
        """Return what would be saved for the fixture's rows of a model, by key."""
        return {key: row.object for key, row in self._rows_of(model).items()}

    def _articles(self):
        loaded = self._rows_of(Article)
        here = Article.objects.in_bulk({*loaded, *self.parts.articles})
        return {
            pk: article
            for pk, article in here.items()
            if was_saved_here(article, loaded.get(pk)) and not self.parts.are_here(pk, loaded.get(pk), article)
        }

    def _facts(self):
        loaded = self._rows_of(Fact)
        keys = {key for row in self.rows for key in fact_keys(row.object)}
        here = {pk: fact for model in fact_models() for pk, fact in model.objects.in_bulk(keys).items()}
        last = {v.fact: v for v in FactVersion.objects.filter(fact__in=here).order_by("moment").defer("content")}
        return {
            pk: fact
            for pk, fact in here.items()
            if self._is_changed(fact, pk in loaded and loaded[pk].object, last.get(pk))
            and not self.parts.are_here(pk, loaded.get(pk), fact)
        }

    def _is_changed(self, fact, loaded, last):
        if not fact.is_active and (not loaded or loaded.is_active):
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
        loaded = {key for key in self._rows_of(Edition).keys() | self._rows_of(EditionText).keys() if key}
        changes = Change.objects.filter(edition__in=loaded, verb__in=EDITION_ACTIONS)
        changes = changes.exclude(pk__in=self._rows_of(Change).keys())
        return Edition.objects.in_bulk(changes.values_list("edition", flat=True))

    def _sections(self):
        loaded = self._rows_of(Section)
        here = Section.objects.in_bulk(loaded)
        log = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Section))
        log = log.filter(object_id__in=map(str, here)) if here else log.none()
        actions = {(key, flag) for key, flag in log.values_list("object_id", "action_flag")}
        return {
            pk: section
            for pk, section in here.items()
            if ((str(pk), CHANGE) in actions or (not loaded[pk].has_key and (str(pk), ADDITION) in actions))
            and not self.parts.are_here(pk, loaded[pk], section)
        }


def was_saved_here(article, row):
    """Return whether an article was saved here since a row of a fixture was written, or was written here.

    The row is None where the fixture has only something that belongs to the article.
    """
    said = row.values if row else {}
    if article.version > (row.object.version if "version" in said else 1):
        return True
    if "modified" in said:
        return article.modified > row.object.modified
    people = article.created_by_id or article.modified_by_id
    return bool(people) and not said.keys() & {"version", "created_by", "modified_by"}


def may_be_overwritten(row):
    """Return whether a fixture may replace a row if that is demanded: none that was hidden, and no edition."""
    return not isinstance(row, Edition) and getattr(row, "is_active", True)


def fact_keys(row):
    """Yield the key of each fact that a row is, or is a part of."""
    if isinstance(row, Fact):
        yield row.pk
    for model in fact_models():
        for relation in model.part_relations().values():
            if isinstance(row, relation.related_model):
                yield getattr(row, relation.field.attname)
