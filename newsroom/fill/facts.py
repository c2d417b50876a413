"""The facts of the archive, as unsaved rows with their versions, their lines in the log and their search index."""

import datetime
import functools

from articles.dates import PartialDate
from articles.models import Author, Image, ImagePerson, Kind, Right, Section, Source, Topic
from articles.models.facts import fact_change, new_version
from articles.models.images import WITHDRAWN
from newsroom.fill import words
from newsroom.fill.plan import DAY, FUTURE, HOUR, SHARED_EVENTS
from timeline.models import Citation, Entry, Era, Event, EventPerson, RuleTopic, Timeline

MINUTE = datetime.timedelta(minutes=1)


class Facts:
    """Adds the rows of facts, by their numbers, to `rows`, a list."""

    def __init__(self, plan, pictures, rows):
        self.plan, self.pictures, self.rows = plan, pictures, rows
        self.topic = functools.cache(self.topic)

    def record(self, fact, moment):
        """Add the version of a fact as it is now."""
        self.rows.append(version := new_version(fact, None, moment))
        version.pk = self.plan.key("version", fact.pk, moment)

    def correct(self, fact, article, moment, kind, note):
        """Add a further version of a fact, and a line about it to the history of the article that brought it."""
        self.record(fact, moment)
        change = fact_change(fact, self.plan.key("article", article), moment, None, kind, note)
        change.pk, change.automatic = self.plan.key("change", fact.pk, moment), True
        self.rows.append(change)

    def brought(self, article):
        """Return when the facts were entered that an article brings."""
        return self.plan.moment(article) - HOUR

    def add_sections(self):
        for position, name in enumerate(words.SECTIONS):
            self.rows.append(
                Section(id=self.plan.key("section", position), name=name, slug=name.lower(), position=position)
            )

    def add_author(self, number):
        name = words.person_name(3 * number + 1)
        author = Author(id=self.plan.key("author", number), name=name, slug=f"author-{number}")
        self.rows.append(author)
        self.record(author, self.brought(self.plan.article_of_author(number)))

    def topic(self, number):
        """Return a topic, unsaved."""
        draw = self.plan.draw("topic", number)
        place, thing = draw.choice(words.PLACES), draw.choice(words.THINGS)
        kinds = {3: (Topic.Kind.PLACE, place), 6: (Topic.Kind.ORGANISATION, f"{place} {thing} trust")}
        kind, name = kinds.get(number % 10, (Topic.Kind.SUBJECT, f"The {thing} of {place}"))
        if self.plan.is_person(number):
            kind, name = Topic.Kind.PERSON, words.person_name(number)
        return Topic(
            id=self.plan.key("topic", number),
            kind=kind,
            name=name,
            slug=f"topic-{number}",
            description=words.headline(draw) + ".",
        )

    def add_topic(self, number):
        topic = self.topic(number)
        self.rows.append(topic)
        self.record(topic, self.brought(self.plan.article_of_topic(number)))

    def add_source(self, number):
        draw = self.plan.draw("source", number)
        moment = self.brought(self.plan.article_of_source(number))
        source = Source(
            id=self.plan.key("source", number),
            title=words.headline(draw),
            publisher=f"{draw.choice(words.PLACES)} Register",
            medium=draw.choice(Source.Medium.values),
            date=PartialDate.parse(words.date_words(draw, moment.year)),
            url=f"https://example.org/{number}",
        )
        self.rows.append(source)
        self.record(source, moment)

    def add_image(self, number):
        """Add an image with its credit, its rights, its people, its files and its index."""
        plan, draw = self.plan, self.plan.draw("image", number)
        article = plan.article_of_image(number)
        added, place = self.brought(article), draw.choice(words.PLACES)
        image = Image(
            id=plan.key("image", number),
            stem=plan.key("stem", number).hex,
            title=f"{draw.choice(words.THINGS).capitalize()}, {place}, {number}",
            alt="" if number % 50 == 49 else words.headline(draw),
            decorative=number % 50 == 49,
            caption=draw.choice(words.SENTENCES),
            place=place,
            date=PartialDate.parse(words.date_words(draw, added.year)),
            source_type=self.pictures.source_type(number),
            added=added,
        )
        people = [ImagePerson(topic=self.topic(draw.randrange(plan.topics(article))))] if draw.random() < 0.5 else []
        self._add_parts(image, "credits", [self.pictures.credit(number)])
        self._add_parts(image, "rights", self._rights(number, added))
        self._add_parts(image, "people", people)
        reading = self.pictures.store(number, image)
        reading.pk, reading.taken = plan.key("reading", number), added
        self.rows += [image, reading]
        self.record(image, added)
        # Before the next article, so that no other one shows it yet and its history is the only one with this line.
        moment = plan.moment(article) + 25 * MINUTE
        if plan.is_killed(number):
            image.killed_at, image.kill_notice = moment, "The agency withdraws this picture."
            self.correct(image, article, moment, Kind.UPDATE, str(WITHDRAWN))
        elif number % 25 == 3:
            image.caption = draw.choice(words.SENTENCES)
            self.correct(image, article, moment, Kind.CORRECTION, "The caption named another day.")
        self.rows += image.index_rows(people)

    def _rights(self, number, added):
        """Return the rights of an image: most have none; one in twenty ended, one in twenty will."""
        if self.plan.rights_end(number):
            return [Right(until=added + 365 * DAY, words="one year")]
        return [Right(until=FUTURE, words="online only")] if number % 20 == 5 else []

    def _add_parts(self, fact, name, parts):
        """Add rows as the parts of a fact, in their order."""
        model = fact.part_relations()[name]
        for position, part in enumerate(parts):
            part.pk = self.plan.key(name, fact.pk, position)
            setattr(part, model.field.name, fact)
            if hasattr(part, "position"):
                part.position = position
        fact.set_parts(name, parts)
        self.rows += parts

    def add_timeline(self, number):
        """Add a timeline with the events that it brings, and some that another one brought."""
        plan, draw = self.plan, self.plan.draw("timeline", number)
        article = plan.article_of_timeline(number)
        moment = self.brought(article)
        timeline = Timeline(
            id=plan.key("timeline", number),
            title=words.headline(draw),
            slug=f"timeline-{number}",
            dek=draw.choice(words.SENTENCES),
        )
        entries, eras, topics = [], [], []
        if plan.is_by_rule(number):
            timeline.made = Timeline.Made.RULE
            topics = [RuleTopic(topic_id=plan.key("topic", number // 50))]
        else:
            for event in range(plan.own_events(number)):
                self._add_event(number, event, article, moment)
            entries = [Entry(event_id=key, highlight=place == 0) for place, key in enumerate(self.events_of(number))]
            years = sorted(draw.sample(range(2000, 2024), 2))
            eras = [Era(title=f"From {year}", start=PartialDate.parse(str(year))) for year in years]
        self._add_parts(timeline, "entries", entries)
        self._add_parts(timeline, "eras", eras)
        self._add_parts(timeline, "rule_topics", topics)
        self.rows.append(timeline)
        self.record(timeline, moment)

    def events_of(self, timeline):
        """Return the keys of the events of a curated timeline: its own, and some of earlier timelines."""
        draw = self.plan.draw("shared events", timeline)
        own = [self.plan.key("event", timeline, number) for number in range(self.plan.own_events(timeline))]
        earlier = [draw.randrange(timeline) for _ in range(SHARED_EVENTS)] if timeline else []
        shared = [self.plan.key("event", t, place) for place, t in enumerate(earlier) if self.plan.own_events(t)]
        return own + shared

    def _add_event(self, timeline, number, article, moment):
        plan, draw = self.plan, self.plan.draw("event", timeline, number)
        # Squares make the first topics more frequent than the last, though less so than in articles.
        about = {int(plan.topics(article) * draw.random() ** 2) for _ in range(draw.randint(1, 2))}
        sources = {draw.randrange(plan.sources(article)) for _ in range(draw.randint(1, 2))}
        title = words.headline(draw)
        event = Event(
            id=plan.key("event", timeline, number),
            date=PartialDate.parse(words.date_words(draw, draw.randint(2000, 2024))),
            title=title,
            slug=f"event-{timeline}-{number}",
            status=draw.choices(Event.Status.values, [8, 1, 1])[0],
            text=draw.choice(words.SENTENCES),
        )
        if draw.random() < 0.15:
            event.image_id = plan.key("image", plan.usable_image(draw.randrange(plan.images(article))))
        if draw.random() < 0.1:
            event.quotation, event.speaker_id = draw.choice(words.SENTENCES), plan.key("topic", min(about))
            event.said_in_id = plan.key("source", min(sources))
        self._add_parts(event, "people", [EventPerson(topic_id=plan.key("topic", topic)) for topic in sorted(about)])
        self._add_parts(event, "citations", [Citation(source_id=plan.key("source", s)) for s in sorted(sources)])
        self.rows.append(event)
        self.record(event, moment)
