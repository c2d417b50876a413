"""The picture desk in Chromium: uploads, focal point and suggestions by keyboard, and no barrier in either light."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Image, record
from tests.articles import picture_files as made
from tests.articles.test_desk_facts import picture
from tests.browser.test_desk_writing import (  # noqa: F401 (fixtures)
    desk,
    form_of,
    save,
    tab_to,
    violations,
)

pytestmark = pytest.mark.browser
DESK = reverse("admin:articles_image_changelist")
LINE = "Kevin Mazur/MTV1415/WireImage"


@pytest.fixture
def taken(db):
    """A picture with its files and what its file says."""
    image = Image(title="On stage")
    said = "<photoshop:Credit>WireImage</photoshop:Credit><photoshop:Instructions>NO ARCHIVES</photoshop:Instructions>"
    image.files.store(made.jpeg(made.xmp_segment(made.packet(said))))
    record(image)
    return image


def files(*uploads):
    """Return uploads as the browser's file chooser takes them."""
    return [{"name": u.name, "mimeType": "image/jpeg", "buffer": u.read()} for u in uploads]


def test_two_files_are_uploaded_and_the_same_again_is_known(desk, ana):  # noqa: F811
    page = desk(ana, DESK)
    page.get_by_label("Drop pictures here").set_input_files(
        files(picture("Harbour.jpg"), picture("Pier.jpg", (300, 200)))
    )
    expect(page.locator(".upload-list .is-new")).to_have_count(2)
    expect(page.locator(".upload-list")).to_contain_text("Uploaded. Add its credit next.")
    page.get_by_label("Drop pictures here").set_input_files(files(picture("Again.jpg")))
    expect(page.locator(".upload-list .is-duplicate")).to_contain_text("Already here: Harbour")
    assert Image.objects.count() == 2
    page.get_by_role("link", name="Show the 2 new pictures").click()
    expect(page.locator(".picture-card")).to_have_count(2)


def test_the_focal_point_is_moved_by_the_keyboard_and_by_a_click(desk, ana, taken):  # noqa: F811
    page = desk(ana, form_of(taken))
    tab_to(page, ".crosshair")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator("[role=status]").last).to_contain_text("48 % from the left, 39 % from the top")
    save(page)
    taken.refresh_from_db()
    assert (taken.focal_x, taken.focal_y) == (0.48, 0.39)
    box = page.locator(".focal").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
    assert float(page.input_value("#id_focal_x")) == pytest.approx(0.9, abs=0.06)


def test_a_credit_is_typed_and_its_parts_confirmed_by_the_keyboard(desk, ana, taken):  # noqa: F811
    page = desk(ana, form_of(taken))
    page.locator("#id_credits-0-line").focus()
    page.keyboard.type(LINE)
    expect(page.locator(".printed")).to_have_text(LINE)
    expect(page.locator(".parts-status").first).to_contain_text("3 parts found, 3 to confirm.")
    expect(page.locator(".is-offer")).to_contain_text("Getty Images has this collection; the line does not name it.")
    tab_to(page, "[data-part=creator] button")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=creator] button")).to_be_focused()
    expect(page.locator("[data-part=creator]")).to_contain_text("Confirmed ✓")
    save(page)
    [credit] = taken.credits.all()
    assert (credit.line, credit.creator, credit.collection, credit.agency) == (LINE, "Kevin Mazur", "", "")


def test_what_was_found_is_taken_over_one_by_one_or_all(desk, ana, taken):  # noqa: F811
    page = desk(ana, form_of(taken))
    page.get_by_role("button", name="Use “NO ARCHIVES”").press("Enter")
    expect(page.locator("#id_instructions")).to_have_value("NO ARCHIVES")
    page.get_by_role("button", name="Use everything").press("Enter")
    expect(page.locator("#id_credits-0-line")).to_have_value("WireImage")
    save(page)
    assert Image.objects.get().credit == "WireImage"


def test_a_picture_is_chosen_by_thumbnail_and_keyboard(desk, ana, taken, article):  # noqa: F811
    article.lead_image = None
    article.save()
    page = desk(ana, form_of(article))
    page.locator(".field-lead_image .select2-selection").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field:focus")).to_have_count(1)
    page.keyboard.type("on stage")
    expect(page.locator(".select2-results .choice")).to_have_count(1)
    expect(page.locator(".choice", has_text="On stage").locator("img")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".field-lead_image .desk-thumbnail")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_picture_desk_and_its_form_have_no_barriers(desk, ana, taken, stage, scheme, width):  # noqa: F811
    taken.credits.create(line=LINE)
    pages = [DESK, form_of(taken), reverse("admin:articles_image_kill", args=[taken.pk])]
    pages.append(reverse("admin:articles_image_merge", args=[taken.pk]) + f"?other={stage.pk}")
    for address in pages:
        page = desk(ana, address, color_scheme=scheme, width=width)
        page.wait_for_load_state("networkidle")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
