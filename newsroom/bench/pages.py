"""The pages that are measured, found in whatever archive there is."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Abs, Length
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article, Edition, EditionImage, EditionTopic, Image, Topic
from timeline.models import EditionTimeline, Entry, Event, Timeline

NEWEST = 100  # articles among which a typical one is chosen
LIST_PAGE = 20  # articles of an ordinary topic: one full page
LONG_ARTICLE = 30  # blocks of the article at the desk
CANDIDATES = 5  # that are tried for each page


class NothingPublished(Exception):
    """The archive has no article that readers can see."""


@dataclass(frozen=True)
class Page:
    """A page by its name in `NAMES`, with its address."""

    name: str
    path: str

    @property
    def is_desk(self):
        """Whether one must be logged in for it."""
        return self.name not in READERS


class Pages:
    """Finds a page for each name. `is_shown` says whether readers are given the page of an address."""

    def __init__(self, moment, is_shown):
        self.moment, self.is_shown = moment, is_shown
        self.listed = Edition.objects.listed_at(moment)

    def find(self, name):
        """Return the page of a name, or None where the archive has none."""
        path = (READERS | DESK)[name](self)
        return Page(name, path) if path else None

    def _first_shown(self, facts):
        """Return the address of the first of these that readers can see, or None."""
        paths = (fact.get_absolute_url() for fact in facts[:CANDIDATES])
        return next((path for path in paths if self.is_shown(path)), None)

    def _typical(self, editions):
        """Return, of the newest of some editions, the one with the text of median length; None where there is none."""
        newest = editions.annotate(length=Length("text__document"))[:NEWEST]
        ordered = sorted(newest, key=lambda edition: (edition.length, edition.pk))
        return ordered[len(ordered) // 2] if ordered else None

    @cached_property
    def article(self):
        """The typical article, as its live edition: one without a timeline, where there is one."""
        timelines = EditionTimeline.objects.filter(edition=OuterRef("pk"))
        edition = self._typical(self.listed.filter(~Exists(timelines))) or self._typical(self.listed)
        if edition is None:
            raise NothingPublished
        return edition

    @cached_property
    def article_with_timeline(self):
        """The typical article with a timeline of which all is shown, as its live edition, or None."""
        curated = EditionTimeline.objects.filter(edition=OuterRef("pk"), fact__made=Timeline.Made.CURATED)
        editions = self.listed.filter(Exists(curated))
        return self._typical(editions.filter(text__document__contains='"extent":"whole"')) or self._typical(editions)

    @cached_property
    def timelines(self):
        """The curated timelines by the number of their entries, the longest first."""
        curated = Timeline.objects.active().filter(made=Timeline.Made.CURATED)
        return curated.annotate(count=Count("entries")).order_by("-count", "pk")

    @cached_property
    def topics(self):
        """The active topics with the number of their mentions."""
        return Topic.objects.active().annotate(count=Count("mentions")).filter(count__gt=0)

    @cached_property
    def long_article(self):
        """The working copy with about as many blocks as `LONG_ARTICLE` among the newest that can be published."""
        newest = Article.objects.order_by("-modified")[: 3 * NEWEST]
        keys = [article.pk for article in newest]
        counts = dict.fromkeys(keys, 0)
        for kind in Article.block_kinds().values():
            for parent, count in kind.objects.filter(parent__in=keys).values_list("parent").annotate(Count("pk")):
                counts[parent] += count
        ordered = sorted(newest, key=lambda article: abs(counts[article.pk] - LONG_ARTICLE))
        return next((article for article in ordered if self._is_ready(article)), None)

    def _is_ready(self, article):
        return article.editions.filter(cancelled_at=None).exists() and not any(article.problems(self.moment))

    def _article(self):
        return self.article.path

    def _article_with_timeline(self):
        return self.article_with_timeline and self.article_with_timeline.path

    def _article_most_editions(self):
        edited = Article.objects.annotate(count=Count("editions")).order_by("-count", "pk")
        live = (self.listed.filter(article=article).first() for article in edited[:CANDIDATES])
        return next((edition.path for edition in live if edition), None)

    def _front(self):
        return reverse("front")

    def _section(self):
        return self.article.section.get_absolute_url()

    def _topic(self):
        return self._first_shown(self.topics.order_by(Abs(F("count") - LIST_PAGE), "pk"))

    def _topic_the_biggest(self):
        return self._first_shown(self.topics.order_by("-count", "pk"))

    def _timeline_of_article(self):
        """Return the timeline in the typical article with one, or None."""
        shown = EditionTimeline.objects.filter(edition=self.article_with_timeline)
        return shown.first() and shown.first().fact

    def _event(self):
        timeline = self._timeline_of_article()
        entries = Entry.objects.filter(timeline=timeline).values("event")
        return self._first_shown(Event.objects.active().filter(pk__in=entries).order_by("slug"))

    def _timeline(self):
        timeline = self._timeline_of_article()
        return timeline and timeline.get_absolute_url()

    def _timeline_the_longest(self):
        return self._first_shown(self.timelines)

    def _timelines(self):
        return reverse("timelines")

    def _credits(self):
        return reverse("credits")

    def _missing(self):
        return "/no-such-section/no-such-article/"

    def _picture(self):
        leads = EditionImage.objects.filter(is_lead=True, edition__in=[e.pk for e in self.listed[:NEWEST]])
        paths = [lead.fact.sizes.src for lead in leads.select_related("fact")[:CANDIDATES]]
        return next((path for path in paths if path and self.is_shown(path)), None)

    def _article_list(self):
        return reverse("admin:articles_article_changelist")

    def _article_search(self):
        word = max(self.article.headline.split(), key=len)
        return f"{self._article_list()}?{urlencode({'q': word})}"

    def _article_form(self):
        return self.long_article and reverse("admin:articles_article_change", args=[self.long_article.pk])

    def _publish_page(self):
        return self.long_article and reverse("admin:articles_article_publish", args=[self.long_article.pk])

    def _picture_list(self):
        return reverse("admin:articles_image_changelist")

    def _topic_form(self):
        biggest = (
            EditionTopic.objects.values_list("fact").annotate(count=Count("pk")).order_by("-count", "fact").first()
        )
        return biggest and reverse("admin:articles_topic_change", args=[biggest[0]])

    def _image_form(self):
        used = Image.objects.annotate(count=Count("mentions")).order_by("-count", "pk").first()
        return used and reverse("admin:articles_image_change", args=[used.pk])


READERS = {
    "article": Pages._article,
    "article with timeline": Pages._article_with_timeline,
    "article, most editions": Pages._article_most_editions,
    "front": Pages._front,
    "section": Pages._section,
    "topic": Pages._topic,
    "topic, the biggest": Pages._topic_the_biggest,
    "event": Pages._event,
    "timeline": Pages._timeline,
    "timeline, the longest": Pages._timeline_the_longest,
    "timelines": Pages._timelines,
    "credits": Pages._credits,
    "404": Pages._missing,
    "picture": Pages._picture,
}
PUBLISHING = "publishing"  # no page, but what the button does for the article of the form
DESK = {
    "article list": Pages._article_list,
    "article search": Pages._article_search,
    "article form": Pages._article_form,
    "publish page": Pages._publish_page,
    "picture list": Pages._picture_list,
    "topic form": Pages._topic_form,
    "image form": Pages._image_form,
    PUBLISHING: Pages._article_form,
}
NAMES = (*READERS, *DESK)
