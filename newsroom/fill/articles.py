"""The articles of the archive, as unsaved rows: working copies, editions with their documents, mentions and log."""

from articles.dates import PartialDate
from articles.models import (
    About,
    Action,
    Address,
    Article,
    Byline,
    EditionText,
    Figure,
    Kind,
    Outcome,
    PullQuote,
    Quotation,
    Text,
)
from articles.models.editions import canonical, derive_index, freeze_article
from articles.models.publication import each_once, mentions_of, new_edition
from newsroom.fill import words
from newsroom.fill.plan import (
    LONG_ARTICLE_BLOCKS,
    LONG_TIMELINE,
    MOVED,
    TIMELINE_EVERY,
    zipf,
)
from timeline.models import TimelineBlock

NOTES = {
    Kind.UPDATE: "What the council decided was added.",
    Kind.CORRECTION: "An earlier version named the wrong year.",
    Kind.MINOR: "",
    Kind.TAKEDOWN: "",
}
EXPLANATIONS = {
    Outcome.ERROR: "This article was published by mistake.",
    Outcome.MERGED: "This article is now part of another.",
    Outcome.WITHDRAWN: "We no longer stand by this article.",
    Outcome.LEGAL: "This article was removed for legal reasons.",
}


class Articles:
    """Adds the rows of articles, by their numbers, to `rows`, a list. `facts` knows the events of timelines."""

    def __init__(self, plan, facts, rows):
        self.plan, self.facts, self.rows = plan, facts, rows
        self.kinds = Article.block_kinds()

    def add(self, number):
        """Add an article with its editions."""
        plan, draw = self.plan, self.plan.draw("article", number)
        section = zipf(draw, len(words.SECTIONS))
        article = Article(
            id=plan.key("article", number),
            headline=words.headline(draw),
            section_id=plan.key("section", section),
            slug=f"story-{number}",
            state=draw.choice(Article.State.values),
            seo_description=draw.choice(words.SENTENCES),
        )
        if plan.article_of_image(plan.images(number + 1) - 1) == number:
            article.lead_image_id = plan.key("image", plan.images(number + 1) - 1)  # the one that this article brings
        elif draw.random() < 0.7:
            article.lead_image_id = self._image(draw, number)
        topics = plan.topics_of(number)
        bylines = self._bylines(draw, article, number)
        abouts = [
            About(
                id=plan.key("about", number, place), article=article, topic_id=plan.key("topic", topic), position=place
            )
            for place, topic in enumerate(topics)
        ]
        blocks = list(self._blocks(draw, article, number, topics))
        for place, block in enumerate(blocks, start=1):
            block.pk, block.parent, block.region = plan.key("block", number, place), article, "body"
            block.ordering = 10 * place
        self.rows += [article, *bylines, *abouts, *blocks]
        self._add_editions(draw, number, article, bylines, abouts, blocks, words.SECTIONS[section].lower())

    def _image(self, draw, number):
        """Return the key of an image that there is by the time of an article, more often a new one than an old one."""
        if draw.random() < 0.04:  # one image is shown by hundreds of articles
            return self.plan.key("image", 0)
        images = self.plan.images(number + 1)
        image = images - 1 - zipf(draw, images)
        return self.plan.key("image", self.plan.usable_image(image))

    def _bylines(self, draw, article, number):
        authors = {zipf(draw, self.plan.authors(number + 1)) for _ in range(draw.choice([1, 1, 1, 2]))}
        return [
            Byline(
                id=self.plan.key("byline", number, place),
                article=article,
                author_id=self.plan.key("author", author),
                role="additional reporting" if place else "",
                position=place,
            )
            for place, author in enumerate(sorted(authors))
        ]

    def _blocks(self, draw, article, number, topics):
        """Yield the blocks of the body, without their places."""
        yield Text(html=words.paragraphs(draw, 2))
        if number % TIMELINE_EVERY == TIMELINE_EVERY // 2:
            yield self._timeline(draw, number // TIMELINE_EVERY)
        speakers = [topic for topic in topics if self.plan.is_person(topic)]
        count = LONG_ARTICLE_BLOCKS if number % 100 == 31 else draw.randint(4, 13)
        for kind in draw.choices(["text", "quotation", "figure", "pull quote"], [11, 4, 3, 2], k=count - 1):
            if kind == "figure":
                yield Figure(image_id=self._image(draw, number))
            elif kind == "quotation" and speakers:
                yield self._quotation(draw, number, draw.choice(speakers))
            elif kind == "pull quote":
                yield PullQuote(words=draw.choice(words.SENTENCES))
            else:
                yield Text(html=words.paragraphs(draw, draw.randint(1, 3)))

    def _quotation(self, draw, number, speaker):
        sources = self.plan.sources(number + 1)
        return Quotation(
            words=draw.choice(words.SENTENCES),
            speaker_id=self.plan.key("topic", speaker),
            source_id=self.plan.key("source", sources - 1 - zipf(draw, sources)),
            date=PartialDate.parse(words.date_words(draw, self.plan.moment(number).year)),
        )

    def _timeline(self, draw, timeline):
        """Return the block of a timeline, most of them with all of it."""
        extent = draw.choices(TimelineBlock.Extent.values, [7, 1, 1, 1])[0]
        if timeline == LONG_TIMELINE or self.plan.is_by_rule(timeline):
            extent = TimelineBlock.Extent.FIRST
        block = TimelineBlock(timeline_id=self.plan.key("timeline", timeline), extent=extent)
        if extent == TimelineBlock.Extent.RANGE:
            block.first = PartialDate.parse("2001")
        elif extent == TimelineBlock.Extent.CHOSEN:
            block.chosen = [str(key) for key in self.facts.events_of(timeline)[:4]]
        return block

    def _add_editions(self, draw, number, article, bylines, abouts, blocks, section):
        """Add the editions of an article; the working copy ends with the words of the last text."""
        editions, contents, addresses = [], {}, {}
        for step in self.plan.steps(number):
            like = editions[-1] if step.outcome else None
            if like is None:
                is_early = number % 200 == MOVED and not editions
                article.slug = f"early-story-{number}" if is_early else f"story-{number}"
                article.dek, blocks[0].html = draw.choice(words.SENTENCES), words.paragraphs(draw, 2)
                content = freeze_article(article, blocks, bylines, abouts)
            edition = new_edition(
                article,
                content if like is None or step.outcome == Outcome.WITHDRAWN else {},
                step.created,
                step.live_from,
                like=like,
                id=self.plan.key("edition", number, len(editions) + 1),
                number=len(editions) + 1,
                kind=step.kind,
                note=NOTES[step.kind] if editions else "",
                outcome=step.outcome,
                explanation=EXPLANATIONS.get(step.outcome, ""),
                cancelled_at=step.cancelled_at,
            )
            if step.outcome == Outcome.MERGED:
                edition.merged_into_id = self.plan.key("article", number - 1)
            if not step.cancelled_at:
                path = f"{section}/{article.slug}"
                address = Address(id=self.plan.key("address", path), article=article, path=path)
                edition.address = addresses.setdefault(path, address)
            if edition.has_text:
                contents[edition] = content
            editions.append(edition)
            self._add_log(edition, step)
        article.version = max(1, len(contents))
        self.rows += [*addresses.values(), *editions]
        # Before the mentions, which may hold what is derived.
        derive_index(editions)
        for edition, content in contents.items():
            self.rows.append(EditionText(edition=edition, document=canonical(content)))
            self._add_mentions(edition, content)

    def _add_log(self, edition, step):
        """Add the lines of the log about an edition."""
        lines = [edition.log_line(Action.PUBLISHED, None, step.created)]
        if step.cancelled_at:
            lines.append(edition.log_line(Action.CANCELLED, None, step.cancelled_at))
        for line in lines:
            line.pk, line.automatic = self.plan.key("change", edition.pk, line.verb), True
        self.rows += lines

    def _add_mentions(self, edition, content):
        # No fact of the archive was merged, so that there are no survivors to look for.
        mentions = each_once(mentions_of(edition, content, self.kinds))
        for place, mention in enumerate(mentions):
            mention.pk = self.plan.key("mention", edition.pk, place)
        self.rows += mentions
