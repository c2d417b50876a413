"""Events and timelines at the desk."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, FactVersion, Kind
from tests.forms import added, errors_of, typed
from tests.pages import Page
from tests.publishing_forms import confirm, hidden
from timeline.admin.event import MOST_LISTED
from timeline.models import Event, Timeline, TimelineBlock

NEW = reverse("admin:timeline_event_add")


@pytest.fixture
def prize(db):
    """The prize: an event of May 2018."""
    return Event.objects.create(date="May 2018", title="The prize", slug="the-prize")


def form_of(fact):
    """Return the address of a fact's form."""
    return reverse(f"admin:timeline_{fact._meta.model_name}_change", args=[fact.pk])


def test_an_event_is_written_with_people_and_citations(desk, mara, register):
    data = typed(desk.get(NEW), date="about 2018", title="The prize", slug="the-prize")
    data = added(data, "people", topic=mara.pk, position=0)
    data = added(data, "citations", source=register.pk, locator="p. 4", position=0)
    assert not errors_of(desk.post(NEW, data))
    event = Event.objects.get()
    assert (event.date.words, event.people.get().topic, event.citations.get().locator) == ("about 2018", mara, "p. 4")
    assert "p. 4" in FactVersion.objects.get(fact=event.pk).content


def test_the_form_says_how_the_date_was_understood(desk, prize):
    assert "Understood as the whole of May 2018" in desk.get(form_of(prize)).content.decode()


def test_an_unreadable_date_is_refused_with_the_reason(desk):
    response = desk.post(NEW, typed(desk.get(NEW), date="winter 2018", title="X", slug="x"))
    assert "belongs to two years" in errors_of(response)["date"][0]
    assert "winter 2018" in response.content.decode()


def test_a_quotation_needs_its_speaker(desk, prize):
    response = desk.post(form_of(prize), typed(desk.get(form_of(prize)), quotation="Nobody left."))
    assert errors_of(response)


def test_events_are_listed_by_date(desk, prize):
    Event.objects.create(date="1931", title="Earlier", slug="earlier")
    Event.objects.create(date="2021-11-01", title="Later", slug="later")
    listed = desk.get(reverse("admin:timeline_event_changelist")).context["cl"].result_list
    assert [event.title for event in listed] == ["Earlier", "The prize", "Later"]


def test_a_timeline_is_written_with_entries_and_eras(desk, prize):
    address = reverse("admin:timeline_timeline_add")
    data = typed(desk.get(address), title="In order", slug="in-order")
    data = added(data, "entries", event=prize.pk, position=0)
    data = added(data, "eras", title="Together", start="2004")
    assert not errors_of(desk.post(address, data))
    [(era, entries)] = Timeline.objects.get().entries_by_era()
    assert (str(era), entries[0].event) == ("Together", prize)


def test_the_form_of_a_long_timeline_costs_no_query_per_entry(desk, django_assert_max_num_queries):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    for n in range(40):
        event = Event.objects.create(date=str(1950 + n), title=f"Event {n}", slug=f"event-{n}")
        timeline.entries.create(event=event, position=n)
    with django_assert_max_num_queries(20):
        assert "Event 39" in desk.get(form_of(timeline)).content.decode()


def test_a_public_event_asks_what_kind_of_change_it_is(desk, ana, article, prize):
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    timeline.entries.create(event=prize)
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=timeline)
    article.publish(ana, Kind.UPDATE)
    data = typed(desk.get(form_of(prize)), title="The other prize")
    assert "change_kind" in errors_of(desk.post(form_of(prize), data))
    assert not errors_of(desk.post(form_of(prize), data | {"change_kind": Kind.MINOR}))


def test_an_event_has_a_form_for_all_of_it(desk, prize, mara, register):
    columns = {"status": "disputed", "quotation": "Nobody left.", "quotation_kind": "translated", "speaker": mara.pk}
    columns |= {"said_in": register.pk, "said_at": "00:41:10"}
    data = typed(desk.get(form_of(prize)), **columns)
    cited = {"source": register.pk, "locator": "p. 4", "quotation": "They left.", "accessed": "2026-05-01"}
    data = added(data, "citations", **cited, position=0)
    assert not errors_of(desk.post(form_of(prize), data))
    prize.refresh_from_db()
    assert (prize.status_label, prize.quotation_label, prize.said_in) == ("disputed", "translated", register)
    assert (prize.citations.get().quotation, str(prize.citations.get().accessed)) == ("They left.", "2026-05-01")


def test_a_timeline_is_made_by_a_rule(desk, mara, ines):
    address = reverse("admin:timeline_timeline_add")
    data = typed(desk.get(address), title="Both", slug="both", made="rule", rule_from="2004")
    data = added(added(data, "rule_topics", topic=mara.pk, position=0), "rule_topics", topic=ines.pk, position=1)
    assert not errors_of(desk.post(address, data))
    timeline = Timeline.objects.get()
    assert timeline.has_rule
    assert [row.topic for row in timeline.rule_topics.all()] == [mara, ines]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"extent": "range", "first": "2009", "last": "2010"}, ["They play the prize"]),
        ({"extent": "first"}, ["They meet", "They play the prize", "They part"]),
    ],
)
def test_an_article_takes_a_part_of_a_timeline(desk, article, shown, columns, expected):
    form = reverse("admin:articles_article_change", args=[article.pk])
    prefix = "timeline_timelineblock_set-0-"
    data = typed(desk.get(form), **{prefix + name: value for name, value in columns.items()})
    assert not errors_of(desk.post(form, data))
    assert [str(entry) for entry in TimelineBlock.objects.get().entries] == expected


def test_an_article_takes_events_chosen_from_a_timeline(desk, article, shown):
    form = reverse("admin:articles_article_change", args=[article.pk])
    prefix = "timeline_timelineblock_set-0-"
    part, meet = Event.objects.get(slug="part"), Event.objects.get(slug="meet")
    data = typed(desk.get(form)) | {prefix + "extent": "chosen", prefix + "chosen": [str(part.pk), str(meet.pk)]}
    assert not errors_of(desk.post(form, data))
    assert TimelineBlock.objects.get().chosen == [str(part.pk), str(meet.pk)]
    assert "They part" in desk.get(form).content.decode()
    errors = errors_of(desk.post(form, data | {prefix + "chosen": ["nothing"]}))
    assert "chosen" in str(errors["rows"])


def test_an_event_is_taken_down_with_words_and_put_back(desk, article, shown, ana):
    article.publish(ana, Kind.UPDATE)
    part = Event.objects.get(slug="part")
    page = reverse("admin:timeline_event_down", args=[part.pk])
    assert page in desk.get(form_of(part)).content.decode()
    assert article.headline in desk.get(page).content.decode()
    assert "words" in confirm(desk, page, words="").context["form"].errors
    assert confirm(desk, page, words="A court asked for it.").status_code == 302
    part.refresh_from_db()
    assert not part.is_public()
    assert "A court asked for it." in desk.get(form_of(part)).content.decode()
    assert confirm(desk, page, words="It was lifted.").status_code == 302
    part.refresh_from_db()
    assert part.is_public()


def test_the_page_that_takes_an_event_down_names_the_newest_articles_and_counts_the_others(desk, shown, culture, ana):
    for number in range(MOST_LISTED + 3):
        article = Article.objects.create(headline=f"Story {number:02}", slug=f"story-{number}", section=culture)
        TimelineBlock.objects.create(parent=article, region="body", ordering=1, timeline=shown.timeline)
        article.publish(ana, "update", at=timezone.now() - datetime.timedelta(days=number + 1), backdated=True)
    event = Event.objects.get(slug="part")
    page = Page(desk.get(reverse("admin:timeline_event_down", args=[event.pk])))
    listed = [text for text in page.texts("li") if text.startswith("Story")]
    assert listed == [f"Story {number:02}" for number in range(MOST_LISTED)]
    assert "and 3 more" in page.texts("li")


def test_a_double_click_takes_an_event_down_once_and_does_not_put_it_back(desk, prize):
    page = reverse("admin:timeline_event_down", args=[prize.pk])
    sent = {"words": "A court asked for it.", "agreed": hidden(desk.get(page).text, "agreed")}
    assert [desk.post(page, sent).status_code for _click in range(2)] == [302, 302]
    prize.refresh_from_db()
    assert prize.taken_down_at


def test_who_does_not_publish_takes_nothing_down(client, bo, prize):
    client.force_login(bo)
    page = reverse("admin:timeline_event_down", args=[prize.pk])
    assert client.get(page).status_code == 403
    assert client.post(page, {"words": "Wrong."}).status_code == 403
    assert page not in client.get(form_of(prize)).content.decode()
