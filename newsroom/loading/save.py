"""Saving the rows of a fixture, and what `save()` and the desk would have done for them."""

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.serializers.base import DeserializedObject
from django.db import DataError, IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Agency,
    Article,
    Change,
    Edition,
    Generation,
    fact_models,
    record,
    update_article_index,
)
from newsroom.loading import editions
from newsroom.loading.accounts import set_accounts
from newsroom.loading.local_changes import LocalChanges, fact_keys
from newsroom.loading.pictures import without_files
from newsroom.loading.prose import left_out_of_texts
from newsroom.loading.rules import check_against_database


class Saving:
    """Saves a plan, in the transaction of its caller; what was changed on this site stays as it is.

    `save_obj` saves a deserialized object and returns whether it did. `facts` has the keys of facts that were
    saved, whole or in part, `count` says how many rows were saved, and `messages` what was done with the others.
    """

    def __init__(self, plan, save_obj, overwrite=False):
        self.plan, self.problems, self.save_obj, self.overwrite = plan, plan.problems, save_obj, overwrite
        self.messages = []

    def run(self):
        """Save the rows, record facts, publish, and raise the generation last."""
        before = Generation.objects.filter(pk=1).first()
        self.messages += set_accounts(self.plan.rows + self.plan.publishing, self.problems)
        self.problems.check()
        self.changes = LocalChanges(self.plan.rows, self.plan.parts, self.overwrite)
        self.messages += self.changes.messages()
        self._write_or_explain()
        self.messages += without_files(self.plan.rows)
        self.messages += left_out_of_texts(self.plan.rows)
        try:
            self._finish(before)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def _write_or_explain(self):
        """Write the rows. Only where the database refuses one, each is asked about, to say which it is and why."""
        try:
            with transaction.atomic():
                return self._write()
        except (IntegrityError, DataError, ValueError):  # psycopg raises ValueError for a NUL character
            pass
        return self._write(check=True)

    def _write(self, check=False):
        """Write the rows; with `check`, raise `CommandError` for the first that the database would refuse."""
        self.facts, self.articles, self.working_copies, self.count = set(), set(), set(), 0
        removed = self._delete_superfluous()
        for row in self.plan.rows:
            if check:
                check_against_database(row, self.problems)
                self.problems.check()
            try:
                self.count += self._save(row)
            except (IntegrityError, DataError, ValueError) as error:
                if not check:
                    raise
                refused = _("The database refuses it: %(reason)s")
                self.problems.add(row, "", refused % {"reason": str(error).splitlines()[0]})
                self.problems.check()
        for row in self.plan.rows:
            if row.new_files and row.key in self.facts:
                row.object.files.adopt(row.new_files)
        self._raise_versions()
        self.messages += removed

    def _delete_superfluous(self):
        """Delete what the lists of the file no longer have; return a message for each row."""
        superfluous = {other.pk: other for other in self.plan.parts.superfluous}
        for key in self.changes.overwritten.keys() & self.plan.parts.parents.keys():
            superfluous |= {other.pk: other for other in self.plan.parts.rest_of(key)}
        messages = []
        for other in superfluous.values():
            if not self.changes.skips(other):
                self.facts.update(fact_keys(other))
                self.working_copies.update(owners_of(other))
                messages.append(
                    _("removed: %(kind)s “%(name)s”, which the fixture does not have")
                    % {"kind": other._meta.verbose_name, "name": words_of(other)}
                )
                type(other)._base_manager.filter(pk=other.pk).delete()
        return messages

    def _save(self, row):
        """Save a row and note what must follow; return whether it was saved."""
        if self.changes.skips(row.object) or is_known_agency(row.object):
            return False
        if not self.save_obj(DeserializedObject(row.object)):
            return False
        if row.model is Edition:
            self.articles.add(row.object.article_id)
        self.working_copies.update(owners_of(row.object))
        self.facts.update(fact_keys(row.object))
        return True

    def _raise_versions(self):
        """Raise the versions of overwritten working copies: a form that is open at the desk must not undo that."""
        for here in self.changes.overwritten.values():
            if isinstance(here, Article):
                higher = Greatest(F("version"), here.version + 1)
                article = Article.objects.filter(pk=here.pk)
                article.update(version=higher, modified=timezone.now(), modified_by=None)

    def _finish(self, before):
        """Derive index columns, record changed facts, publish, and raise the generation last."""
        for article in self.articles:
            Edition.objects.reindex(article)
            keys = Edition.objects.filter(article=article).values_list("pk", flat=True)
            Edition.objects.reindex_mentions(list(keys))
        Change.objects.filter(public_from=None).derive_public_from()
        for model in reversed(fact_models()):  # those that others refer to first
            for fact in model.objects.filter(pk__in=self.facts):
                record(fact)
        update_article_index(Article, self.working_copies)
        self._publish()
        moment = Generation.objects.publishing_moment()
        if before:  # the fixture may hold a generation, and readers' caches must never see the number fall
            Generation.objects.filter(pk=1, number__lt=before.number).update(number=before.number)
        Generation.objects.raise_at(moment)

    def _publish(self):
        """Publish working copies in the order of their moments, and say where a text is not published."""
        changed, rows = self.changes.changed, sorted(self.plan.publishing, key=lambda row: row.object.live_from)
        messages = [editions.publish(row, changed, self.problems) for row in rows]
        self.problems.check()
        articles = dict.fromkeys(row.object.article_id for row in rows)
        messages += [editions.unpublished_text(article) for article in articles if article not in changed]
        self.messages += filter(None, messages)
        self.count += len(self.plan.publishing)


def owners_of(row):
    """Return the keys of the articles whose working copies have other words after this row was saved or deleted."""
    fields = row._meta.concrete_fields
    keys = [row.pk] if isinstance(row, Article) else []
    return {*keys, *(getattr(row, field.attname) for field in fields if field.related_model is Article)} - {None}


def is_known_agency(row):
    """Return whether a row is an agency that the site has already: the desk's own entry is never replaced."""
    return isinstance(row, Agency) and Agency.objects.filter(Q(pk=row.pk) | Q(name=row.name)).exists()


def words_of(other):
    """Return the words by which a row is recognised in a message."""
    text = other.as_text() if hasattr(other, "as_text") else ""
    return (text or str(other))[:60]
