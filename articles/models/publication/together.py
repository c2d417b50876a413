"""Publishing several articles at one moment, in one transaction: all of them or none."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from articles.exceptions import NotTogether, Refusal
from articles.models.choices import Kind
from articles.models.editions import Generation
from articles.models.publication.publish import Publication, check_publish, check_version, publish_locked

MOST_TOGETHER = 20


class Plan(NamedTuple):
    """How one of several articles is published; see `Article.publish`."""

    article: object
    kind: str = Kind.UPDATE
    note: str = ""
    seen: int | None = None
    later: str | None = None
    key: object = None


def publish_together(plans, by, at=None):
    """Publish the article of each plan from the same moment on: `at`, or now. Return the editions in that order.

    All of them or none, in one transaction, and at most `MOST_TOGETHER`. The articles are locked in the order of their
    keys, so that two such acts wait for each other and never block each other. Raises `NotTogether`, which has the
    `Refusal` of every article that cannot be published, and `NotAllowed`.
    """
    check_number(plans)
    refusals = refused(plans, lambda plan: check_publish(by, plan.kind, plan.note, plan.later))
    with transaction.atomic():
        articles = locked_together(plans)
        moment = Generation.objects.publishing_moment()
        editions = {}

        def publish(plan):
            article = articles[plan.article.pk]
            publication = Publication(article, by, plan.key, moment)
            if not publication.made:
                check_version(article, plan.article.version if plan.seen is None else plan.seen)
            editions[article.pk] = publication.made or publish_locked(publication, plan.kind, plan.note, at, plan.later)

        refusals |= refused([plan for plan in plans if plan.article.pk not in refusals], publish)
        if refusals:
            raise NotTogether(refusals)
    return [editions[plan.article.pk] for plan in plans]


def check_number(plans):
    """Refuse no articles, one article twice, and too many."""
    if not plans or len({plan.article.pk for plan in plans}) < len(plans):
        raise Refusal(gettext("Choose the articles, each once."))
    if len(plans) > MOST_TOGETHER:
        message = gettext("At most %(count)d articles can be published together.")
        raise Refusal(message % {"count": MOST_TOGETHER})


def refused(plans, act):
    """Act on each plan; return the refusals by the key of the article."""
    refusals = {}
    for plan in plans:
        try:
            act(plan)
        except Refusal as refusal:
            refusals[plan.article.pk] = refusal
    return refusals


def locked_together(plans):
    """Lock the rows of the articles in the order of their keys, and return them afresh by key."""
    model = type(plans[0].article)
    return {
        article.pk: article
        for article in model.objects.select_for_update().filter(pk__in=[p.article.pk for p in plans]).order_by("pk")
    }
