"""What a fixture leaves as it is: what this site's own people have changed since it was loaded last."""

from functools import cached_property

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Action, Article, Change, Edition, EditionText, Fact, FactVersion, Section, fact_models

OF_EDITIONS = (Action.CANCELLED, Action.RETIMED, Action.ERASED)  # after publication nothing else changes an edition


class ChangedHere:
    """Compares the rows of a fixture, unsaved, with what stands here, before any of them is saved.

    An article was changed here where its version or its moment is later than the fixture's; a fact where it is gone
    here, or its last version is one that the fixture does not have and that was not made by loading; an edition where
    the log has it cancelled, retimed or erased, and the fixture's log has not; a section where the desk's log says so.
    What was deleted here comes back.
    """

    def __init__(self, rows):
        self.rows = list(rows)
        self.kept = self._articles() | self._facts() | self._editions() | self._sections()

    def leaves(self, row):
        """Tell whether a row of the fixture is left out: it was changed here, or belongs to what was."""
        if row.pk in self.kept:
            return True
        if isinstance(row, (FactVersion, Change)) and row.fact in self.kept:
            return True
        return any(self._belongs(row, field) for field in row._meta.concrete_fields if field.is_relation)

    def _belongs(self, row, field):
        """Tell whether a row is part of what was changed here, by one of its foreign keys."""
        kept = self.kept.get(getattr(row, field.attname))
        if kept is None:
            return False
        if field.remote_field.on_delete is models.CASCADE or isinstance(kept, Edition):
            return True
        # What named a merged row was led to its survivor here.
        return bool(getattr(kept, "merged_into_id", None)) and type(row)._base_manager.filter(pk=row.pk).exists()

    def said(self):
        """Yield a sentence for everything that is left."""
        for row in self.kept.values():
            yield _("left as it is: %(kind)s “%(name)s”, changed here since") % {
                "kind": row._meta.verbose_name,
                "name": row,
            }

    def _of(self, model):
        """Return the fixture's rows of a kind by key."""
        return {row.pk: row for row in self.rows if isinstance(row, model)}

    def _articles(self):
        brought = self._of(Article)
        here = Article.objects.in_bulk(brought)
        return {
            pk: article
            for pk, article in here.items()
            if article.version > brought[pk].version or article.modified > brought[pk].modified
        }

    def _facts(self):
        brought = self._of(Fact)
        keys = brought.keys() | self._facts_of_parts()
        here = {pk: fact for model in fact_models() for pk, fact in model.objects.in_bulk(keys).items()}
        last = {v.fact: v for v in FactVersion.objects.filter(fact__in=here).order_by("moment").defer("content")}
        return {pk: fact for pk, fact in here.items() if self._is_changed(fact, brought.get(pk), last.get(pk))}

    def _facts_of_parts(self):
        """Return the keys of the facts of which the fixture has parts."""
        relations = [relation for model in fact_models() for relation in model.part_relations().values()]
        return {
            getattr(row, relation.field.attname)
            for relation in relations
            for row in self.rows
            if isinstance(row, relation.related_model)
        }

    def _is_changed(self, fact, brought, last):
        if not fact.is_active and (brought is None or brought.is_active):
            return True
        if last is None or last.pk in self._versions:
            return False
        if last.by_id:
            return True
        # Versions that loading makes name nobody: where the fixture has none, or a picture's files were made here.
        older = self._moments.get(fact.pk)
        return older is not None and last.moment > older and not fact.current_columns

    @cached_property
    def _versions(self):
        return self._of(FactVersion).keys()

    @cached_property
    def _moments(self):
        """The moment of the fixture's last version of each fact."""
        versions = sorted(self._of(FactVersion).values(), key=lambda version: version.moment)
        return {version.fact: version.moment for version in versions}

    def _editions(self):
        brought = self._of(Edition).keys() | self._of(EditionText).keys()
        log = Change.objects.filter(edition__in=brought, verb__in=OF_EDITIONS).exclude(pk__in=self._of(Change).keys())
        return Edition.objects.in_bulk(log.values_list("edition", flat=True))

    def _sections(self):
        changes = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Section), action_flag=CHANGE)
        here = Section.objects.in_bulk(self._of(Section))
        changed = set(changes.filter(object_id__in=map(str, here)).values_list("object_id", flat=True))
        return {pk: section for pk, section in here.items() if str(pk) in changed}
