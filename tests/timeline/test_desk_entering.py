"""Events, many at once: each row by itself, nothing lost, and nothing twice."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Change, FactVersion, Source, Topic, record
from articles.models.facts import facts_as_of
from tests.query_plans import scans
from timeline.models import Event, Timeline

MANY, NEAR = reverse("admin:timeline_event_many"), reverse("admin:timeline_event_near")


def row(place, **cells):
    """Return the posted cells of one row."""
    return {f"events-{place}-{name}": value for name, value in cells.items()}


def filled(client, *rows, **more):
    """Return an open page as a browser would post it with these rows filled."""
    context = client.get(MANY).context
    data = {"batch": str(context["batch"]), "events-TOTAL_FORMS": 5, "events-INITIAL_FORMS": 0}
    for place in range(5):
        data |= row(place, date="", title="", status="confirmed", quotation_kind="verbatim")
    for place, cells in enumerate(rows):
        data |= row(place, **cells)
    return data | more


def errors_of(response):
    """Return the errors of each row that has some, by its place."""
    return {place: dict(errors) for place, errors in enumerate(response.context["rows"].errors) if errors}


def test_a_row_is_an_event_with_people_and_a_citation(desk, ana, mara, ines, register):
    first = {"date": "November 2021", "title": "They part", "people": "mara lindqvist, Ines Okafor"}
    first |= {"source": "The Coastal Register", "locator": "p. 4"}
    second = {"date": "about 2004", "title": "They meet", "people": "ines-okafor"}
    assert desk.post(MANY, filled(desk, first, second)).status_code == 302
    meet, part = Event.objects.all()
    assert [person.topic for person in part.people.all()] == [mara, ines]
    assert (part.slug, part.date.words) == ("they-part", "November 2021")
    citation = part.citations.get()
    assert (citation.source, citation.locator) == (register, "p. 4")
    assert meet.people.get().topic == ines
    assert FactVersion.objects.filter(fact=part.pk, by=ana).exists()
    assert "2 events entered" in desk.get(MANY).content.decode()


def test_what_is_wrong_is_said_at_the_cell_and_nothing_is_lost(desk, mara):
    good = {"date": "2004", "title": "They meet", "people": "Mara Lindqvist"}
    bad = {"date": "winter 2018", "title": "", "people": "Nobody Known", "quotation": "We left."}
    response = desk.post(MANY, filled(desk, good, bad))
    assert response.status_code == 200
    assert {name: messages[0][:20] for name, messages in errors_of(response)[1].items()} == {
        "date": "A winter belongs to ",
        "title": "This field is requir",
        "people": "No topic named “Nobo",
        "speaker": "Add the speaker.",
    }
    assert list(errors_of(response)) == [1]
    page = response.content.decode()
    assert all(word in page for word in ["They meet", "winter 2018", "Nobody Known", "We left."])
    assert not Event.objects.exists()


def test_two_of_one_name_have_to_be_told_apart(desk, mara):
    Topic.objects.create(name="Mara Lindqvist", slug="the-other-mara")
    cells = {"date": "2004", "title": "They meet", "people": "Mara Lindqvist"}
    assert "slug" in errors_of(desk.post(MANY, filled(desk, cells)))[0]["people"][0]
    assert desk.post(MANY, filled(desk, cells | {"people": "the-other-mara"})).status_code == 302
    assert Event.objects.get().people.get().topic.slug == "the-other-mara"


def test_a_source_is_known_with_its_publisher(desk, register):
    Source.objects.create(title="The Coastal Register", publisher="Another")
    cells = {"date": "2004", "title": "They meet", "source": "The Coastal Register (Coastal Press)"}
    assert desk.post(MANY, filled(desk, cells)).status_code == 302
    assert Event.objects.get().citations.get().source == register


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("The Annals", "Press (London)"),
        ("Annals (1904)", "Press"),
        ("Annals (1904)", "Press (London) (new)"),
        ("Annals (1904)", ""),
        ("(Untitled)", "(Press)"),
    ],
)
def test_a_source_that_was_suggested_is_known_whatever_parentheses_it_has(desk, title, publisher):
    source = Source.objects.create(title=title, publisher=publisher)
    cells = {"date": "2004", "title": "They meet", "source": str(source)}
    assert desk.post(MANY, filled(desk, cells)).status_code == 302
    assert Event.objects.get().citations.get().source == source


def test_sending_a_page_twice_enters_it_once(desk):
    data = filled(desk, {"date": "2004", "title": "They meet"})
    assert [desk.post(MANY, data).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.count() == 1


def test_what_is_there_already_is_shown_before_anything_is_entered(desk, together, mara):
    cells = {"date": "2009", "title": "The prize they play", "people": "Mara Lindqvist"}
    response = desk.post(MANY, filled(desk, cells))
    assert list(errors_of(response)[0]) == ["choice"]
    assert "They play the prize" in response.content.decode()
    assert Event.objects.count() == 3
    assert desk.post(MANY, filled(desk, cells | {"choice": "add"})).status_code == 302
    assert Event.objects.count() == 4


def test_the_known_one_is_used_instead(desk, together, mara):
    other = Timeline.objects.create(title="Apart", slug="apart")
    prize = Event.objects.get(slug="prize")
    cells = {"date": "2009", "title": "The prize they play", "people": "Mara Lindqvist", "choice": str(prize.pk)}
    assert desk.post(MANY, filled(desk, cells, timeline="Apart")).status_code == 302
    assert other.entries.get().event == prize
    assert Event.objects.count() == 3


def test_near_ones_are_answered_while_a_row_is_written(desk, together, mara):
    query = {"prefix": "events-7"} | row(7, date="2009", title="The prize they play", people="Mara Lindqvist")
    page = desk.get(NEAR, query).content.decode()
    assert "They play the prize" in page
    assert 'name="events-7-choice"' in page
    assert desk.get(NEAR, query | row(7, date="1950")).content.decode().strip() == ""
    assert desk.get(NEAR, {"prefix": "<b>"}).status_code == 400


def test_events_are_put_into_a_timeline_in_their_order(desk, together):
    rows = [{"date": "2012", "title": "They tour the islands"}, {"date": "2012", "title": "They record one album"}]
    assert desk.post(MANY, filled(desk, *rows, timeline="together")).status_code == 302
    titles = [str(entry) for entry in Timeline.objects.get().ordered_entries]
    assert titles[2:4] == ["They tour the islands", "They record one album"]


def test_a_timeline_that_readers_see_asks_what_kind_of_change_it_is(desk, article, shown, ana):
    article.publish(ana, "update")
    data = filled(desk, {"date": "2012", "title": "They tour"}, timeline="Together")
    response = desk.post(MANY, data)
    assert "change_kind" in response.context["target"].public_change.errors
    assert not Event.objects.filter(title="They tour").exists()
    answers = {"change_kind": "update", "change_note": "The tour is told."}
    assert desk.post(MANY, data | answers).status_code == 302
    assert Event.objects.get(title="They tour").is_public()
    assert Change.objects.get(verb="changed").note == "The tour is told."


def test_a_reporter_enters_events_but_makes_none_public(client, bo, together):
    Timeline.objects.update(released_from=timezone.now())
    client.force_login(bo)
    assert 'name="timeline"' not in client.get(MANY).content.decode()
    assert client.post(MANY, filled(client, {"date": "2012", "title": "x"}, timeline="Together")).status_code == 302
    assert not Event.objects.get(title="x").entries.exists()


def test_who_may_change_timelines_but_not_publish_is_told_so(client, bo, together):
    Timeline.objects.update(released_from=timezone.now())
    bo.user_permissions.add(Permission.objects.get(codename="change_timeline"))
    client.force_login(bo)
    response = client.post(MANY, filled(client, {"date": "2012", "title": "x"}, timeline="Together"))
    assert "right to publish" in response.context["target"].errors["timeline"][0]
    assert not Event.objects.filter(title="x").exists()


def test_a_new_name_makes_the_timeline_together_with_the_events(desk, ana):
    rows = [{"date": "2012", "title": "They tour"}, {"date": "2013", "title": "They rest"}]
    data = filled(desk, *rows, timeline="The  island years")
    assert desk.post(MANY, data).status_code == desk.post(MANY, data).status_code == 302
    timeline = Timeline.objects.get()
    assert (timeline.title, timeline.slug) == ("The island years", "the-island-years")
    assert [str(entry) for entry in timeline.ordered_entries] == ["They tour", "They rest"]
    assert FactVersion.objects.filter(fact=timeline.pk, by=ana).exists()
    assert "all of them are in the timeline “The island years”" in desk.get(MANY).content.decode()


def test_no_timeline_is_made_while_a_row_has_errors_or_where_there_is_none(desk):
    response = desk.post(MANY, filled(desk, {"date": "2012", "title": ""}, timeline="The island years"))
    assert response.context["target"]["timeline"].value() == "The island years"
    assert desk.post(MANY, filled(desk, timeline="The island years")).status_code == 302
    assert not Timeline.objects.exists()


def test_who_may_not_add_timelines_chooses_a_known_one(client, bo, together):
    bo.user_permissions.add(Permission.objects.get(codename="change_timeline"))
    client.force_login(bo)
    response = client.post(MANY, filled(client, {"date": "2012", "title": "x"}, timeline="The island years"))
    assert "No timeline named" in response.context["target"].errors["timeline"][0]
    assert Timeline.objects.get() == together


def test_an_unknown_name_can_be_added_beside_what_was_typed(desk, client, cem):
    data = filled(desk, {"date": "2012", "title": "They tour", "people": "Ola Nyman", "source": "The <Herald>"})
    response = desk.post(MANY, data)
    page = response.content.decode()
    assert f'<a href="{reverse("admin:articles_topic_add")}?name=Ola+Nyman" target="_blank">' in page
    assert f'<a href="{reverse("admin:articles_source_add")}?title=The+%3CHerald%3E" target="_blank">' in page
    assert "“The &lt;Herald&gt;”" in page
    assert 'value="They tour"' in page


def test_a_timeline_made_by_a_rule_takes_no_events(desk, together):
    Timeline.objects.update(made="rule")
    response = desk.post(MANY, filled(desk, {"date": "2012", "title": "x"}, timeline="Together"))
    assert "made by a rule" in response.context["target"].errors["timeline"][0]


def test_the_photo_editor_enters_no_events(client, cem):
    client.force_login(cem)
    assert client.get(MANY).status_code == 403
    assert client.get(NEAR, {"prefix": "events-0"}).status_code == 403


def test_suggestions_leave_out_what_was_merged(desk, mara, ines):
    ines.merge_into(mara)
    query = {"app_label": "timeline", "model_name": "eventperson", "field_name": "topic", "term": "in"}
    assert [row["text"] for row in desk.get("/admin/autocomplete/", query).json()["results"]] == ["Mara Lindqvist"]


class TestCost:
    """What entering costs does not grow with the number of rows, or of the events that there are."""

    @pytest.fixture
    def many_events(self, mara, ines, register):
        """Events of every year, about Mara."""
        for number in range(60):
            event = Event.objects.create(
                date=f"{1960 + number}", title=f"They play number {number}", slug=f"e-{number}"
            )
            event.people.create(topic=mara)

    def rows(self, count):
        """Return rows with people, a source and a speaker, whose titles are new; some share a title and a date."""
        return [
            {
                "date": f"3 May {1960 + number % 45}",
                "title": f"Something happens on the island {number % 45}",
                "people": "Mara Lindqvist; ines-okafor",
                "source": "the coastal register",
                "quotation": "We left.",
                "speaker": "Ines Okafor",
                "choice": "add",
            }
            for number in range(count)
        ]

    def cost(self, desk, count):
        rows = self.rows(count)
        data = filled(desk, *rows[:5], timeline="together") | {"events-TOTAL_FORMS": count}
        for place, cells in enumerate(rows):
            data |= row(place, **cells)
        with CaptureQueriesContext(connection) as captured:
            assert desk.post(MANY, data).status_code == 302
        return len(captured)

    def test_fifty_rows_cost_what_five_do(self, desk, together, many_events):
        assert max(self.cost(desk, 5), self.cost(desk, 50)) <= 40
        assert Event.objects.count() == 3 + 60 + 55
        assert Event.objects.filter(slug__startswith="something-happens-on-the-island-44").count() == 1
        assert Event.objects.filter(slug="something-happens-on-the-island-0-3").exists()
        assert Timeline.objects.get().entries.count() == 58

    def test_a_row_with_errors_costs_no_more(self, desk, many_events):
        data = filled(desk) | {"events-TOTAL_FORMS": 50}
        for place, cells in enumerate(self.rows(50)):
            data |= row(place, **cells, note=f"{place}") | row(place, people=f"Nobody {place}", choice="")
        with CaptureQueriesContext(connection) as captured:
            response = desk.post(MANY, data)
        assert len(errors_of(response)) == 50
        assert len(captured) <= 40

    def test_looking_for_similar_events_reads_no_table_of_events_whole(self, desk, many_events):
        query = {"prefix": "events-7"} | row(7, date="2004", title="They play number 44", people="Mara Lindqvist")
        assert not [line for line in scans(desk, f"{NEAR}?{urlencode(query)}") if "timeline_event" in line.split()[2]]

    def test_the_versions_of_new_events_have_all_their_parts(self, desk, mara, ines, register, ana):
        desk.post(MANY, filled(desk, self.rows(1)[0] | {"locator": "p. 4"}))
        event = Event.objects.get()
        version = FactVersion.objects.get(fact=event.pk)
        assert version.by == ana
        [past] = facts_as_of(Event, [event.pk], timezone.now())
        assert [person.topic_id for person in past.people.all()] == [mara.pk, ines.pk]
        assert [(c.source_id, c.locator) for c in past.citations.all()] == [(register.pk, "p. 4")]
        assert record(event) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("MARA lindqvist", "mara-lindqvist"),
        ("Mara-Lindqvist", "mara-lindqvist"),
        ("Okafor, Ines", "okafor"),
        ("zoë, ines-okafor", "zoe"),
    ],
)
def test_a_name_is_found_in_any_letter_case_by_its_slug_and_with_commas_in_it(desk, mara, ines, name, slug):
    Topic.objects.create(name="Okafor, Ines", slug="okafor")
    Topic.objects.create(name="Zoë", slug="zoe")
    assert desk.post(MANY, filled(desk, {"date": "2004", "title": "x", "people": name})).status_code == 302
    assert Event.objects.get().people.order_by("position")[0].topic.slug == slug


def test_each_row_is_compared_with_the_events_of_its_own_words_and_time(desk, together, mara):
    rows = [
        {"date": "2009", "title": "They play for the prize"},
        {"date": "2009", "title": "Nothing like it", "people": "Mara Lindqvist"},
        {"date": "1950", "title": "They part"},
        {"date": "2021", "title": "They are about to part"},
    ]
    response = desk.post(MANY, filled(desk, *rows))
    similar = [[event.slug for event in form.similar] for form in response.context["rows"].forms]
    assert similar == [["prize"], [], [], ["part"], []]


def test_a_null_character_in_a_name_is_an_error_of_its_row(desk, mara):
    response = desk.post(MANY, filled(desk, {"date": "2004", "title": "x", "people": "Mara\0; Ines"}))
    assert list(errors_of(response)[0]) == ["people"]
