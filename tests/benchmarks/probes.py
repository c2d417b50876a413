"""Looks for leaks: random probes of every surface around the edges of schedules, rights, take-downs and corrections.

    python tests/benchmarks/probes.py [PROBES] [SEED]

Time moves from edge to edge: to the microsecond before it, to it, and to the second after it. Meanwhile people publish,
schedule, cancel, retime, take down and correct. Each text, picture and fact holds a token of its own. A probe fetches a
page and compares the tokens on it with what a small model, which knows nothing of the queries, says of that moment: a
token that must not be there is a leak, and one that is missing from the page of its article is dark. Prints the numbers
of both and exits with 1 unless they are 0. `DATABASE_URL` chooses an empty database; by default it is SQLite in memory.
"""

import contextlib
import datetime
import logging
import os
import random
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "LOG_LEVEL": "ERROR"}
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp())

import django  # noqa: E402

django.setup()

import time_machine  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from articles.exceptions import Refusal  # noqa: E402
from articles.models import Article, Author, Figure, Image, Outcome, Section, Text, Topic, record  # noqa: E402
from timeline.models import Event, Timeline, TimelineBlock  # noqa: E402

START = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
TOKEN = re.compile(r"tok\d{6}")
STEPS = [datetime.timedelta(microseconds=-1), datetime.timedelta(0), datetime.timedelta(seconds=1)]
ARTICLES = 8


class Story:
    """An article with what it shows, and the model of it: what readers may find at a moment."""

    def __init__(self, world, number):
        self.world, self.number = world, number
        self.topic = Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}", description=world.token())
        self.image = Image.objects.create(title=f"Picture {number}", alt="A picture", width=640, height=427)
        self.image.renditions = [{"name": "640.webp", "width": 640, "height": 427, "type": "image/webp"}]
        self.image.save()
        self.image.credits.create(line=world.token())
        self.event = Event.objects.create(date="2004", title=world.token(), slug=f"event-{number}")
        self.event.people.create(topic=self.topic)
        self.line = Timeline.objects.create(title=f"Line {number}", slug=f"line-{number}")
        self.line.entries.create(event=self.event)
        self.article = Article.objects.create(headline="Untitled", section=world.section, slug=f"story-{number}")
        self.article.bylines.create(author=world.author)
        self.article.abouts.create(topic=self.topic)
        self.text = Text.objects.create(parent=self.article, region="body", ordering=1, html="<p>Words.</p>")
        Figure.objects.create(parent=self.article, region="body", ordering=2, image=self.image)
        TimelineBlock.objects.create(parent=self.article, region="body", ordering=3, timeline=self.line)
        for fact in (self.topic, self.image, self.event, self.line):
            record(fact)
        self.tokens, self.rights = {}, []

    def write(self):
        """Put a new token into the headline and the text of the working copy; return it."""
        token = self.world.token()
        self.article.refresh_from_db()
        self.article.headline = f"Story {token}"
        self.article.save()
        Text.objects.filter(pk=self.text.pk).update(html=f"<p>{token}</p>")
        return token

    def act(self, now):
        """Do one thing that a person may do, at this moment; a refusal changes nothing."""
        later = now + datetime.timedelta(seconds=random.randint(1, 400))
        action = random.choice([self.publish, self.publish, self.schedule, self.cancel, *self.others])
        with contextlib.suppress(Refusal):
            action(now, later)

    @property
    def others(self):
        """What is done less often."""
        return [self.retime, self.take_down, self.correct, self.limit]

    def publish(self, now, later):
        token = self.write()
        edition = self.article.publish(None, "update", later="keep")
        self.tokens[edition.pk] = token

    def schedule(self, now, later):
        token = self.write()
        edition = self.article.publish(None, "update", at=later, later="keep")
        self.tokens[edition.pk] = token

    def cancel(self, now, later):
        for edition in self.article.editions.to_come_at(now)[:1]:
            edition.cancel()

    def retime(self, now, later):
        for edition in self.article.editions.to_come_at(now)[:1]:
            edition.retime(later)

    def take_down(self, now, later):
        self.article.refresh_from_db()
        outcome = random.choice([Outcome.ERROR, Outcome.LEGAL])
        self.article.take_down(None, outcome, "Gone.", at=random.choice([None, later]), later="cancel")

    def correct(self, now, later):
        self.topic.refresh_from_db()
        self.topic.description = self.world.token()
        self.topic.save()
        record(self.topic, kind="correction", note="It was wrong.")

    def limit(self, now, later):
        """Allow the picture only until a moment, or from one on."""
        self.image.rights.all().delete()
        self.rights = [random.choice([(None, later), (later, None), (now, later)])]
        for begins, until in self.rights:
            self.image.rights.create(kind="allow", begins=begins, until=until)
        record(self.image)

    def edges(self):
        """Return the moments at which readers' answers may change."""
        moments = [e.live_from for e in self.article.editions.all()] + [m for right in self.rights for m in right if m]
        return moments

    def live(self, now):
        """Return the edition that readers are given, or None: the last that has begun, were it not a take-down."""
        begun = [e for e in self.article.editions.all() if not e.cancelled_at and e.live_from <= now]
        last = max(begun, key=lambda e: (e.live_from, e.number), default=None)
        return last if last and not last.outcome else None

    def is_usable(self, now):
        return all((not b or b <= now) and (not u or u > now) for b, u in self.rights)

    def allowed(self, now):
        """Return the tokens that a page may show at a moment."""
        live = self.live(now)
        if live is None:
            return set()
        facts = {self.topic.description, self.event.title}
        return {self.tokens[live.pk], *facts} | ({self.image.credit} if self.is_usable(now) else set())


class World:
    """Some stories and the surfaces on which readers may meet them."""

    def __init__(self):
        self.count = 0
        self.section = Section.objects.create(name="News", slug="news")
        self.author = Author.objects.create(name="Ana", slug="ana")
        record(self.author)
        self.stories = [Story(self, number) for number in range(ARTICLES)]

    def token(self):
        self.count += 1
        return f"tok{self.count:06}"

    def surfaces(self):
        """Return (address, story whose page it is or None)."""
        for path in ("/", "/news/", "/topics/", "/timelines/", "/credits/", "/corrections/", "/authors/ana/"):
            yield path, None
        for number, story in enumerate(self.stories):
            yield f"/news/story-{number}/", story
            for path in (
                f"/news/story-{number}/changes/",
                f"/news/story-{number}/credits/",
                f"/topics/topic-{number}/",
                f"/topics/topic-{number}/events/",
                f"/events/event-{number}/",
                f"/timelines/line-{number}/",
                f"/timelines/line-{number}/embed/",
                *(f"/timelines/line-{number}.{form}" for form in ("json", "csv", "ics")),
                f"/pictures/{story.image.stem}/640.webp",
            ):
                yield path, None

    def probe(self, client, now, path, story):
        """Return (leaked tokens, missing tokens) of one request."""
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found = set(TOKEN.findall(content.decode("utf-8", "replace")))
        allowed = set().union(*(each.allowed(now) for each in self.stories))
        dark = set()
        if story and (live := story.live(now)):
            dark = ({story.tokens[live.pk]} | (story.allowed(now) - {story.image.credit})) - found
            dark |= {story.image.credit} - found if story.is_usable(now) else set()
        return found - allowed, dark


def main():
    """Probe, and print how many leaks and dark pages there were."""
    probes = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    logging.disable(logging.CRITICAL)  # a page that is not found is no news here
    setup_test_environment()
    call_command("migrate", verbosity=0)
    client, done, leaks, dark, now = Client(), 0, 0, 0, START
    with time_machine.travel(now, tick=False) as clock:
        world = World()
        surfaces = list(world.surfaces())
        while done < probes:
            for story in random.sample(world.stories, 2):
                story.act(now)
            edges = sorted({edge for story in world.stories for edge in story.edges() if edge > now})
            moments = [edge + step for edge in edges[:2] for step in STEPS] or [now + datetime.timedelta(seconds=30)]
            for moment in sorted(moments):
                now = max(now, moment)
                clock.move_to(now, tick=False)
                for path, story in random.sample(surfaces, 8):
                    leaked, missing = world.probe(client, now, path, story)
                    done, leaks, dark = done + 1, leaks + bool(leaked), dark + bool(missing)
                    if leaked or missing:
                        print(f"{now.isoformat()} {path}: leaked {sorted(leaked)}, missing {sorted(missing)}")
            if sys.stderr.isatty():
                print(f"{done} of {probes} probes", end="\r", file=sys.stderr)
    print(f"{done} probes, {leaks} leaks, {dark} dark.")
    sys.exit(1 if leaks or dark else 0)


main()
