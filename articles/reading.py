"""Reading an edition: its words with the facts they point at, in a fixed number of queries."""

from functools import cached_property

from django.db.models import Q
from django.utils import translation

from articles.models import Article, Author, Change, Edition, Image, Kind, Source, Topic, Verb, fact_models, facts_as_of
from articles.models.document import thaw_blocks
from articles.prose import anchored


class Facts:
    """The facts that some rows refer to, loaded once each kind, those that refer to others first.

    `as_of` is a moment of the past, or None for the facts as they are now.
    """

    def __init__(self, as_of=None):
        self.as_of = as_of
        self.wanted = {model: set() for model in fact_models()}
        self.referring = []
        self.found = {}

    def want(self, model, ids):
        """Ask for facts of one kind by their keys."""
        self.wanted[model].update(ids)

    def want_for(self, row):
        """Ask for every fact that a block or a fact refers to; they are set on it by `load`."""
        for referring, field in row.facts_referred_to():
            self.wanted[field.related_model].add(getattr(referring, field.attname))
            self.referring.append((referring, field))

    def load(self):
        """Fetch everything asked for, one query a kind, and set it on the rows that refer to it; return self."""
        for model in fact_models():
            ids = self.wanted[model]
            if not ids:
                continue
            if self.as_of:
                facts = facts_as_of(model, ids, self.as_of)
            else:
                facts = model.objects.filter(pk__in=ids).with_parts()
            for fact in facts:
                self.found[fact.pk] = fact
                self.want_for(fact)
        for row, field in self.referring:
            if getattr(row, field.attname) in self.found:
                field.set_cached_value(row, self.found[getattr(row, field.attname)])
        return self

    def of(self, model, ids):
        """Return the facts of one kind in the order of the keys, leaving out what is gone."""
        return [self.found[pk] for pk in ids if isinstance(self.found.get(pk), model)]


class Byline:
    """An author of what is read, and their role (empty for the writer)."""

    def __init__(self, author, role):
        self.author, self.role = author, role


class Reading:
    """Everything a page needs to show one edition at a moment. Facts are today's, unless `as_of` is given."""

    def __init__(self, edition, moment, as_of=None):
        self.edition, self.moment = edition, moment
        content = edition.text.content
        self.erased = content.get("erased")
        self.words = content.get("article", {"lead": None, "authors": [], "topics": [], "language": "en"})
        self.blocks = thaw_blocks(content, Article.block_kinds())
        self._load(as_of)
        self._anchor()

    def _load(self, as_of):
        self.facts = Facts(as_of)
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
        self.lead = self.facts.found.get(lead)
        roles = [a["role"] for a in self.words["authors"]]
        authors = [self.facts.found.get(pk) for pk in author_ids]
        self.bylines = [Byline(author, role) for author, role in zip(authors, roles, strict=True) if author]
        self.topics = self.facts.of(Topic, topic_ids)

    def _anchor(self):
        """Give headings and blocks their places in the list of contents."""
        taken, self.contents = {"main", "corrections", "sources", "history"}, []
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
    def language(self):
        """The language of the words, as a BCP 47 tag."""
        return self.words["language"]

    @property
    def direction(self):
        """`ltr` or `rtl`, by the language."""
        return "rtl" if translation.get_language_info(self.language)["bidi"] else "ltr"

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
        return [t for t in self.topics if t.kind in (Topic.Is.PERSON, Topic.Is.ORGANISATION)]

    @cached_property
    def sources(self):
        """Every source these words rest on, in the order of first use."""
        return list({fact.pk: fact for fact in self.facts.found.values() if isinstance(fact, Source)}.values())

    @cached_property
    def history(self):
        """What readers were told of changes to this article, newest first."""
        return public_history(self.edition.article_id, self.moment)

    @cached_property
    def corrections(self):
        """The corrections among them, newest first."""
        return [line for line in self.history if line.kind == Kind.CORRECTION]


def public_history(article_id, moment):
    """Return the lines of an article's public history at a moment, newest first: editions and corrected facts.

    Each is a `Change` with `when` and, for an edition, `public_number`: its rank among those that have begun, so that
    what is scheduled leaves no gap.
    """
    begun = Q(verb=Verb.PUBLISHED, edition__live_from__lte=moment, edition__cancelled_at=None)
    changed = Q(verb=Verb.CHANGED, moment__lte=moment)
    lines = list(Change.objects.filter(begun | changed, article=article_id).select_related("edition"))
    for line in lines:
        line.when = line.edition.live_from if line.edition else line.moment
    lines.sort(key=lambda line: (line.when, line.edition.number if line.edition else 0))
    editions = [line for line in lines if line.edition]
    for number, line in enumerate(editions, start=1):
        line.public_number = number
    return lines[::-1]


def related(edition, topic_ids, moment, most=3):
    """Return other listed editions about the same topics, newest first."""
    others = Edition.objects.listed_at(moment).exclude(article=edition.article_id)
    return list(others.filter(editiontopics__fact__in=topic_ids).distinct()[:most])
