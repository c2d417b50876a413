"""Any sequence of publications, schedules and second thoughts, held against a model that fits on one page."""

import datetime
import itertools
import os

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from articles.exceptions import LaterEditions, NotAllowed
from articles.models import Article, Edition, EditionText, Section, Text, Topic, record
from articles.pages import public_history
from tests.conftest import member

# A longer trial: SEQUENCES=500 pytest tests/articles/test_publishing_sequences.py
EXAMPLES = int(os.environ.get("SEQUENCES", "12"))
MINUTE = datetime.timedelta(minutes=1)
STARTS = itertools.count()
MINUTES = st.integers(1, 60)
LATER = st.sampled_from(["keep", "cancel", "refreeze"])
WHO = st.sampled_from(["nobody", "chief", "editor", "reporter"])  # nobody: a command, which may do everything


def turns(rows):
    """Return the (moment, number) at which readers are given something else again after a legal removal."""
    ordered = sorted((row for row in rows if row[4]), key=lambda row: row[:2])
    return {(b[0], b[1]) for a, b in itertools.pairwise(ordered) if a[5] == "legal" and b[5] != "legal"}


def removed(rows):
    """Return the moments from which a legal removal stands, one for each."""
    return sorted(row[0] for row in rows if row[4] and row[5] == "legal")


class Newspaper(RuleBasedStateMachine):
    """One article, one clock, and people of different rights.

    `model` is a list of [live_from, number, words or None, topic or None, standing, outcome].
    """

    def __init__(self):
        super().__init__()
        self.now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=next(STARTS))
        self.model, self.documents, self.words = [], {}, 0
        section, _ = Section.objects.get_or_create(name="Culture", slug="culture")
        run = next(STARTS)
        self.topics = [Topic.objects.create(name=name, slug=f"{name}-{run}") for name in ("ada", "bea")]
        names = {role: f"{role}-{run}" for role in ("chief", "editor", "reporter")}
        self.people = {"nobody": None} | {role: member(name, role) for role, name in names.items()}
        with self.clock():
            self.article = Article.objects.create(
                headline="One", section=section, slug=f"one-{next(STARTS)}", created_by=self.people["reporter"]
            )
            self.text = Text.objects.create(parent=self.article, region="body", html="<p>words 0</p>")
            self.about = self.article.abouts.create(topic=self.topics[0])

    def clock(self):
        return time_machine.travel(self.now, tick=False)

    def active(self):
        return [row for row in self.model if row[4]]

    def live(self, moment):
        begun = [row for row in self.active() if row[0] <= moment]
        return max(begun, key=lambda row: row[:2], default=None)

    def to_come(self, after):
        return sorted((row for row in self.active() if row[0] > after), key=lambda row: row[:2])

    def edition(self, row):
        return Edition.objects.get(article=self.article, number=row[1])

    def insert(self, live_from, words, topic, outcome=""):
        self.model.append([live_from, len(self.model) + 1, words, topic, True, outcome])

    def act(self, who, action, change=lambda: None, also=True):
        """Do it on the model and on the article; who may not do it is refused, and nothing changes.

        Without the right to it nobody ends, outlasts, moves or cancels a legal removal.
        """
        before = [list(row) for row in self.model]
        change()
        kept = turns(self.model) <= turns(before) and not set(removed(before)) - set(removed(self.model))
        may = {"nobody": True, "chief": True, "editor": kept and also, "reporter": False}
        self.attempt(may[who], lambda: action(self.people[who]))
        if not may[who]:
            self.model = before

    def attempt(self, may, do):
        with self.clock():
            if may:
                do()
            else:
                with pytest.raises(NotAllowed):
                    do()

    def is_removed(self, row):
        """Whether a legal removal that has begun covers a text."""
        begun = [other for other in self.active() if other[0] <= self.now and other[5] == "legal"]
        return any(other[1] > row[1] or other[0] > row[0] for other in begun)

    def today(self):
        return f"words {self.words}", self.about.topic_id

    def update_files(self, after, later):
        """Do to the model what an answer about later editions does; return what is refrozen."""
        waiting = self.to_come(after)
        for row in waiting if later in ("cancel", "refreeze") else []:
            row[4] = False
        return waiting if later == "refreeze" else []

    @rule(minutes=MINUTES)
    def wait(self, minutes):
        self.now += minutes * MINUTE

    @rule(topic=st.sampled_from([0, 1]))
    def write(self, topic):
        self.words += 1
        self.text.html = f"<p>words {self.words}</p>"
        self.text.save()
        self.about.topic = self.topics[topic]
        self.about.save()
        self.article.save()

    @rule(minutes=st.none() | MINUTES, kind=st.sampled_from(["update", "minor"]), later=LATER, who=WHO)
    def publish(self, minutes, kind, later, who):
        at = minutes and self.now + minutes * MINUTE

        def change():
            again = self.update_files(at or self.now, later)
            self.insert(at or self.now, *self.today())
            for row in again:
                self.insert(row[0], *(self.today() if row[2] is not None else (None, None)), row[5])

        if self.to_come(at or self.now):
            with self.clock(), pytest.raises(LaterEditions):
                self.article.publish(None, kind, at=at)
        self.act(who, lambda by: self.article.publish(by, kind, at=at, later=later), change)

    @precondition(lambda self: self.to_come(self.now))
    @rule(pick=st.integers(0, 9), who=WHO)
    def cancel(self, pick, who):
        rows = self.to_come(self.now)
        row = rows[pick % len(rows)]
        number = row[1]
        self.act(who, lambda by: self.edition([None, number]).cancel(by), lambda: row.__setitem__(4, False))

    @precondition(lambda self: self.to_come(self.now))
    @rule(pick=st.integers(0, 9), minutes=MINUTES, who=WHO)
    def retime(self, pick, minutes, who):
        rows = self.to_come(self.now)
        row = rows[pick % len(rows)]
        number, at, is_legal = row[1], self.now + minutes * MINUTE, row[5] == "legal"
        change = lambda: row.__setitem__(0, at)  # noqa: E731
        self.act(who, lambda by: self.edition([None, number]).retime(at, by), change, also=not is_legal)

    @precondition(lambda self: (self.live(self.now) or [None] * 3)[2])
    @rule(
        outcome=st.sampled_from(["error", "withdrawn", "legal"]),
        minutes=st.none() | MINUTES,
        later=st.sampled_from(["keep", "cancel"]),
        who=WHO,
    )
    def take_down(self, outcome, minutes, later, who):
        at = minutes and self.now + minutes * MINUTE
        covered = self.live(at or self.now)
        if not covered[2]:
            return
        later = "cancel" if outcome == "legal" else later

        def change():
            self.update_files(at or self.now, later)
            self.insert(at or self.now, *(covered[2:4] if outcome == "withdrawn" else (None, None)), outcome)

        action = lambda by: self.article.take_down(by, outcome, "Because.", at=at, later=later)  # noqa: E731
        self.act(who, action, change, also=outcome != "legal")

    @precondition(lambda self: self.candidates())
    @rule(pick=st.integers(0, 99), who=WHO)
    def put_back(self, pick, who):
        rows = self.candidates()
        row = rows[pick % len(rows)]
        edition, words = self.edition(row), row[2:4]
        action = lambda by: self.article.put_back(edition, by, later="keep")  # noqa: E731
        self.act(who, action, lambda: self.insert(self.now, *words), also=not self.is_removed(row))

    def candidates(self):
        """Return the rows whose text readers have been given, and that are no take-downs."""
        begun = [row for row in self.active() if row[0] <= self.now and row[2]]
        takedowns = Edition.objects.filter(article=self.article, kind="takedown").values_list("number", flat=True)
        return [row for row in begun if row[1] not in takedowns]

    @precondition(lambda self: self.candidates())
    @rule(pick=st.integers(0, 99), who=WHO)
    def restore(self, pick, who):
        rows = self.candidates()
        row = rows[pick % len(rows)]
        may = who in ("nobody", "chief") or not self.is_removed(row)
        self.attempt(may, lambda: self.article.restore(self.edition(row), self.people[who]))
        if not may:
            return
        self.words = int(row[2].split()[1])
        self.text.refresh_from_db()
        self.about = self.article.abouts.select_related("topic").get()

    @rule(pick=st.sampled_from([0, 1]))
    def change_a_fact(self, pick):
        self.topics[pick].description += "More. "
        self.topics[pick].save()
        with self.clock():
            record(self.topics[pick], note="More is known.")

    @invariant()
    def readers_see_the_right_edition_or_none(self):
        edges = {row[0] for row in self.model} | {self.now}
        tick = datetime.timedelta(microseconds=1)
        for moment in sorted({edge + step for edge in edges for step in (-tick, 0 * tick, tick)}):
            expected = self.live(moment)
            found = Edition.objects.live_at(moment).filter(article=self.article).select_related("text")
            assert [edition.number for edition in found] == ([expected[1]] if expected else [])
            if expected and expected[2]:
                assert f"<p>{expected[2]}</p>" in found[0].text.document

    @invariant()
    def a_topic_is_public_while_a_live_edition_mentions_it(self):
        for moment in (self.now, self.now + 30 * MINUTE):
            expected = self.live(moment)
            public = Topic.objects.public_at(moment).filter(pk__in=[topic.pk for topic in self.topics])
            assert {topic.pk for topic in public} == ({expected[3]} if expected and expected[3] else set())

    @invariant()
    def only_what_is_live_is_listed(self):
        expected = self.live(self.now)
        listed = Edition.objects.listed_at(self.now).filter(article=self.article)
        has_text = bool(expected and expected[2]) and not self.edition(expected).is_takedown
        assert listed.count() == int(has_text)

    @invariant()
    def numbers_have_no_gap_and_documents_never_change(self):
        numbers = sorted(Edition.objects.filter(article=self.article).values_list("number", flat=True))
        assert numbers == list(range(1, len(self.model) + 1))
        texts = EditionText.objects.filter(edition__article=self.article)
        documents = dict(texts.values_list("edition__number", "document"))
        assert documents == documents | self.documents
        self.documents = documents

    @invariant()
    def the_public_history_counts_what_has_begun_and_was_not_removed(self):
        lines = [line for line in public_history(self.article.pk, self.now) if line.edition]
        begun = [row for row in self.active() if row[0] <= self.now and not self.is_removed(row)]
        assert [line.public_number for line in lines] == list(range(len(begun), 0, -1))


@pytest.mark.django_db
def test_any_sequence_of_actions_gives_readers_the_right_edition():
    run_state_machine_as_test(
        Newspaper,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
