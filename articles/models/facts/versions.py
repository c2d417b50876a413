"""The record: a version of every fact after each change, and its line in the history of every article it touches."""

import json

from django.conf import settings
from django.db import models, transaction

from articles.models import permissions
from articles.models.base import BaseModel
from articles.models.choices import Kind, check_kind
from articles.models.editions import Action, Change, Edition, Generation, canonical
from articles.models.facts.usage import update_search_of_working_copies


class FactVersion(BaseModel):
    """A fact with all its parts, as canonical JSON, as it was from a moment on."""

    label = models.CharField(max_length=60)
    fact = models.UUIDField()
    moment = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    content = models.TextField()

    class Meta:
        ordering = ["-moment"]
        indexes = [models.Index("fact", "moment", name="fact_version_moment")]

    def __str__(self):
        return f"{self.label} {self.fact} at {self.moment:%Y-%m-%d %H:%M}"


@transaction.atomic
def record(fact, by=None, kind=Kind.MINOR, note="", moment=None):
    """Store a version of a fact, last of all, after its row and its parts were saved.

    Nothing is stored where nothing has changed. A change of a fact that is public, or was until this change, appears in
    the history of every live article whose readers see it, or, where no article shows it, in the fact's own. Returns
    the new `FactVersion`, or None. Raises `NotAllowed` where readers would notice the change and the person has no
    right to make it, and `Refusal` where the kind of change is missing, or the note of a correction. The transaction
    that saved the rows must then fail too.
    """
    check_kind(kind, note)
    moment = moment or Generation.objects.publishing_moment()
    row, latest = stored(fact), latest_version(fact)
    if by is not None:
        check_change(row, latest, by, moment)
    return record_row(row, latest, by, kind, note, moment)


@transaction.atomic(savepoint=False)
def record_new(facts, by=None):
    """Store the first version of some facts of one kind that were just created: a few queries, however many they are.

    Nothing may show them yet, and none may be released on its own, so that readers notice nothing.
    """
    if not facts:
        return
    moment = Generation.objects.publishing_moment()
    [model] = {type(fact) for fact in facts}
    stored = model.objects.filter(pk__in=[fact.pk for fact in facts]).with_parts()
    FactVersion.objects.bulk_create(new_version(fact, by, moment) for fact in stored)
    for fact in stored:
        fact.update_search_index()
    Generation.objects.raise_at(moment)


def check_change(fact, latest, by, moment):
    """Raise `NotAllowed` where a person may not change what differs between a fact and its latest version, or None."""
    frozen = json.loads(canonical(fact.freeze()))
    if latest:
        names = differing_names(fact.normalise(json.loads(latest.content)), frozen) - set(fact.internal_columns)
    else:  # all of it is new, but an empty `released_from` releases nothing
        names = {name for name in frozen if name != "released_from" or fact.released_from}
    permissions.check(by, permissions.to_change(fact, names, bool(names) and fact.is_public(moment)))


def record_allowed(fact, by, kind, note, moment):
    """Do what `record` does, for methods that have checked the rights and the kind of change themselves."""
    return record_row(stored(fact), latest_version(fact), by, kind, note, moment)


def record_row(fact, before, by, kind, note, moment):
    """Do what `record_allowed` does, given the fact as the database has it, and its latest version or None."""
    after = store_row(fact, before, by, moment)
    if after is None:
        return None
    if noticeable_difference(fact, before, after) and public_in_one_of((before, after), type(fact), moment):
        editions = list(fact.shown_in(Edition.objects.live_at(moment), moment))
        log_change(fact, editions or [None], moment, by, kind, note)
    Generation.objects.raise_at(moment)
    return after


def stored(fact):
    """Return a fact with its parts as the database has them."""
    [row] = type(fact).objects.filter(pk=fact.pk).with_parts()
    return row


def latest_version(fact):
    """Return the newest `FactVersion` of a fact, or None."""
    return FactVersion.objects.filter(fact=fact.pk).first()


def noticeable_difference(fact, before, after):
    """Return the names of what readers could notice between two versions of a fact; nothing where one is missing."""
    if before is None or after is None:
        return set()
    frozen = fact.normalise(json.loads(before.content))
    return differing_names(frozen, json.loads(after.content)) - set(fact.internal_columns)


@transaction.atomic
def delete_fact(fact, by):
    """Delete a fact. Raises `NotAllowed`, and Django's `ProtectedError` where something refers to it."""
    moment = Generation.objects.moment()
    permissions.check(by, permissions.to_delete(fact, fact.is_public(moment)))
    fact.delete()
    Generation.objects.raise_at(moment)


def public_in_one_of(versions, model, moment):
    """Whether readers may see a fact, at a moment, as one of its versions describes it.

    The version before a change counts like the one after it: readers must learn of what is taken from them, too.
    """
    shown = model.objects.public_or_hidden_at(moment).filter(pk=versions[0].fact).exists()
    for version in versions:
        fact = model.thaw(json.loads(version.content))
        released = fact.released_from and fact.released_from <= moment
        if not fact.is_hidden and (shown or released):
            return True
    return False


def store_version(fact, by, moment):
    """Store a version of a fact as the database has it; return it, or None where it equals the latest one."""
    return store_row(stored(fact), latest_version(fact), by, moment)


def store_row(fact, latest, by, moment):
    """Do what `store_version` does, given the fact as the database has it, and its latest version or None."""
    version = new_version(fact, by, moment)
    if latest and version.content in (latest.content, canonical(fact.normalise(json.loads(latest.content)))):
        return None
    version.save(force_insert=True)
    fact.update_search_index()
    update_search_of_working_copies(fact)
    return version


def new_version(fact, by, moment):
    """Return a version of a fact as it is in memory, unsaved."""
    content = canonical(fact.freeze())
    return FactVersion(label=fact.label, fact=fact.pk, moment=moment, by=by, content=content)


def log_change(fact, editions, moment, by, kind, note):
    """Add a line about a fact to the history of each edition's article; None instead of an edition: to its own."""
    for edition in editions:
        fact_change(fact, edition and edition.article_id, moment, by, kind, note).save(force_insert=True)


def fact_change(fact, article, moment, by, kind, note):
    """Return a line about a fact for the history of an article (its key; None: the fact's own), unsaved."""
    return Change(
        moment=moment,
        public_from=moment,
        by=by,
        verb=Action.CHANGED,
        article_id=article,
        label=fact.label,
        fact=fact.pk,
        name=str(fact)[:300],
        kind=kind,
        note=note,
    )


def differing_names(one, other):
    """Return the names of the columns and parts in which two frozen facts differ.

    A name that only one of them has is left out: an older release did not know the column yet.
    """
    return {name for name in one.keys() & other.keys() if not means_same(one[name], other[name])}


def means_same(one, other):
    """Whether two frozen values mean the same, compared as `differing_names` does, in parts too."""
    if isinstance(one, dict) and isinstance(other, dict):
        return not differing_names(one, other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(means_same, one, other))
    return one == other


def facts_as_of(model, ids, moment):
    """Return the facts of one kind as they were at a moment: their last version by then, or, without one, as now."""
    return past_facts(model.objects.filter(pk__in=ids).with_parts(), moment)


def past_facts(current, moment):
    """Return facts, given as they are now, as `facts_as_of` does: of any kinds, and in one query."""
    versions = FactVersion.objects.filter(fact__in=[fact.pk for fact in current], moment__lte=moment).order_by("moment")
    contents = dict(versions.values_list("fact", "content"))
    return [as_of(fact, contents.get(fact.pk), moment) for fact in current]


def as_of(fact, content, moment):
    """Return a fact as a frozen version describes it, with today's values of what is never read as of the past."""
    past = type(fact).thaw(json.loads(content)) if content else fact
    past.copy_current_columns(fact, moment)
    return past
