"""Erasing a fact for ever, for a court or for data protection: what remains says when and why."""

from django.db import models, transaction

from articles.models import permissions
from articles.models.choices import Kind
from articles.models.editions import TOMBSTONE, Action, Change, Generation
from articles.models.facts.versions import FactVersion, record_allowed


@transaction.atomic
def erase(fact, by, reason):
    """Blank a fact's words, parts, files and every version of it; its row stays, so that documents still read.

    So are those of the rows that were merged into it. It is public nowhere from then on, and its old address answers
    like one that never was: a notice there would confirm, to whoever tries a name, that the name was here. The line in
    the log gives the reason and not the name. What was merged into another keeps pointing at the survivor, so that
    documents which name it still read. Raises `NotAllowed`.
    """
    permissions.check(by, permissions.TO_ERASE)
    for double in fact.doubles():
        erase(double, by, reason)
    moment = Generation.objects.publishing_moment()
    for name in fact.parts:
        getattr(fact, name).all().delete()
    for number, field in enumerate(f for f in fact._meta.concrete_fields if is_words(f)):
        setattr(fact, field.attname, TOMBSTONE if number == 0 else "")
    for field in fact._meta.concrete_fields:
        if field.null and field.name not in ("id", "merged_into"):
            setattr(fact, field.attname, None)
    fact.erased_at, fact.released_from = moment, None
    if hasattr(fact, "slug"):
        fact.slug = type(fact).objects.random_slug("erased-")
    fact.erase_files()
    fact.save()
    FactVersion.objects.filter(fact=fact.pk).delete()
    Change.objects.filter(fact=fact.pk).update(name=TOMBSTONE, note="")
    record_allowed(fact, by, Kind.MINOR, "", moment)
    Change.objects.create(
        moment=moment, by=by, verb=Action.ERASED, label=fact.label, fact=fact.pk, name=TOMBSTONE, note=reason
    )
    Generation.objects.raise_at(moment)


def is_words(field):
    """Whether a column holds somebody's words, rather than a key, a choice or an address."""
    text = isinstance(field, (models.CharField, models.TextField))
    return text and field.editable and not (field.unique or field.choices or isinstance(field, models.SlugField))
