"""Every page of the desk, wide and narrow, light and dark: no barrier that axe can find, and no sideways bar."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, record
from tests.browser.test_desk_writing import desk, form_of, violations  # noqa: F401 (fixtures)
from tests.publishing_forms import url
from timeline.models import Event, Timeline

pytestmark = pytest.mark.browser
DAY = datetime.timedelta(days=1)
LISTS = [
    *("articles_article", "articles_image", "articles_topic", "articles_source", "articles_author"),
    *("articles_section", "articles_agency", "articles_collection", "timeline_event", "timeline_timeline"),
    *("auth_user", "auth_group"),
]


@pytest.fixture
def addresses(article, stage, mara, register, ana, bo, dora, culture):
    """The pages of the desk for a chief, about an article with a history, a schedule and a killed picture."""
    event = Event.objects.create(date="May 2018", title="The prize", slug="the-prize")
    event.people.create(topic=mara)
    event.citations.create(source=register)
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    for number in range(3):
        other = Event.objects.create(date=f"{2004 + number}", title=f"They play town {number}", slug=f"town-{number}")
        timeline.entries.create(event=other, position=number)
    record(timeline)
    article.submit(bo, "The date is checked.")
    article.publish(ana, "update")
    article.publish(ana, "correction", "They met in 2004.")
    article.publish(ana, "update", at=timezone.now() + DAY)
    article.request_changes(ana, "Who says so?")
    stage.kill(ana, "The agency asks.")
    of_article = ["publish", "take_down", "history", "preview", "screens", "submit", "approve"]
    of_edition = {"read": 1, "put_back": 1, "restore": 1, "retime": 3, "cancel": 3, "erase": 1}
    assert Edition.objects.count() == 3
    rows = [article, stage, event, timeline, mara, register, culture, dora, Group.objects.get(name="editor")]
    return [
        reverse("admin:index"),
        reverse("admin:password_change"),
        reverse("admin:log"),
        reverse("admin:mail"),
        reverse("admin_password_reset"),
        reverse("password_reset_done"),
        reverse("password_reset_complete"),
        reverse("as_of"),
        *(reverse(f"admin:{name}_changelist") for name in LISTS),
        *(reverse(f"admin:{name}_add") for name in LISTS),
        *map(form_of, rows),
        *(url(name, article) for name in of_article),
        *(url(name, article, number) for name, number in of_edition.items()),
        reverse("admin:articles_article_delete", args=[article.pk]),
        reverse("admin:articles_topic_delete", args=[mara.pk]),
        reverse("admin:articles_image_kill", args=[stage.pk]),
        reverse("admin:timeline_event_down", args=[event.pk]),
        reverse("admin:timeline_event_many"),
        reverse("admin:timeline_event_found", args=[article.pk]),
        reverse("admin:timeline_timeline_import"),
        reverse("admin:articles_article_change", args=[mara.pk]),  # there is none: to the first page, with a message
    ]


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (640, "dark"), (390, "light")])
def test_nothing_keeps_anybody_out(desk, dora, addresses, width, scheme):  # noqa: F811
    page = desk(dora, addresses[0], width=width, color_scheme=scheme)
    found = {}
    for address in addresses:
        assert page.goto(address).status == 200, address
        wrong = violations(page)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            wrong.append(f"{sideways} px wider than the window")
        if wrong:
            found[address] = wrong
    assert found == {}
