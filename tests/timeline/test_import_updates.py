"""Importing into a timeline that has events and eras: what is known, what a corrected file changes, in what order."""

import json

import pytest
from django.urls import reverse

from articles.models import Change, Source, Topic, record
from tests.conftest import NOON
from timeline.interchange import import_timeline, read_file
from timeline.models import Event, Timeline

pytestmark = pytest.mark.django_db


def slide(year, headline, **more):
    """Return a slide of version 3 with a year and a headline."""
    return {"start_date": {"year": year}, "text": {"headline": headline, "text": more.pop("text", "")}} | more


def bring_in(*slides, eras=(), **options):
    """Import slides and eras into the timeline “u”, or as `options` say; return the report."""
    content = {"events": list(slides), "eras": list(eras)}
    return import_timeline(read_file(json.dumps(content).encode()), **{"slug": "u", **options})


def results(report):
    """Return (the events' outcomes, the titles and dates that the timeline has)."""
    entries = Timeline.objects.get(slug="u").ordered_entries
    return [line.outcome.value for line in report.lines], [(e.event.date.words, str(e)) for e in entries]


class TestWhatIsKnown:
    """Events without an id of their own, in a file that was corrected since."""

    @pytest.mark.parametrize(
        ("before", "after", "outcome"),
        [
            (slide(1999, "Alpha"), slide(1999, "Alpha"), "known"),
            (slide(1999, "Alpha"), slide(1998, "Alpha"), "updated"),
            (slide(1999, "Alpha"), slide(1999, "ALPHA"), "updated"),
            (slide(1999, "Alpha opens its doors"), slide(1999, "Alpha opens doors"), "updated"),
            (slide(1999, "Alpha", text="The same."), slide(1999, "Beginning", text="The same."), "updated"),
            (slide(1999, "Alpha"), slide(1999, "Alpha", text="New."), "updated"),
            (slide(1999, "Alpha"), slide(1999, "Beta"), "new"),
            (slide(1999, "Alpha opens its doors"), slide(1998, "Alpha opens doors"), "new"),
            (slide(1999, "Alpha", unique_id="a"), slide(1998, "Beta", unique_id="a"), "updated"),
            (slide(1999, "Alpha", unique_id="a"), slide(1999, "Alpha", unique_id="b"), "new"),
        ],
    )
    def test_an_update_changes_the_event_that_was_corrected(self, before, after, outcome):
        bring_in(before)
        outcomes, events = results(bring_in(after, update=True))
        said = (str(after["start_date"]["year"]), after["text"]["headline"])
        assert outcomes == [outcome]
        assert said in events
        assert len(events) == (2 if outcome == "new" else 1)
        assert results(bring_in(after)) == (["known"], events)

    def test_without_update_a_corrected_date_is_a_new_event_with_a_remark(self):
        bring_in(slide(1999, "Alpha"))
        report = bring_in(slide(1998, "Alpha"))
        assert results(report)[0] == ["new"]
        assert "“Alpha” (1999) already" in report.remarks[0][1]

    def test_an_event_of_the_same_words_and_time_is_not_made_twice(self):
        bring_in(slide(1999, "Alpha"))
        exact = slide(1999, "Alpha") | {"start_date": {"year": 1999, "month": 5}}
        assert results(bring_in(exact)) == (["differs"], [("1999", "Alpha")])
        assert results(bring_in(exact, update=True)) == (["updated"], [("May 1999", "Alpha")])

    def test_events_that_recur_are_told_apart(self):
        bring_in(slide(1999, "Election"), slide(2003, "Election"))
        outcomes, events = results(
            bring_in(slide(1999, "Election"), slide(2003, "Election"), slide(2007, "Election"), update=True)
        )
        assert outcomes == ["known", "known", "new"]
        assert [date for date, _ in events] == ["1999", "2003", "2007"]

    def test_the_report_says_what_was_there_before(self):
        bring_in(slide(1999, "Alpha"))
        report = bring_in(slide(1998, "Alpha", text="More."), update=True)
        assert str(report.lines[0]) == "events[0]: updated (was 1999; changes text): 1998: Alpha"


class TestOrder:
    """Among events of equal date."""

    def test_is_that_of_the_hours(self):
        day = {"year": 1979, "month": 3, "day": 3}
        late, early = (slide(1, name) | {"start_date": day | {"hour": hour}} for name, hour in (("B", 16), ("A", 5)))
        undone = slide(1, "All day") | {"start_date": day}
        assert [title for _, title in results(bring_in(late, early, undone))[1]] == ["All day", "A", "B"]

    def test_goes_on_after_the_events_that_are_there(self):
        bring_in(slide(1999, "One"), slide(1999, "Two"))
        report = bring_in(slide(1999, "Three"), slide(1999, "Four"))
        assert [title for _, title in results(report)[1]] == ["One", "Two", "Three", "Four"]


ERA = {"start_date": {"year": 1900}, "end_date": {"year": 2000}, "text": {"headline": "The century"}}


class TestEras:
    """Eras of a file, in a timeline that has been there before."""

    def test_are_added_once_and_changed_only_by_an_update(self):
        bring_in(slide(1999, "A"))
        moved = ERA | {"end_date": {"year": 1999}}
        outcomes = [
            bring_in(slide(1999, "A"), eras=[era], update=update).eras[0].result
            for era, update in ((ERA, False), (ERA, False), (moved, False), (moved, True))
        ]
        assert outcomes == ["new", "known", "known, but different here: not changed", "updated (was 1900 – 2000)"]
        [era] = Timeline.objects.get().eras.all()
        assert (era.title, era.end.words) == ("The century", "1999")

    def test_of_a_timeline_that_readers_see_are_a_public_change(self):
        bring_in(slide(1999, "A"))
        Timeline.objects.update(released_from=NOON)
        assert not bring_in(slide(1999, "A"), dry_run=True).changes_public
        assert bring_in(slide(1999, "A"), eras=[ERA], dry_run=True).changes_public


def test_another_title_and_text_than_the_timeline_has_are_named():
    bring_in(slide(1999, "A"))
    content = {"title": {"text": {"headline": "Ours", "text": "All of it."}}, "events": [slide(1999, "A")]}
    report = import_timeline(read_file(json.dumps(content).encode()), slug="u")
    assert [("Ours" in message, "All of it." in message) for _, message in report.remarks] == [
        (True, False),
        (False, True),
    ]


class TestOwnExports:
    """What only an export of ours says, edited by hand and imported again."""

    @pytest.fixture
    def own(self, together, client):
        """The export of a released timeline, as JSON."""
        Timeline.objects.update(released_from=NOON)
        record(together)
        Change.objects.all().delete()
        return json.loads(client.get("/timelines/together.json").content)

    def bring_back(self, content, **options):
        """Import the export into its timeline; return the report."""
        options = {"slug": "together", "kind": "minor"} | options
        return import_timeline(read_file(json.dumps(content).encode()), **options)

    @pytest.mark.parametrize(
        ("key", "value", "read"),
        [
            ("people", ["Ines Okafor"], lambda e: [p.topic.name for p in e.event.people.all()]),
            ("people", [], lambda e: [p.topic.name for p in e.event.people.all()]),
            ("highlight", True, lambda e: e.highlight),
            ("note", "Year inferred.", lambda e: e.event.note),
            ("text", "More.", lambda e: e.event.text),
        ],
    )
    def test_changes_what_was_edited_and_readers_are_told(self, own, key, value, read):
        own["events"][0]["newsroom"][key] = value
        assert {line.outcome for line in self.bring_back(own).lines} == {"differs", "known"}
        assert [line.outcome for line in self.bring_back(own, update=True).lines] == ["updated", "known", "known"]
        entry = Timeline.objects.get().ordered_entries[0]
        assert read(entry) == value
        assert Change.objects.filter(verb="changed").count() == 1
        assert {line.outcome for line in self.bring_back(own).lines} == {"known"}

    def test_changes_the_citations(self, own, register):
        own["events"][0]["newsroom"]["citations"] = [{"title": "The Coastal Register", "locator": "p. 4"}]
        report = self.bring_back(own, update=True)
        assert report.lines[0].result == "updated (changes citations)"
        [citation] = Timeline.objects.get().ordered_entries[0].event.citations.all()
        assert (citation.source, citation.locator) == (register, "p. 4")

    def test_keeps_what_is_not_known_here_in_the_note(self, own, mara, ines, archive):
        Event.objects.all().update(desk_note="")
        Topic.objects.filter(pk=ines.pk).update(name="Ines O.", folded="ines o.")
        Source.objects.filter(pk=archive.pk).update(title="Old archive", folded="old archive")
        own["events"][0]["newsroom"]["citations"][0]["locator"] = "p. 9"
        self.bring_back(own, slug="elsewhere")
        event = Timeline.objects.get(slug="elsewhere").ordered_entries[0].event
        assert event.desk_note.split("\n") == ["Person: Ines Okafor", "Source: Prize archive, p. 9"]

    def test_says_that_an_edited_text_is_not_taken_if_the_extension_says_otherwise(self, own):
        own["events"][0]["text"]["text"] = "<p>Edited.</p>"
        own["events"][0]["newsroom"]["text"] = "As it was."
        assert "the text was changed" in self.bring_back(own).remarks[0][1]


def test_the_form_of_an_event_offers_what_the_file_names_as_a_source_and_a_picture(desk, root):
    media = {"url": "https://example.org/a.jpg", "caption": "On <b>stage</b>", "credit": "Jo Farrow", "alt": "A stage"}
    bring_in(slide(1999, "A", media=media), slide(2000, "B", media={"url": "https://example.org/film"}))
    first, second = (root.get(reverse("admin:timeline_event_change", args=[event.pk])) for event in Event.objects.all())
    assert "Credit: Jo Farrow" in first.text
    picture = "add/?title=On+stage&amp;caption=On+stage&amp;alt=A+stage"
    assert f"{reverse('admin:articles_image_add').removesuffix('add/')}{picture}" in first.text
    assert "source/add/?title=On+stage&amp;url=https%3A%2F%2Fexample.org%2Fa.jpg" in first.text
    assert "source/add/?title=example.org%2Ffilm" in second.text
    assert "image/add/?title" not in second.text
    form = root.get(f"{reverse('admin:articles_source_add')}?title=On+stage&url=https%3A%2F%2Fexample.org%2Fa.jpg")
    assert 'value="https://example.org/a.jpg"' in form.text
