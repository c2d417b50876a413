"""The record: a version of every fact after each change, and the notice in every history that it touches."""

from django.conf import settings
from django.db import models, transaction

from articles.models import permissions
from articles.models.base import BaseModel
from articles.models.choices import Kind, check_kind
from articles.models.editions import Action, Change, Edition, Generation, canonical, parse


class FactVersion(BaseModel):
    """A fact's whole aggregate as it stood from a moment on."""

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
    """Record a fact as it now stands, last of all, when its row and its parts are saved.

    An equal version is skipped. A change of a fact that is public, or was until this change, appears in the history of
    every live article whose readers see it, and, where it is public by itself alone, in its own. Returns the new
    `FactVersion`, or None where nothing had changed. Raises `NotAllowed` where readers would notice and the person has
    not the right to that change, and `Refusal` where the kind of change is not said, or a correction not what was
    wrong: let the transaction that saved the rows fail.
    """
    check_kind(kind, note)
    moment = moment or Generation.objects.publishing_moment()
    if by is not None:
        check_change(fact, by, moment)
    return record_allowed(fact, by, kind, note, moment)


def check_change(fact, by, moment):
    """Raise `NotAllowed` where a person may not make the difference between a fact and the last version of it."""
    fact = type(fact).objects.get(pk=fact.pk)
    frozen = parse(canonical(fact.freeze()))
    latest = FactVersion.objects.filter(fact=fact.pk).first()
    if latest:
        names = differing(fact.restated(parse(latest.content)), frozen) - set(fact.quiet_columns)
    else:  # all of it is new; it was released only where it says so
        names = {name for name in frozen if name != "released_from" or fact.released_from}
    permissions.check(by, permissions.to_change(fact, names, bool(names) and fact.is_public(moment)))


def record_allowed(fact, by, kind, note, moment):
    """Do what `record` does, as a part of an act that has asked for the rights and for the kind of change itself."""
    latest = FactVersion.objects.filter(fact=fact.pk).first()
    version = store_version(fact, by, moment)
    if version is None:
        return None
    before = latest and fact.restated(parse(latest.content))
    changed = latest and differing(before, parse(version.content)) - set(fact.quiet_columns)
    if changed and public_in_one_of((latest, version), type(fact), moment):
        editions = list(fact.shown_in(Edition.objects.live_at(moment), moment))
        log_change(fact, editions or [None], moment, by, kind, note)
    Generation.objects.raise_at(moment)
    return version


@transaction.atomic
def delete_fact(fact, by):
    """Delete a fact that nothing needs. Raises `NotAllowed`, and Django's `ProtectedError` where something does."""
    moment = Generation.objects.moment()
    permissions.check(by, permissions.to_delete(fact, fact.is_public(moment)))
    fact.delete()
    Generation.objects.raise_at(moment)


def public_in_one_of(versions, model, moment):
    """Tell whether readers of a moment may see a fact as one of its versions has it; all are of the same fact.

    The version before a change counts like the one after it: what is taken from readers is told to them.
    """
    shown = model.objects.would_be_public_at(moment).filter(pk=versions[0].fact).exists()
    for version in versions:
        fact = model.thaw(parse(version.content))
        released = fact.released_from and fact.released_from <= moment
        if fact.is_there and (shown or released):
            return True
    return False


def store_version(fact, by, moment):
    """Keep a fact as it now stands in the database; return the `FactVersion`, or None where it equals the last."""
    fact = type(fact).objects.get(pk=fact.pk)
    content = canonical(fact.freeze())
    latest = FactVersion.objects.filter(fact=fact.pk).first()
    if latest and content in (latest.content, canonical(fact.restated(parse(latest.content)))):
        return None
    version = FactVersion.objects.create(label=fact.label, fact=fact.pk, moment=moment, by=by, content=content)
    fact.index()
    return version


def log_change(fact, editions, moment, by, kind, note):
    """Write a changed fact into the history of each edition's article; None among them is the fact's own history."""
    for edition in editions:
        Change.objects.create(
            moment=moment,
            by=by,
            verb=Action.CHANGED,
            article_id=edition and edition.article_id,
            label=fact.label,
            fact=fact.pk,
            name=str(fact)[:300],
            kind=kind,
            note=note,
        )


def differing(one, other):
    """Return the names of the columns and parts in which two frozen facts differ; one that only one has is none."""
    return {name for name in one.keys() & other.keys() if not same(one[name], other[name])}


def same(one, other):
    """Tell whether two frozen values say the same; a column of a part that only one has says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return not differing(one, other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def facts_as_of(model, ids, moment):
    """Return the facts of one kind as they were at a moment: the last version before it, or as they are now."""
    today = model.objects.filter(pk__in=ids).with_parts()
    versions = FactVersion.objects.filter(fact__in=[fact.pk for fact in today], moment__lte=moment).order_by("moment")
    contents = {version.fact: version.content for version in versions}
    return [as_of(fact, contents.get(fact.pk), moment) for fact in today]


def as_of(fact, content, moment):
    """Return a fact as a frozen version has it (itself, where there is none), with what is always today's."""
    then = type(fact).thaw(parse(content)) if content else fact
    then.use_current(fact, moment)
    return then
