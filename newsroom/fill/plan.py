"""The plan of the archive: what each article has, by its number and the seed alone, so that it can grow later.

Articles, and the facts that they bring, are numbered from 0. An article refers only to facts that it or an earlier one
brought. All moments are fixed: the archive begins in 2005 with an article an hour, and what is scheduled lies so far
ahead that it stays scheduled.
"""

import datetime
import random
import uuid
from dataclasses import dataclass

from articles.models import Kind, Outcome

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
START = datetime.datetime(2005, 1, 1, tzinfo=datetime.UTC)
FUTURE = datetime.datetime(2150, 1, 1, tzinfo=datetime.UTC)
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:newsroom,2026:fill")

KINDS = [Kind.UPDATE, Kind.UPDATE, Kind.CORRECTION, Kind.MINOR]  # of editions after the first
BIGGEST_TOPIC = 0.4  # the share of the articles that are about the topic 0
TIMELINE_EVERY = 20
LONG_TIMELINE, LONG_TIMELINE_EVENTS = 10, 1000
MOST_EDITED, MOST_EDITIONS = 41, 100
LONG_ARTICLE_BLOCKS = 30
OWN_EVENTS, SHARED_EVENTS = 10, 2

# Articles with something unusual, by their number modulo 200.
TAKEN_DOWN = {7: Outcome.ERROR, 17: Outcome.MERGED, 27: Outcome.WITHDRAWN, 37: Outcome.LEGAL}
TAKEN_DOWN_LATER, MOVED, NOT_BEGUN, NEVER_PUBLISHED = 47, 51, 63, 73


@dataclass(frozen=True)
class Step:
    """One edition of an article before it is made: its kind, its moments, and the outcome of a take-down."""

    kind: str
    created: datetime.datetime
    live_from: datetime.datetime
    cancelled_at: datetime.datetime | None = None
    outcome: str = ""


class Plan:
    """What the archive of one seed holds."""

    def __init__(self, seed):
        self.seed = seed
        self.namespace = uuid.uuid5(NAMESPACE, str(seed))

    def key(self, *names):
        """Return the key of a row, such as `article`, 17."""
        return uuid.uuid5(self.namespace, "/".join(map(str, names)))

    def draw(self, *names):
        """Return the source of chance for a row."""
        return random.Random("/".join(map(str, (self.seed, *names))))

    def moment(self, article):
        """Return when an article is first published."""
        return START + article * HOUR + datetime.timedelta(minutes=self.draw("moment", article).randint(0, 20))

    def steps(self, article):
        """Return the editions of an article, in the order in which they are made."""
        special = article % 200
        moment, later = self.moment(article), FUTURE + article * HOUR
        if special == NEVER_PUBLISHED:
            return []
        if special == NOT_BEGUN:
            return [Step(Kind.UPDATE, moment, later)]
        steps = [Step(Kind.UPDATE, moment, moment)]
        for step in self._changes(article):
            moment = moment + step
            kind = self.draw("kind", article, len(steps)).choice(KINDS)
            steps.append(Step(kind, moment, moment))
        if special in TAKEN_DOWN:
            moment = moment + 30 * DAY
            steps.append(Step(Kind.TAKEDOWN, moment, moment, outcome=TAKEN_DOWN[special]))
        elif special == TAKEN_DOWN_LATER:
            steps.append(Step(Kind.TAKEDOWN, moment + DAY, later, outcome=Outcome.ERROR))
        elif article % 50 == 13:
            steps.append(Step(Kind.UPDATE, moment + DAY, later))
        elif article % 50 == 23:
            steps.append(Step(Kind.UPDATE, moment + DAY, moment + 10 * DAY, cancelled_at=moment + 5 * DAY))
        return steps

    def _changes(self, article):
        """Return the times between the editions of an article."""
        if article == MOST_EDITED:
            return [DAY] * (MOST_EDITIONS - 1)
        draw = self.draw("changes", article)
        count = 0 if draw.random() < 0.62 else draw.randint(1, 4)
        if article % 200 == MOVED:
            count = max(count, 1)
        return [HOUR + draw.expovariate(1 / 72) * HOUR for _ in range(count)]

    # How many facts there are when so many articles are made.

    def authors(self, articles):
        return 4 + (articles + 149) // 150

    def topics(self, articles):
        return 12 + (articles + 2) // 3

    def sources(self, articles):
        return 8 + (articles + 1) // 2

    def images(self, articles):
        return (articles + 4) // 5

    def timelines(self, articles):
        return (articles + TIMELINE_EVERY // 2 - 1) // TIMELINE_EVERY

    # Which article brings a fact. The first few are there from the start.

    def article_of_author(self, author):
        return max(0, (author - 4) * 150)

    def article_of_topic(self, topic):
        return max(0, (topic - 12) * 3)

    def article_of_source(self, source):
        return max(0, (source - 8) * 2)

    def article_of_image(self, image):
        return image * 5

    def article_of_timeline(self, timeline):
        return timeline * TIMELINE_EVERY + TIMELINE_EVERY // 2

    def is_by_rule(self, timeline):
        """Whether a timeline is made by a rule: one in fifty."""
        return timeline % 50 == 1

    def own_events(self, timeline):
        """Return how many events a timeline brings."""
        if self.is_by_rule(timeline):
            return 0
        return LONG_TIMELINE_EVENTS if timeline == LONG_TIMELINE else OWN_EVENTS

    def is_person(self, topic):
        """Whether a topic is a person: seven in ten are."""
        return topic % 10 not in (3, 6, 9)

    def usable_image(self, image):
        """Return this image, or the one before it where later articles may not show this one."""
        return image - 1 if self.is_killed(image) or self.rights_end(image) else image

    def is_killed(self, image):
        return image % 100 == 40

    def rights_end(self, image):
        """Whether the right to use an image has ended by today."""
        return image % 20 == 15

    def topics_of(self, article):
        """Return the topics of an article: by a Zipf law, so that most topics have few articles and a few have many."""
        draw, count = self.draw("topics", article), self.topics(article + 1)
        topics = [0] if draw.random() < BIGGEST_TOPIC else []
        topics += [1 + zipf(draw, count - 1) for _ in range(draw.randint(1, 4))]
        if self.article_of_topic(count - 1) == article:
            topics.append(count - 1)  # the one that this article brings
        return list(dict.fromkeys(topics))


def zipf(draw, count):
    """Return a number below `count`, each with a chance of about one over its rank: a Zipf law with the exponent 1."""
    return min(int((count + 1) ** draw.random()), count) - 1
