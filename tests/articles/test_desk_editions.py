"""The list of editions on the desk, and what can be done to each: read, restore, put back, move, cancel, erase."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from articles.models import Article, Edition, Kind, Outcome, Quotation, Text, record
from tests.conftest import NOON
from tests.publishing_forms import PUBLIC, agree, ask, errors, hidden, url

DAY = datetime.timedelta(days=1)
LATER = NOON + 14 * DAY


@pytest.fixture(autouse=True)
def clock(settings):
    """The newsroom is in London, and it is two days before noon UTC."""
    settings.TIME_ZONE = "Europe/London"
    with time_machine.travel(NOON - 2 * DAY, tick=False) as clock:
        yield clock


@pytest.fixture
def published(article, ana, clock):
    """The article with two editions, of two days and of one day ago; the first said something else. It is noon."""
    article.publish(ana, Kind.UPDATE)
    clock.move_to(NOON - DAY)
    article.headline = "The songwriters, apart"
    article.save()
    article.publish(ana, Kind.CORRECTION, "They met in 2004.")
    clock.move_to(NOON)
    return article


def rows(client, article):
    """The list of editions as (number, state, names of what can be done)."""
    found = client.get(url("history", article)).context["rows"]
    return [(row.edition.number, row.state[1], [name.split("article_")[1] for name, _ in row.actions]) for row in found]


def test_the_list_says_what_each_edition_is_later_ones_first(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    gone = published.publish(ana, Kind.UPDATE, at=LATER + DAY)
    gone.cancel(ana)
    assert rows(desk, published) == [
        (3, "Scheduled", ["read", "restore", "retime", "cancel"]),
        (2, "Live now", ["read", "restore"]),
        (1, "Superseded", ["read", "restore", "put_back"]),
        (4, "Cancelled", ["read", "restore"]),
    ]
    page = desk.get(url("history", published)).content.decode()
    for words in ("Tue 26 May 2026 13:00 Europe/London", "They met in 2004.", "Correction", "cancelled edition 4"):
        assert words in page


def test_the_log_tells_what_was_scheduled_from_what_was_published(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER).cancel(ana)
    published.take_down(ana, Outcome.ERROR, "Wrong.", at=LATER + DAY)
    published.take_down(ana, Outcome.ERROR, "Wrong.", later="cancel")
    lines = [f"{by} {act}" for by, act, _change in desk.get(url("history", published)).context["changes"]]
    assert sorted(lines) == [
        "ana cancelled edition 3",
        "ana cancelled edition 4 (a take-down)",
        "ana published edition 1",
        "ana published edition 2",
        "ana scheduled a take-down for Wed 27 May 2026 13:00 Europe/London (edition 4)",
        "ana scheduled edition 3 for Tue 26 May 2026 13:00 Europe/London",
        "ana took the article down (edition 5)",
    ]


def test_an_article_without_editions_says_so(desk, article):
    assert "No editions yet." in desk.get(url("history", article)).content.decode()


def test_the_list_costs_the_same_for_many_editions(desk, published, ana, django_assert_max_num_queries):
    for _ in range(8):
        published.publish(ana, Kind.MINOR)
    with django_assert_max_num_queries(14):
        assert len(rows(desk, published)) == 10


def test_the_first_edition_can_be_read_word_for_word_as_readers_saw_it(desk, published, stage, ana):
    Quotation.objects.filter(parent=published).update(words="Everybody left.")
    credit = stage.credits.get()
    credit.line = "Kim Farrow/Northlight"
    credit.save()
    record(stage, ana, Kind.CORRECTION, "The photographer was Kim Farrow.")
    page = desk.get(url("read", published, 1)).content.decode()
    assert "Edition 1, as readers saw it until Mon 11 May 2026 12:59 Europe/London." in page
    assert "How the songwriters stopped writing together" in page
    assert "Nobody left." in page
    assert "Jo Farrow/Northlight/Meridian Images" in page
    assert "Kim Farrow" not in page
    assert "noindex" in page


def test_the_live_one_is_shown_with_todays_facts_and_a_cancelled_one_as_never_seen(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER).cancel(ana)
    assert "as readers see it now" in desk.get(url("read", published, 2)).content.decode()
    assert "which readers have not seen" in desk.get(url("read", published, 3)).content.decode()


@pytest.mark.parametrize("number", [7, 10**30])
def test_an_edition_that_does_not_exist_is_not_found(desk, published, number):
    for name in ("read", "restore", "put_back", "cancel"):
        assert desk.get(url(name, published, number)).status_code == 404


def test_restoring_brings_the_words_back_and_readers_notice_nothing(desk, published, client):
    where = url("restore", published, 1)
    page = desk.get(where).content.decode()
    assert "Readers see no change until you publish." in page
    assert "Headline changed" in page
    assert agree(desk, where).status_code == 302
    published.refresh_from_db()
    assert published.headline == "How the songwriters stopped writing together"
    assert published.editions.count() == 2
    assert "The songwriters, apart" in client.get(PUBLIC).content.decode()


def test_restoring_never_overwrites_what_was_saved_meanwhile(desk, published):
    where = url("restore", published, 1)
    page = desk.get(where).content.decode()
    fresh = Article.objects.get(pk=published.pk)
    fresh.headline = "Written meanwhile"
    fresh.save()
    sent = {name: hidden(page, name) for name in ("seen", "key", "agreed")}
    assert "saved by somebody else" in desk.post(where, sent).content.decode()
    assert Article.objects.get(pk=published.pk).headline == "Written meanwhile"


def test_putting_back_gives_readers_the_earlier_text_and_leaves_the_working_copy(desk, published, client):
    where = url("put_back", published, 1)
    assert "at once, as a new edition" in hidden(desk.get(where).content.decode(), "agreed")
    assert agree(desk, where, note="It was right.").status_code == 302
    assert "How the songwriters stopped" in client.get(PUBLIC).content.decode()
    assert Article.objects.get(pk=published.pk).headline == "The songwriters, apart"
    assert published.editions.first().note == "It was right."


def test_putting_back_asks_what_becomes_of_later_ones(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    where = url("put_back", published, 1)
    assert "later" in errors(ask(desk, where)[0])
    asked, _ = ask(desk, where, later="cancel")
    assert "Edition 3, scheduled for Tue 26 May 2026 13:00 Europe/London, is cancelled." in asked.content.decode()
    agree(desk, where, later="cancel")
    assert published.editions.get(number=3).cancelled_at


def test_what_was_never_live_cannot_be_put_back(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    where = url("put_back", published, 3)
    assert "Only a text that readers have been given" in str(errors(agree(desk, where, later="keep")))


def test_cancelling_a_scheduled_edition(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    where = url("cancel", published, 3)
    page = desk.get(where).content.decode()
    assert "Edition 3 will not go live Tue 26 May 2026 13:00 Europe/London." in page
    assert "Cancel edition 3</button>" in page
    sent = {name: hidden(page, name) for name in ("seen", "key", "agreed")}
    assert [desk.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert published.editions.get(number=3).cancelled_at
    assert published.changes.filter(verb="cancelled").count() == 1


def test_what_has_begun_can_be_neither_cancelled_nor_moved(desk, published):
    assert "already gone live" in str(errors(agree(desk, url("cancel", published, 2))))
    assert "already gone live" in str(errors(agree(desk, url("retime", published, 2), at="2026-06-01T09:00")))


def test_changing_the_time_starts_from_the_time_it_has(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    where = url("retime", published, 3)
    assert 'value="2026-05-26T13:00"' in desk.get(where).content.decode()
    asked, _ = ask(desk, where, at="2026-06-01T09:00")
    assert "Edition 3 will go live Mon 1 Jun 2026 09:00 Europe/London instead of" in asked.content.decode()
    agree(desk, where, at="2026-06-01T09:00")
    assert published.editions.get(number=3).live_from == datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.UTC)


@pytest.mark.parametrize("at", ["", "2026-05-01T09:00", "2027-03-28T01:30", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_meant_moves_nothing(desk, published, ana, at):
    edition = published.publish(ana, Kind.UPDATE, at=LATER)
    assert "at" in errors(agree(desk, url("retime", published, 3), at=at))
    edition.refresh_from_db()
    assert edition.live_from == LATER


def take_down(client, article, **answers):
    """Take down as a person does."""
    return agree(client, url("take_down", article), **({"when": "now"} | answers))


def test_taken_down_in_error(desk, client, published):
    assert take_down(desk, published, outcome="error", explanation="It was not ready.").status_code == 302
    response = client.get(PUBLIC)
    assert response.status_code == 410
    assert "It was not ready." in response.content.decode()
    assert rows(desk, published)[0] == (3, "Live now", [])


def test_withdrawn_keeps_the_text_under_a_banner(desk, client, published):
    take_down(desk, published, outcome="withdrawn", explanation="Its source was false.")
    page = client.get(PUBLIC).content.decode()
    assert "Its source was false." in page
    assert "Nobody left." in page
    assert rows(desk, published)[0] == (3, "Live now", ["read"])


def test_merged_leads_to_the_other_article(desk, client, published, culture, ana):
    other = Article.objects.create(headline="The other story", section=culture, slug="other")
    Text.objects.create(parent=other, region="body", ordering=10, html="<p>Words.</p>")
    other.publish(ana, Kind.UPDATE)
    page = desk.get(url("take_down", published)).content.decode()
    assert '<option value="/culture/other/">The other story</option>' in page
    assert take_down(desk, published, outcome="merged", to="/culture/other/").status_code == 302
    assert client.get(PUBLIC).url == "/culture/other/"


@pytest.mark.parametrize(
    "answers, field",
    [
        ({"explanation": "Why."}, "outcome"),
        ({"outcome": "gone", "explanation": "Why."}, "outcome"),
        ({"outcome": "error"}, "explanation"),
        ({"outcome": "merged"}, "to"),
        ({"outcome": "merged", "to": "/culture/nowhere/"}, "to"),
        ({"outcome": "merged", "to": PUBLIC}, "to"),
        ({"outcome": "error", "to": PUBLIC, "explanation": "Why."}, "to"),
        ({"outcome": "error", "explanation": "Why.", "when": "at"}, "at"),
        ({"outcome": "legal", "explanation": "A court."}, "outcome"),
    ],
)
def test_a_take_down_that_is_not_clear_is_refused_at_its_field(desk, published, answers, field):
    assert field in errors(take_down(desk, published, **answers))
    assert published.editions.count() == 2


def test_a_take_down_at_a_time_and_its_sentence(desk, client, published):
    answers = {"outcome": "error", "explanation": "No.", "when": "at", "at": "2026-05-26T09:00"}
    asked, _ = ask(desk, url("take_down", published), **answers)
    assert hidden(asked.content.decode(), "agreed") == (
        "Readers will find a short notice instead of the article, from Tue 26 May 2026 09:00 Europe/London. "
        "Nothing needs to run for that."
    )
    take_down(desk, published, **answers)
    assert client.get(PUBLIC).status_code == 200
    with time_machine.travel(NOON + 14 * DAY, tick=False):
        assert client.get(PUBLIC).status_code == 410


def test_a_take_down_asks_what_becomes_of_later_ones(desk, published, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    answers = {"outcome": "error", "explanation": "No."}
    assert "later" in errors(take_down(desk, published, **answers))
    take_down(desk, published, later="cancel", **answers)
    assert published.editions.get(number=3).cancelled_at


def test_there_is_nothing_to_take_down_before_anything_was_published(desk, article):
    assert "nothing to take down" in str(errors(take_down(desk, article, outcome="error", explanation="No.")))


def test_a_legal_removal_is_the_chiefs_and_hides_the_earlier_texts(client, published, ana, dora):
    published.publish(ana, Kind.UPDATE, at=LATER)
    client.force_login(dora)
    assert take_down(client, published, outcome="legal", explanation="A court has ordered it.").status_code == 302
    assert client.get(PUBLIC).status_code == 410
    assert published.editions.get(number=3).cancelled_at
    assert "restore" in rows(client, published)[-1][2]
    assert client.get(url("read", published, 1)).status_code == 200
    client.force_login(ana)
    assert [acts for _, _, acts in rows(client, published)] == [[], [], [], []]
    for name in ("read", "restore", "put_back"):
        assert client.get(url(name, published, 1)).status_code == 403
        assert client.post(url(name, published, 1)).status_code == 403
    assert "What differs from" not in client.get(url("publish", published)).content.decode()


def test_nobody_below_a_chief_undoes_a_legal_removal(client, published, ana, dora):
    removal = published.take_down(dora, Outcome.LEGAL, "A court has ordered it.", at=LATER)
    client.force_login(ana)
    assert rows(client, published)[0] == (3, "Scheduled", [])
    for name in ("cancel", "retime"):
        assert client.post(url(name, published, 3), {"at": "2026-06-01T09:00"}).status_code == 403
    refused = agree(client, url("publish", published), when="now", kind="update", later="cancel")
    assert "legal removal" in errors(refused)["later"][0]
    with time_machine.travel(LATER, tick=False):
        client.force_login(ana)
        assert "roles: chief" in agree(client, url("publish", published), when="now", kind="update").content.decode()
        client.force_login(dora)
        assert agree(client, url("publish", published), when="now", kind="update").status_code == 302
    removal.refresh_from_db()
    assert removal.cancelled_at is None


def test_a_chief_erases_an_edition_for_ever_and_says_why(client, published, dora, ana):
    client.force_login(dora)
    where = url("erase", published, 1)
    assert "reason" in errors(agree(client, where))
    assert agree(client, where, reason="Data protection, case 12.").status_code == 302
    assert "erased" in published.editions.get(number=1).text.content
    assert client.get(url("read", published, 1)).status_code == 404
    assert rows(client, published)[-1] == (1, "Superseded", [])
    assert "Data protection, case 12." in client.get(url("history", published)).content.decode()
    client.force_login(ana)
    assert client.post(url("erase", published, 2), {"reason": "No."}).status_code == 403


def test_a_reporter_reads_and_restores_their_own_and_nothing_more(client, published, bo, ana):
    published.publish(ana, Kind.UPDATE, at=LATER)
    client.force_login(bo)
    assert [acts for _, _, acts in rows(client, published)] == [["read", "restore"]] * 3
    for name in ("put_back", "cancel", "retime", "erase"):
        number = 1 if name == "put_back" else 3
        assert client.get(url(name, published, number)).status_code == 403
        assert client.post(url(name, published, number), {"at": "2026-06-01T09:00"}).status_code == 403
    assert agree(client, url("restore", published, 1)).status_code == 302
    assert not Edition.objects.filter(cancelled_at__isnull=False).exists()


def test_a_reporter_reaches_nothing_of_somebody_elses(client, published, bo, ana):
    Article.objects.filter(pk=published.pk).update(created_by=ana)
    client.force_login(bo)
    for name in ("read", "restore"):
        assert client.get(url(name, published, 1)).status_code == 404
        assert client.post(url(name, published, 1)).status_code == 404


def test_somebody_who_may_publish_but_not_change_restores_nothing(client, published, cem):
    for codename in ("publish", "view_article"):
        cem.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(cem)
    assert client.post(url("restore", published, 1)).status_code == 403
    assert client.get(url("history", published)).status_code == 200


def test_a_link_of_another_site_can_do_nothing(published, ana):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)
    for where in (url("publish", published), url("take_down", published), url("put_back", published, 1)):
        assert strict.post(where, {"when": "now"}).status_code == 403


def test_where_an_account_is_gone_no_name_is_made_up(published, ana, dora, client):
    ana.delete()
    client.force_login(dora)
    for name in ("history", "change", "publish"):
        page = client.get(url(name, published)).content.decode()
        assert "published Mon 11 May 2026 13:00 Europe/London" in page
        assert "None" not in page


def test_every_outcome_is_offered_and_none_is_chosen(client, published, dora):
    client.force_login(dora)
    page = client.get(url("take_down", published)).content.decode()
    assert re.findall(r'name="outcome" value="(\w+)"', page) == Outcome.values
    assert "checked" not in page.split('name="when"')[0]
