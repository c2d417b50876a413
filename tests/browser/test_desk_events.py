"""Events at the desk in a browser: entered by keyboard alone, answered while typed, and for everybody's eyes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_desk_writing import desk, form_of, violations  # noqa: F401 (fixtures)
from tests.timeline.conftest import archive, happened, ines, together  # noqa: F401 (fixtures)
from timeline.models import Event, Timeline, TimelineBlock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MANY = reverse("admin:timeline_event_many")


@pytest.mark.parametrize("width", [390, 1280])
def test_three_events_are_entered_by_keyboard_alone(desk, ana, mara, ines, register, width):  # noqa: F811
    page = desk(ana, MANY, width=width)
    keys = page.keyboard
    for date, title in [("November 2021", "They part"), ("2004", "They meet")]:
        keys.type(date)
        keys.press("Tab")
        keys.type(title)
        keys.press("Tab")
        keys.type("li")
        expect(page.get_by_role("option", name="Mara Lindqvist")).to_be_visible()
        keys.press("Enter")
        keys.type(", ok")
        expect(page.get_by_role("option", name="Ines Okafor")).to_be_visible()
        keys.press("Enter")
        keys.press("Tab")
        keys.type("co")
        expect(page.get_by_role("option", name="The Coastal Register")).to_be_visible()
        keys.press("Enter")
        keys.press("Enter")
    keys.type("12 May 2018")
    keys.press("Tab")
    keys.type("They meet again")
    with page.expect_navigation():
        keys.press("Control+s")
    expect(page.get_by_text("3 events entered.")).to_be_visible()
    meet = Event.objects.get(slug="they-meet")
    assert [person.topic for person in meet.people.all()] == [mara, ines]
    assert meet.citations.get().source == register


def test_enter_in_the_last_row_makes_another(desk, ana):  # noqa: F811
    page = desk(ana, MANY)
    for number in range(7):
        page.keyboard.type(f"{2000 + number}")
        page.keyboard.press("Tab")
        page.keyboard.type(f"Unlike {number} {'abcdefg'[number] * 9}")
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert Event.objects.count() == 7


def test_what_is_there_already_is_shown_while_a_row_is_written(desk, ana, together):  # noqa: F811
    page = desk(ana, MANY)
    page.keyboard.type("2009")
    page.keyboard.press("Tab")
    page.keyboard.type("They play the prize")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Use Sept. 13, 2009: They play the prize")).to_be_visible()
    page.get_by_role("radio", name="Add this one anyway").check()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert Event.objects.count() == 4


@pytest.mark.parametrize("address", [MANY, reverse("admin:timeline_event_add"), reverse("admin:articles_source_add")])
def test_a_date_answers_while_it_is_typed(desk, ana, address):  # noqa: F811
    page = desk(ana, address)
    field = page.locator("[data-answered-by]").first
    field.focus()
    page.keyboard.type("November 2021")
    expect(page.get_by_role("status").get_by_text("Understood as the whole of November 2021.")).to_be_visible()
    field.fill("winter 2018")
    expect(page.locator(".desk-answer.is-unread")).to_contain_text("two years")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_suggestions_from_the_text_are_taken_by_keyboard(desk, ana, article, register):  # noqa: F811
    page = desk(ana, form_of(article))
    with page.expect_navigation():
        page.get_by_role("link", name="Find dates in this text").click()
    boxes = page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [False] * boxes.count()
    boxes.first.focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.get_by_text("1 event entered.")).to_be_visible()
    assert Event.objects.get().citations.get().source == register


def test_the_parts_of_a_rule_are_shown_with_it(desk, ana):  # noqa: F811
    page = desk(ana, reverse("admin:timeline_timeline_add"))
    expect(page.locator("#entries-group")).to_be_visible()
    expect(page.locator("#rule_topics-group")).to_be_hidden()
    page.get_by_label("Made").select_option("rule")
    expect(page.locator("#entries-group")).to_be_hidden()
    expect(page.locator("#rule_topics-group")).to_be_visible()


def test_events_for_a_part_of_a_timeline_are_chosen_by_keyboard(desk, ana, article, together):  # noqa: F811
    block = TimelineBlock.objects.create(parent=article, region="body", ordering=40, timeline=together)
    page = desk(ana, form_of(article))
    row = page.locator("#timeline_timelineblock_set-0")
    expect(row.locator(".field-chosen")).to_be_hidden()
    row.get_by_label("Extent").select_option("chosen")
    expect(row.locator(".field-chosen")).to_be_visible()
    expect(row.locator(".field-first")).to_be_hidden()
    row.locator(".field-chosen .select2-search__field").focus()
    page.keyboard.type("pl")
    expect(page.get_by_role("option", name="They play the prize")).to_be_visible()
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    block.refresh_from_db()
    assert block.chosen == [str(Event.objects.get(slug="prize").pk)]


def pages_of(article, event):
    """Return the addresses of the pages that are new, by name."""
    topic = event.people.first().topic
    source = event.citations.get().source
    other = happened("2009", "The prize is played", "again")
    part = {"timeline": event.entries.get().timeline, "extent": "chosen", "chosen": [str(event.pk)]}
    TimelineBlock.objects.create(parent=article, region="body", ordering=40, **part)
    return {
        "many": MANY,
        "article": form_of(article),
        "found": reverse("admin:timeline_event_found", args=[article.pk]),
        "list": reverse("admin:timeline_event_changelist"),
        "event": form_of(event),
        "down": reverse("admin:timeline_event_down", args=[event.pk]),
        "merge": reverse("admin:timeline_event_merge", args=[event.pk]) + f"?other={other.pk}",
        "merge-which": reverse("admin:articles_topic_merge", args=[topic.pk]),
        "rests": reverse("admin:articles_source_citations", args=[source.pk]),
        "import": reverse("admin:timeline_timeline_import"),
        "timeline": form_of(event.entries.get().timeline),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_the_new_pages(desk, ana, article, together, scheme, width):  # noqa: F811
    event = Event.objects.get(slug="prize")
    page = desk(ana, MANY, width=width, color_scheme=scheme)
    found = {}
    for name, address in pages_of(article, event).items():
        page.goto(address)
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert found == {name: [] for name in found}


LONG = "a" * 150
TABLE = f"""Year,Month,Day,Time,Headline,Text,Media,Type,Mood
,,,,Together,,,title,
2004,,,,They sing,See https://example.org/{LONG},https://example.org/{LONG}.jpg,,calm
1979,3,3,16:15,{LONG},,,,
2000,,,,The years,,,era,
never,,,,They part,,,,
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_file_is_imported_by_keyboard_alone(desk, ana, together, scheme, width):  # noqa: F811
    page = desk(ana, reverse("admin:timeline_timeline_import"), width=width, color_scheme=scheme)
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.locator("[type=file]").set_input_files(file)

    def press(name, key="Enter"):
        """Move to a control by the Tab key and press a key there."""
        control = page.get_by_label(name).or_(page.get_by_role("button", name=name)).first
        for _ in range(60):
            if control.evaluate("node => node === document.activeElement"):
                page.keyboard.press(key)
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{name} cannot be reached by the Tab key")

    def look():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    press("Show the report")
    expect(page.get_by_text("They part")).to_be_visible()
    look()
    press("Leave out what has errors", "Space")
    press("Show the report")
    expect(page.get_by_text("There is a timeline “Together” already.")).to_be_visible()
    look()
    press("Yes, import into it", "Space")
    press("Show the report")
    for heading in ("Left out", "Check these", "Events", "Eras"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    look()
    press("Import 2 events into the timeline “Together”")
    expect(page.get_by_text("2 events imported into “Together”")).to_be_visible()
    page.goto(form_of(Event.objects.get(title="They sing")))
    expect(page.get_by_role("link", name="Add it as a picture")).to_be_visible()
    look()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_what_is_wrong_with_a_row(desk, ana, scheme):  # noqa: F811
    page = desk(ana, MANY, color_scheme=scheme)
    page.keyboard.type("winter 2018")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert violations(page) == []


def test_only_a_move_renumbers_the_entries_of_a_page(desk, ana):  # noqa: F811
    timeline = Timeline.objects.create(title="Long", slug="long")
    for number in range(55):
        event = Event.objects.create(date=f"{1900 + number // 2}", title=f"Event {number}", slug=f"event-{number}")
        timeline.entries.create(event=event, position=100 + number % 2)
    before = {entry.pk: entry.position for entry in timeline.entries.all()}
    page = desk(ana, reverse("admin:timeline_timeline_change", args=[timeline.pk]))
    page.locator("#id_entries-0-title").fill("Here")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()
    assert {entry.pk: entry.position for entry in timeline.entries.all()} == before
    page.locator("#entries-0 [data-move=down]").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()
    titles = [str(entry) for entry in Timeline.objects.get().ordered_entries]
    assert titles[:4] == ["Event 1", "Here", "Event 2", "Event 3"]
    page.get_by_role("link", name="1925 to 1927").click()
    expect(page.get_by_text("page 2 of 2")).to_be_visible()
    assert not violations(page)


@pytest.mark.parametrize("width, most", [(1280, 70), (640, 180), (390, 180)])
def test_an_entry_of_a_timeline_takes_a_line_with_its_date(desk, ana, together, width, most):  # noqa: F811
    address = reverse("admin:timeline_timeline_change", args=[together.pk])
    page = desk(ana, address, width=width)
    row = page.locator("#entries-1")
    assert row.bounding_box()["height"] < most
    date = row.get_by_text("Sept. 13, 2009")
    expect(date).to_be_visible()
    row.get_by_role("combobox", name="Event").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("part")
    page.locator(".select2-results__option--highlighted", has_text="They part").wait_for()
    page.keyboard.press("Enter")
    expect(date).to_be_hidden()
    assert not violations(page)
