"""The page of an article and its public history, as readers see them at a moment, in a fixed number of queries."""

import json
from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.languages import language_tag, text_direction
from articles.models import (
    Action,
    Article,
    Author,
    Change,
    Edition,
    EditionTopic,
    Image,
    Kind,
    Source,
    Topic,
    readable_paths,
)
from articles.models.editions import thaw_blocks, with_template
from articles.pages.lists import edition_from_json, newest_editions
from articles.pages.loader import FactLoader
from articles.queries import MOMENT, Keys, Parameter, PreparedQuery, PreparedRows
from articles.text import add_heading_ids

UUID = models.UUIDField()
MOST_RELATED, MOST_LINES = 3, 20
# The ids that the page itself uses.
OWN_ANCHORS = {"main", "contents", "corrections", "people", "sources", "history", "related"}

FIRST = _("First published")
EDITION_KINDS = {
    Kind.UPDATE: _("Updated"),
    Kind.CORRECTION: _("Corrected"),
    Kind.MINOR: _("Minor edit"),
    Kind.TAKEDOWN: _("Taken down"),
}
# A picture has no public name, only a title for the desk: its kind says what changed.
FACT_KINDS = {
    "articles.image": _("Picture details"),
    "articles.source": _("Source"),
    "articles.topic": _("Topic"),
    "articles.author": _("Author"),
    "timeline.event": _("Event"),
    "timeline.timeline": _("Timeline"),
}


class Byline:
    """An author of an article, and their role (empty for the writer)."""

    def __init__(self, author, role):
        self.author, self.role = author, role


class ArticlePage:
    """Everything a page needs to show one edition at a moment.

    Facts are shown as they are now, or as they were at `as_of`, a moment of the past.
    """

    def __init__(self, edition, moment, as_of=None):
        self.edition, self.moment = edition, moment
        content = edition.text.content
        self.erased = content.get("erased")
        self.fields = content.get("article", {"lead": None, "authors": [], "topics": [], "language": "en"})
        self.blocks = with_template(thaw_blocks(content, Article.block_kinds()))
        self._load(as_of)
        self._resolve_links()
        self._anchor()

    def _load(self, as_of):
        self.facts = FactLoader(as_of, self.moment)
        for block in self.blocks:
            self.facts.add_references(block)
        to_key = Topic._meta.pk.to_python
        lead = self.fields["lead"] and to_key(self.fields["lead"]["image"])
        author_ids = [to_key(a["author"]) for a in self.fields["authors"]]
        topic_ids = [to_key(topic) for topic in self.fields["topics"]]
        self.facts.add_keys(Image, [lead] if lead else [])
        self.facts.add_keys(Author, author_ids)
        self.facts.add_keys(Topic, topic_ids)
        self.facts.load()
        for block in self.blocks:
            block.choose_facts(self.facts)
        self.lead = self.facts.by_key.get(lead)
        roles = [a["role"] for a in self.fields["authors"]]
        authors = [self.facts.by_key.get(pk) for pk in author_ids]
        named = [pair for pair in zip(authors, roles, strict=True) if pair[0] and pair[0].is_active]
        # Each once: two authors may have been merged since.
        self.bylines = [Byline(author, role) for author, role in dict.fromkeys(named)]
        self.topics = [topic for topic in self.facts.of(Topic, topic_ids) if topic.is_active]

    def _resolve_links(self):
        """Give the blocks the paths of the articles that they link to: a query for all of them, none without links."""
        keys = {key for block in self.blocks for key, _words in block.linked_articles()}
        paths = readable_paths(keys, self.moment)
        for block in self.blocks:
            block.link_paths = paths

    def _anchor(self):
        """Give headings their anchors and collect the list of contents."""
        taken, self.contents = set(OWN_ANCHORS), []
        for block in self.blocks:
            if hasattr(block, "safe_html"):
                block.html_with_ids, headings = add_heading_ids(block.safe_html, taken)
                self.contents += headings
            self.contents += block.headings

    @property
    def headline(self):
        """The headline of this edition."""
        return self.fields.get("headline", self.edition.headline)

    @property
    def dek(self):
        """The dek of this edition."""
        return self.fields.get("dek", "")

    @property
    def title(self):
        """The title for search engines and shared links."""
        return self.fields.get("seo_title") or self.headline

    @property
    def description(self):
        """The description for search engines and shared links."""
        return self.fields.get("seo_description") or self.dek

    @property
    def language(self):
        """The language of the text as a BCP 47 tag; `und` where it is none."""
        return language_tag(self.fields.get("language"))

    @property
    def direction(self):
        """`ltr` or `rtl`, by the language."""
        return text_direction(self.fields.get("language"))

    @property
    def lead_caption(self):
        """The caption of the lead image here."""
        return self.fields["lead"]["caption"] or self.lead.caption

    @property
    def lead_alt(self):
        """The alternative text of the lead image here."""
        return "" if self.lead.decorative else self.fields["lead"]["alt"] or self.lead.alt

    @property
    def writers(self):
        """The bylines without a role: those who wrote the article."""
        return [byline for byline in self.bylines if not byline.role]

    @property
    def contributors(self):
        """The bylines with a role, such as research or photographs."""
        return [byline for byline in self.bylines if byline.role]

    @cached_property
    def people(self):
        """The topics that are people or organisations, in the order of the article."""
        return [t for t in self.topics if t.kind in (Topic.Kind.PERSON, Topic.Kind.ORGANISATION)]

    @cached_property
    def sources(self):
        """Every source that the text cites, in the order of first use."""
        return self.facts.in_order_of_use(Source)

    @cached_property
    def images(self):
        """Every image of the article, the lead image first."""
        shown = [self.lead] if self.lead else []
        return list(dict.fromkeys(shown + [image for block in self.blocks for image in block.images]))

    @cached_property
    def usable_images(self):
        """The images that have a file and may be shown at this moment."""
        return [image for image in self.images if image.sizes and image.usable_at(self.moment)]

    @cached_property
    def shared_image(self):
        """The image that shared links show: the first that may be shown and is no placeholder, or None."""
        return next((image for image in self.usable_images if not image.placeholder), None)

    @property
    def withdrawn(self):
        """The public explanation of a withdrawal that left the text in place, or an empty string."""
        return self.edition.explanation if self.edition.is_takedown else ""

    @cached_property
    def history(self):
        """The public history of the article, newest first. Reading it gives the facts of the page their corrections."""
        lines = public_history(self.edition.article_id, self.moment)
        for line in lines:
            fact = self.facts.by_key.get(line.fact)
            if fact and line.kind == Kind.CORRECTION:
                fact.corrections = [*fact.corrections, line]
        return lines

    @property
    def newest_history(self):
        """The lines of the history that the article's own page shows; all of them have a page of their own."""
        return self.history[:MOST_LINES]

    @cached_property
    def corrections(self):
        """The corrections in the history, newest first."""
        return [line for line in self.history if line.kind == Kind.CORRECTION]


def public_changes_at(moment):
    """Return the lines of the log that are public at a moment.

    A legal removal also hides the editions before it and what was changed in them, for good.
    """
    removed = Edition.objects.removed_at(moment).filter(pk=OuterRef("edition"))
    removals = Edition.objects.legal_removals_at(moment).filter(article=OuterRef("article"))
    begun = Q(verb=Action.PUBLISHED, edition__live_from__lte=moment, edition__cancelled_at=None) & ~Exists(removed)
    changed = Q(verb=Action.CHANGED, moment__lte=moment) & ~Exists(removals.filter(live_from__gte=OuterRef("moment")))
    return Change.objects.filter(begun | changed).select_related("edition")


HISTORY = PreparedRows(Change, lambda: public_changes_at(MOMENT).filter(article=Parameter("article", UUID)), "edition")


def public_history(article_id, moment):
    """Return the lines of an article's public history at a moment, newest first: editions and corrected facts.

    Each is a `Change` with its `heading` and, for an edition, `public_number`: its rank among the public
    editions, so that neither a scheduled nor a removed edition leaves a gap. An edition of which the text can be
    compared has `before`: the line of the one before it that can, or None.
    """
    lines = HISTORY.run(article=article_id, moment=moment)
    lines.sort(key=lambda line: (line.public_from, line.edition.number if line.edition else 0))
    for number, line in enumerate((line for line in lines if line.edition), start=1):
        line.public_number = number
    before = None
    for line in lines:
        line.heading = change_heading(line)
        if is_comparable(line):
            line.before, before = before, line
    return lines[::-1]


def is_comparable(line):
    """Whether a line of the history is about an edition whose text readers may compare with others."""
    return bool(line.edition) and line.edition.has_text and not line.edition.erased_at


def change_heading(line):
    """Return what kind of change a line of the history is, as text."""
    if line.edition:
        is_first = line.public_number == 1 and not line.edition.is_takedown
        return FIRST if is_first else EDITION_KINDS[line.edition.kind]
    return FACT_KINDS.get(line.label, EDITION_KINDS[Kind.MINOR])


CORRECTIONS_OF_FACTS = PreparedRows(
    Change,
    lambda: public_changes_at(MOMENT).filter(fact__in=Keys("facts"), kind=Kind.CORRECTION).order_by("-moment", "id"),
)


def add_corrections(facts, moment):
    """Set `corrections` on each fact: its public lines of the log at a moment, newest first, each once; one query."""
    by_key = {fact.pk: fact for fact in facts}
    for fact in by_key.values():
        fact.corrections = []
    seen = set()
    for line in CORRECTIONS_OF_FACTS.run(facts=by_key, moment=moment):
        if (line.fact, line.moment) not in seen:
            seen.add((line.fact, line.moment))
            by_key[line.fact].corrections.append(line)


def newest_about_topics():
    """Return, for each of some topics, its newest listed editions but those of one article, as JSON."""
    others = Edition.objects.listed_at(MOMENT).exclude(article=Parameter("article", UUID))
    about = EditionTopic.objects.filter(fact=OuterRef("pk"))
    return Topic.objects.filter(pk__in=Keys("topics")).values_list(newest_editions(about, others, MOST_RELATED))


NEWEST_ABOUT_TOPICS = PreparedQuery(newest_about_topics)


def related(edition, topic_ids, moment):
    """Return the newest other listed editions about the same topics."""
    rows = NEWEST_ABOUT_TOPICS.run(topics=topic_ids, article=edition.article_id, moment=moment)
    others = [edition_from_json(row) for (rows_of_topic,) in rows for row in json.loads(rows_of_topic)]
    return sorted({other.pk: other for other in others}.values(), key=lambda e: (e.updated_from, e.pk), reverse=True)[
        :MOST_RELATED
    ]
