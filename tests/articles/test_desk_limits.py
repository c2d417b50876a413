"""What one person can send to the desk: refused in words at once, never an error of ours and never a stalled server."""

import contextlib

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from articles.admin.optimistic_lock import with_lost_rows_as_new
from articles.models import Agency, Article, Kind, Text, Topic
from tests.call_count import count_calls
from tests.conftest import NOON
from tests.forms import typed
from timeline.admin.forms import EventRowForm
from timeline.models import Event, Timeline

NOWHERE = "00000000-0000-0000-0000-00000000000f"
DIGITS = "9" * 5_000
NUMBERS = ("²", "٣", DIGITS, "1e9", "-1", "1_0", " 1", "1000000000", "99999999999")
QUERIES = (
    {"q": "word " * 1_200},
    {"q": "\0"},
    {"q": "“%_\\'\""},
    {"p": "99999999999999999999"},
    {"p": DIGITS},
    {"p": "-1"},
    {"p": "x"},
    {"all": "x", "o": f"{DIGITS}.-²"},
    {"_popup": "x", "_to_field": "id"},
    {"_to_field": "password"},
    {"state__exact": "\0"},
    {"state": "\0"},
    {"state": "²"},
    {"section__id__exact": "x"},
    {"section__id__exact": NOWHERE},
    {"section__id__in": "x," * 50},
    {"groups__id__exact": "99999999999999999999"},
    {"is_staff__exact": "x"},
    {"kind__exact": "x", "medium__exact": "x", "made__exact": "x", "status__exact": "x"},
    {"during": "9" * 3_000},
    {"during": "\0", "precision": "x", "cited": "x", "down": "x"},
    {"headline__startswith": "H"},
    {"nothing": "x"},
    {"\0": "x"},
    {"id": "x"},
    {"pk__in": "x"},
    {"_changelist_filters": "\0&q=%00"},
    {"term": "word " * 1_200},
    {"term": "\0"},
    {"x" * 20_000: "x"},
)
INITIAL = (
    {"section": "x", "lead_image": "x", "image": "x", "speaker": "x", "said_in": "x", "date": "x", "language": "x"},
    {"lead_image": NOWHERE, "image": NOWHERE, "user": "x", "groups": "x,²", "released_from": "x", "position": DIGITS},
    {"slug": "x" * 9_000, "name": "²\u2028", "title": "\0"},
    {"other": NOWHERE, "p": DIGITS, "_popup": "x", "_to_field": "x"},
    {"other": "x", "prefix": "events-9999", "text": "x" * 9_000, "line": "x" * 9_000, "timeline": "x"},
)
KEYS = ("x", "²", "\0", NOWHERE, "9" * 20, DIGITS, "-1")
OUTSIDE_ADMIN = ("as_of", "date_answer", "admin_password_reset", "password_reset_done", "password_reset_complete")
NO_PAGES = (None, "app_list", "link_choices", "logout", "pasted_prose", "password_reset_confirm", *OUTSIDE_ADMIN)
MOST_QUERIES = 60
MOST_STEPS = 30_000  # calls; a form of an article with a handful of blocks takes ten times as many


@pytest.fixture
def rows(article, ana, mara, register, stage, culture):
    """A row of every kind on the desk, by the name with which its addresses begin."""
    article.publish(ana, Kind.UPDATE)
    event = Event.objects.create(date="2018", title="The prize", slug="the-prize")
    timeline = Timeline.objects.create(title="Prizes", slug="prizes")
    author = article.bylines.get().author
    kinds = [article, stage, mara, register, culture, event, timeline, author, ana, Group.objects.first()]
    return {f"{row._meta.app_label}_{row._meta.model_name}": row for row in [*kinds, Agency.objects.first()]}


def patterns(found=None, before=""):
    """Yield (name, arguments) of the address of every page of the desk."""
    for pattern in get_resolver().url_patterns if found is None else found:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, where)
        elif where.startswith("admin/") and pattern.name not in NO_PAGES:
            yield f"admin:{pattern.name}", list(pattern.pattern.converters)


def pages(rows):
    """Yield the address of every page of the desk, about one of these rows."""
    fixed = {"number": 1, "content_type_id": 1, "other": NOWHERE}
    for name, arguments in patterns():
        row = rows.get("_".join(name.removeprefix("admin:").split("_")[:2]))
        key = row.pk if row else NOWHERE
        yield reverse(name, kwargs={argument: fixed.get(argument, key) for argument in arguments})
    yield from map(reverse, OUTSIDE_ADMIN)


def lists(rows):
    """Yield the address of every list and chooser of the desk."""
    yield from (reverse(f"admin:{kind}_changelist") for kind in rows)
    yield reverse("admin:articles_image_choose") + "?app_label=articles&model_name=figure&field_name=image"
    for model, field in (("about", "topic"), ("quotation", "source"), ("byline", "author"), ("article", "section")):
        yield reverse("admin:autocomplete") + f"?app_label=articles&model_name={model}&field_name={field}"
    yield reverse("admin:autocomplete") + "?app_label=timeline&model_name=entry&field_name=event"


def ask(client, address, data=None):
    """Ask for a page; hold that it answers without an error of ours, and without many questions to the database."""
    asked = []

    def counted(execute, *arguments):
        asked.append(arguments[0])
        return execute(*arguments)

    start, _mark, own = address.partition("?")
    with connection.execute_wrapper(counted):
        response = client.get(start, QueryDict(own).dict() | (data or {}))
    assert response.status_code < 500, (address, data)
    assert len(asked) <= MOST_QUERIES, (address, data)
    return response


def test_no_question_in_an_address_of_a_list_is_an_error(root, rows):
    for address in lists(rows):
        for query in QUERIES:
            ask(root, address, query)


def test_no_question_in_an_address_of_a_page_is_an_error(root, rows):
    for address in pages(rows):
        for query in INITIAL:
            ask(root, address, query)


def test_no_key_in_an_address_is_an_error(root, rows):
    for name, arguments in patterns():
        for key in KEYS if arguments else ():
            with contextlib.suppress(NoReverseMatch):  # such an address leads nowhere
                ask(root, reverse(name, kwargs=dict.fromkeys(arguments, key)))
    for kind in (Topic, Article):
        content_type = ContentType.objects.get_for_model(kind).pk
        assert [ask(root, f"/admin/r/{content_type}/{key}/").status_code for key in ("x", DIGITS)] == [
            404,
            404,
        ]


def test_a_null_character_in_an_address_is_refused_in_words(root, rows):
    for address in lists(rows):
        for name in ("q", "term", "state__exact", "\0"):
            response = ask(root, address, {name: "\0"})
            assert response.status_code == 400
            assert "a null character" in response.text


def test_a_search_of_many_words_looks_for_the_first_eight(root, mara):
    words = "mara " * 8
    for searched in (words, words + "nobody " * 1_200):
        assert "Mara Lindqvist" in ask(root, "/admin/articles/topic/", {"q": searched}).text
        choices = {"app_label": "articles", "model_name": "about", "field_name": "topic", "term": searched}
        assert ask(root, "/admin/autocomplete/", choices).json()["results"][0]["text"] == "Mara Lindqvist"


def forms(rows):
    """Yield the address of every form of the desk that has rows in it, with the name of one set of its rows."""
    sets = {
        "articles_article": "articles_text_set",
        "articles_image": "credits",
        "timeline_event": "citations",
        "timeline_timeline": "entries",
    }
    for kind, prefix in sets.items():
        yield reverse(f"admin:{kind}_add"), prefix
        yield reverse(f"admin:{kind}_change", args=[rows[kind].pk]), prefix
    yield reverse("admin:timeline_event_many"), "events"
    yield reverse("admin:timeline_event_found", args=[rows["articles_article"].pk]), "events"
    for kind in rows:  # those without rows are sent some all the same
        yield reverse(f"admin:{kind}_changelist"), "form"
        yield reverse(f"admin:{kind}_add"), "form"


def test_no_number_of_rows_stalls_the_desk(root, rows):
    root.get(reverse("admin:index"), {"q": "\0"})  # the templates are read once, which is no work of what follows
    for address, prefix in forms(rows):
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS"):
            for number in NUMBERS if name != "MAX_NUM_FORMS" else ("²", DIGITS):
                sent = {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0", f"{prefix}-{name}": number}
                answers = []
                assert count_calls(lambda a=address, s=sent, found=answers: found.append(root.post(a, s))) < MOST_STEPS
                [response] = answers
                assert response.status_code == 400, (address, sent)
                assert "Nothing was saved" in response.text


def test_more_rows_than_were_sent_are_refused(root, article):
    form = reverse("admin:articles_article_change", args=[article.pk])
    data = typed(root.get(form))
    response = root.post(form, data | {"articles_text_set-TOTAL_FORMS": "900"})
    assert response.status_code == 400
    assert "which is too many" in response.text
    article.refresh_from_db()
    assert article.version == 1


@pytest.mark.parametrize("is_strict", [True, False])
def test_a_page_with_more_fields_than_can_be_read_is_refused_in_words(root, settings, article, is_strict):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    root.handler.enforce_csrf_checks = is_strict  # the check of the token is then the first to read what was posted
    root.cookies["csrftoken"] = "t" * 32
    sent = {str(n): "x" for n in range(200)}
    for address in (reverse("admin:articles_article_change", args=[article.pk]), reverse("admin:login")):
        for response in (root.post(address, sent), root.get(address, sent)):
            assert response.status_code == 400
            assert "too large or damaged" in response.text


def test_readers_get_the_plain_page_for_a_request_that_cannot_be_read(client, settings, db):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    response = client.get("/corrections/", {"before": "1", "more": "x"})
    assert response.status_code == 400
    assert "Nothing was saved" not in response.text


def test_as_many_blocks_as_a_long_article_has_are_saved(root, article):
    form = reverse("admin:articles_article_change", args=[article.pk])
    blocks = [Text(parent=article, region="body", ordering=100 + n, html=f"<p>{n}</p>") for n in range(170)]
    Text.objects.bulk_create(blocks)
    response = root.post(form, typed(root.get(form)))
    assert response.status_code == 302
    assert Text.objects.filter(parent=article).count() == 171


def test_rows_that_a_colleague_removed_come_back_in_little_time(article):
    blocks = 600
    data = QueryDict(mutable=True)
    data["articles_text_set-TOTAL_FORMS"] = data["articles_text_set-INITIAL_FORMS"] = str(blocks)
    for number in range(blocks):
        for name in ("id", "html", "ordering", "region"):
            data[f"articles_text_set-{number}-{name}"] = str(number)

    def come_back():
        moved = with_lost_rows_as_new(data, "articles_text_set", Text.objects.none())
        assert moved["articles_text_set-INITIAL_FORMS"] == "0"
        assert moved[f"articles_text_set-{blocks - 1}-html"] == str(blocks - 1)

    assert count_calls(come_back) < 500 * blocks


def test_an_action_on_what_can_be_no_row_is_refused_in_words(root, rows):
    for kind in rows:
        address = reverse(f"admin:{kind}_changelist")
        for key in ("x", "²", DIGITS, "\0"):
            sent = {"action": "delete_selected", "_selected_action": key, "index": DIGITS, "select_across": "0"}
            response = root.post(address, sent, follow=True)
            assert response.status_code == 200
            assert "Select again" in response.text


def test_names_without_number_in_a_row_of_events_are_refused(root, mara):
    row = {"events-0-date": "2018", "events-0-title": "The prize", "events-0-people": "a;" * 400 + "a," * 90}
    ask(root, reverse("admin:timeline_event_near"), {"prefix": "events-0"} | row)
    posted = EventRowForm(row, prefix="events-0", user=User(), moment=NOON)
    assert posted.errors["people"] == ["Name at most 20 here."]


def test_an_image_is_not_merged_with_itself(root, stage):
    page = reverse("admin:articles_image_merge", args=[stage.pk])
    itself = f"{page}?other={stage.pk}"
    for response in (root.get(itself), root.post(itself, {"keep": str(stage.pk)})):
        assert "Merge it with" in response.text
        assert "Select a valid choice" in response.text
    stage.refresh_from_db()
    assert stage.merged_into_id is None
    assert root.get(reverse("admin:articles_image_merge", args=[NOWHERE])).status_code in (302, 404)
    assert "Select a valid choice" in root.get(f"{page}?other={NOWHERE}").text
