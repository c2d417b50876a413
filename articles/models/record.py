"""The record: a version of every fact after each change, and the notice in every history that it touches."""

from django.conf import settings
from django.db import models, transaction

from articles.models.canonical import canonical, parse
from articles.models.change import Change, Verb
from articles.models.edition import Edition
from articles.models.generation import Generation
from articles.models.kinds import Kind
from articles.models.row import Row


class FactVersion(Row):
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

    An equal version is skipped. A change of a public fact appears in the history of every article that shows it.
    Returns the new `FactVersion`, or None where nothing had changed.
    """
    fact = type(fact).objects.get(pk=fact.pk)
    fact.settle()
    frozen = fact.freeze()
    content = canonical(frozen)
    latest = FactVersion.objects.filter(fact=fact.pk).first()
    if latest and latest.content == content:
        return None
    moment = moment or Generation.objects.publishing_moment()
    version = FactVersion.objects.create(label=fact.label, fact=fact.pk, moment=moment, by=by, content=content)
    fact.index()
    if latest and not same(parse(latest.content), frozen, but=fact.quiet_columns):
        for edition in fact.shown_in(Edition.objects.live_at(moment)):
            Change.objects.create(
                moment=moment,
                by=by,
                verb=Verb.CHANGED,
                article_id=edition.article_id,
                label=fact.label,
                fact=fact.pk,
                name=str(fact)[:300],
                kind=kind,
                note=note,
            )
    Generation.objects.raise_at(moment)
    return version


def same(one, other, but=()):
    """Tell whether two frozen facts say the same, but for some columns; a column that only one has says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one[name], other[name]) for name in one.keys() & other.keys() - set(but))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def facts_as_of(model, ids, moment):
    """Return the facts of one kind as they were at a moment: the last version before it, or as they are now."""
    today = model.objects.named(ids).with_parts()
    versions = FactVersion.objects.filter(fact__in=[fact.pk for fact in today], moment__lte=moment).order_by("moment")
    contents = {version.fact: version.content for version in versions}
    return [as_of(fact, contents.get(fact.pk), moment) for fact in today]


def as_of(fact, content, moment):
    """Return a fact as a frozen version has it (itself, where there is none), with what is always today's."""
    then = type(fact).thaw(parse(content)) if content else fact
    then.take_today(fact, moment)
    return then
