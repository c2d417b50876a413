"""Reading an edition: its words with the facts they point at, in a fixed number of queries."""

from functools import cached_property

from articles.languages import direction_of, tag_of
from articles.models import Article, Author, Image, Kind, Source, Topic
from articles.models.editions import thaw_blocks, with_template
from articles.pages.history import public_history
from articles.pages.loader import FactLoader
from articles.text import anchored

# The ids that the page itself uses.
OWN_ANCHORS = {"main", "contents", "corrections", "people", "sources", "history", "related"}


class Byline:
    """An author of what is read, and their role (empty for the writer)."""

    def __init__(self, author, role):
        self.author, self.role = author, role


class ArticlePage:
    """Everything a page needs to show one edition at a moment. Facts are today's, unless `as_of` is given."""

    def __init__(self, edition, moment, as_of=None):
        self.edition, self.moment = edition, moment
        content = edition.text.content
        self.erased = content.get("erased")
        self.words = content.get("article", {"lead": None, "authors": [], "topics": [], "language": "en"})
        self.blocks = with_template(thaw_blocks(content, Article.block_kinds()))
        self._load(as_of)
        self._anchor()

    def _load(self, as_of):
        self.facts = FactLoader(as_of, self.moment)
        for block in self.blocks:
            self.facts.want_for(block)
        as_ids = Topic._meta.pk.to_python
        lead = self.words["lead"] and as_ids(self.words["lead"]["image"])
        author_ids = [as_ids(a["author"]) for a in self.words["authors"]]
        topic_ids = [as_ids(topic) for topic in self.words["topics"]]
        self.facts.want(Image, [lead] if lead else [])
        self.facts.want(Author, author_ids)
        self.facts.want(Topic, topic_ids)
        self.facts.load()
        for block in self.blocks:
            block.use_facts(self.facts)
        self.lead = self.facts.found.get(lead)
        roles = [a["role"] for a in self.words["authors"]]
        authors = [self.facts.found.get(pk) for pk in author_ids]
        named = [pair for pair in zip(authors, roles, strict=True) if pair[0] and pair[0].is_active]
        self.bylines = [Byline(author, role) for author, role in named]
        self.topics = [topic for topic in self.facts.of(Topic, topic_ids) if topic.is_active]

    def _anchor(self):
        """Give headings and blocks their places in the list of contents."""
        taken, self.contents = set(OWN_ANCHORS), []
        for block in self.blocks:
            if hasattr(block, "shown"):
                block.anchored, headings = anchored(block.shown, taken)
                self.contents += headings
            self.contents += block.headings

    @property
    def headline(self):
        """The headline of these words."""
        return self.words.get("headline", self.edition.headline)

    @property
    def dek(self):
        """The dek of these words."""
        return self.words.get("dek", "")

    @property
    def title(self):
        """The title for search engines and shared links."""
        return self.words.get("seo_title") or self.headline

    @property
    def description(self):
        """The description for search engines and shared links."""
        return self.words.get("seo_description") or self.dek

    @property
    def language(self):
        """The language of the words, as a BCP 47 tag; `und` where it is none."""
        return tag_of(self.words.get("language"))

    @property
    def direction(self):
        """`ltr` or `rtl`, by the language."""
        return direction_of(self.words.get("language"))

    @property
    def lead_caption(self):
        """The caption of the lead image here."""
        return self.words["lead"]["caption"] or self.lead.caption

    @property
    def lead_alt(self):
        """The alternative text of the lead image here."""
        return "" if self.lead.decorative else self.words["lead"]["alt"] or self.lead.alt

    @property
    def writers(self):
        """The bylines of those who wrote it."""
        return [byline for byline in self.bylines if not byline.role]

    @property
    def helpers(self):
        """The bylines of those who did something else for it."""
        return [byline for byline in self.bylines if byline.role]

    @cached_property
    def people(self):
        """The topics of these words that are people or organisations, in their order."""
        return [t for t in self.topics if t.kind in (Topic.Kind.PERSON, Topic.Kind.ORGANISATION)]

    @cached_property
    def sources(self):
        """Every source these words rest on, in the order of first use."""
        return self.facts.in_order_of_use(Source)

    @cached_property
    def images(self):
        """Every image that is shown, the lead first."""
        shown = [self.lead] if self.lead else []
        return list(dict.fromkeys(shown + [image for block in self.blocks for image in block.images]))

    @cached_property
    def usable_images(self):
        """Those of them that have a file and may be shown at the moment of reading."""
        return [image for image in self.images if image.sizes and image.usable_at(self.moment)]

    @cached_property
    def shared_image(self):
        """The image that shared links show: the first that may be shown and is no placeholder, or None."""
        return next((image for image in self.usable_images if not image.placeholder), None)

    @property
    def withdrawn(self):
        """The explanation under which the text still stands, or an empty string where it was not withdrawn."""
        return self.edition.explanation if self.edition.is_takedown else ""

    @cached_property
    def history(self):
        """What readers were told of changes to this article, newest first; its facts then know their corrections."""
        lines = public_history(self.edition.article_id, self.moment)
        for line in lines:
            fact = self.facts.found.get(line.fact)
            if fact and line.kind == Kind.CORRECTION:
                fact.corrections = [*fact.corrections, line]
        return lines

    @cached_property
    def corrections(self):
        """The corrections among them, newest first."""
        return [line for line in self.history if line.kind == Kind.CORRECTION]
