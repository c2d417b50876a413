"""Writing at the desk in a browser: by mouse, by keyboard alone, and for everybody's eyes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Image
from tests.articles.test_desk_facts import picture
from tests.articles.test_prose import PIECES
from timeline.models import Event, Timeline

pytestmark = pytest.mark.browser

KINDS = ["Text", "Figure", "Quotation", "Pull quote", "Timeline"]
BLOCKS = ".order-machine > .inline-related:not(.empty-form)"


def violations(page):
    """List what axe finds wrong with a page."""
    rules = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in rules for node in rule["nodes"]]


@pytest.fixture
def desk(open_page, live_server, client):
    """Return a function that opens a page of the desk for a person who is logged in."""

    def opened(person, address, width=1280, **options):
        page = open_page(viewport={"width": width, "height": 900}, **options)
        client.force_login(person)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(address)
        return page

    return opened


def form_of(row):
    """Return the address of a row's form."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def kinds_on(page):
    """Return the kinds of the blocks in the order in which the page's source has them."""
    return page.locator(f"{BLOCKS} > h3 > b").all_inner_texts()


def kinds_of(article):
    """Return the kinds of an article's saved blocks in reading order."""
    return [block._meta.verbose_name.capitalize() for block in article.blocks()]


def tab_to(page, selector, key="Tab"):
    """Press Tab until the focus stands on an element that matches; fail where it never does."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The keyboard never reaches {selector}")


def save(page):
    """Save by the keyboard and wait for the form to come back."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert page.locator(".messagelist .success").count() == 1


def test_log_in_and_write_a_headline(open_page, ana):
    page = open_page()
    page.goto(reverse("admin:index"))
    page.fill("[name=username]", "ana")
    page.fill("[name=password]", "ana-password")
    page.click("[type=submit]")
    page.click(".desk-nav >> text=Articles")
    page.click("text=Add article")
    page.fill("[name=headline]", "Harbour light")
    save(page)
    assert Article.objects.get().headline == "Harbour light"
    assert page.input_value("[name=headline]") == "Harbour light"


def test_a_reporter_writes_a_new_article_and_saves_once(desk, bo):
    page = desk(bo, reverse("admin:articles_article_add"))
    assert page.locator(".order-machine > .desk-kinds button").count() == len(KINDS)
    page.fill("[name=headline]", "Harbour light")
    page.click(".order-machine > .desk-kinds >> text='Text'")
    expect(page.locator("[contenteditable]:focus")).to_have_count(1)
    page.keyboard.type("Low tide at six.")
    save(page)
    article = Article.objects.get()
    assert [block.html for block in article.blocks()] == ["<p>Low tide at six.</p>"]
    assert article.created_by == bo


def test_typing_into_a_text_loses_nothing_of_it(desk, ana, article):
    written = "".join(PIECES.values())
    article.articles_text_set.update(html=written)
    page = desk(ana, form_of(article))
    page.locator("[contenteditable] p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" More.")
    save(page)
    assert article.articles_text_set.get().html == written.replace("First.", "First. More.", 1)
    page.locator("[contenteditable] li p", has_text="The fourth").click()
    page.locator(".prose-menubar [data-name=orderedListProperties]").first.click()
    page.fill(".prose-editor-dialog [name=start]", "5")
    page.select_option(".prose-editor-dialog [name=listType]", "I, II, III")
    page.click(".prose-editor-dialog [type=submit]")
    save(page)
    assert '<ol start="5" type="I"><li><p>The fourth' in article.articles_text_set.get().html


def test_powers_and_indices_are_written_by_buttons(desk, ana, article):
    article.articles_text_set.update(html="<p>10</p>")
    page = desk(ana, form_of(article))
    page.locator("[contenteditable] p").first.click()
    page.keyboard.press("End")
    for button, words in (("superscript", "6"), ("superscript", " H"), ("subscript", "2"), ("subscript", "O")):
        page.locator(f".prose-menubar [data-name={button}]").first.click()
        page.keyboard.type(words)
    save(page)
    assert article.articles_text_set.get().html == "<p>10<sup>6</sup> H<sub>2</sub>O</p>"


@pytest.fixture
def link_dialog(desk, ana, article):
    """Return a function that opens the dialog for a link on the only paragraph: it answers with the page."""

    def opened(html="<p>Harbour</p>"):
        article.articles_text_set.update(html=html)
        page = desk(ana, form_of(article))
        page.locator("[contenteditable] p").first.click()
        expect(page.locator("[contenteditable]:focus")).to_have_count(1)
        button = page.locator(".prose-menubar [data-name=link]:not(.disabled)")
        for _ in range(60):  # until the button is enabled nothing is selected: people press again, too
            page.keyboard.press("Home")
            page.keyboard.press("Shift+End")
            if button.count():
                break
            page.wait_for_timeout(250)
        button.first.wait_for()
        page.keyboard.press("Control+k")
        return page

    return opened


@pytest.mark.parametrize(
    "typed, address",
    [
        ("example.org/page", "https://example.org/page"),
        ("www.example.org:8080/?a=b", "https://www.example.org:8080/?a=b"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        (" http://example.org/a b ", "http://example.org/a%20b"),
    ],
)
def test_the_dialog_for_links_completes_an_address(link_dialog, article, typed, address):
    page = link_dialog()
    page.fill("dialog [name=href]", typed)
    page.keyboard.press("Enter")
    save(page)
    assert article.articles_text_set.get().html == f'<p><a href="{address}">Harbour</a></p>'


def test_the_dialog_for_links_refuses_in_words_what_is_no_address(link_dialog, article):
    page = link_dialog()
    said, field = page.locator("dialog [role=alert]"), page.locator("dialog [name=href]")
    assert not said.is_visible()
    for typed in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "/culture/",
        "#top",
        "page.html",
        "harbour",
    ):
        field.fill(typed)
        page.keyboard.press("Enter")
        assert said.inner_text().startswith(f"“{typed}” is not a web address. Write one that begins with https://")
        assert field.get_attribute("aria-invalid") == "true"
        assert page.evaluate("document.activeElement.name") == "href"
    assert not violations(page)
    field.fill("example.org")
    assert not said.is_visible(), "what is wrong is no longer said once it is right"
    page.click("dialog >> text=Cancel")
    save(page)
    assert article.articles_text_set.get().html == "<p>Harbour</p>"


def test_the_dialog_for_links_changes_a_link_and_keeps_one_to_a_page_of_this_site(link_dialog, article):
    page = link_dialog('<p><a href="/culture/songwriters/">Harbour</a></p>')
    assert page.input_value("dialog [name=href]") == "/culture/songwriters/"
    page.keyboard.press("Enter")
    save(page)
    assert article.articles_text_set.get().html == '<p><a href="/culture/songwriters/">Harbour</a></p>'
    page = link_dialog('<p><a href="https://example.org/">Harbour</a></p>')
    page.fill("dialog [name=href]", "example.org/other")
    page.keyboard.press("Enter")
    save(page)
    assert article.articles_text_set.get().html == '<p><a href="https://example.org/other">Harbour</a></p>'


def test_every_kind_of_block_by_mouse(desk, ana, article):
    page = desk(ana, form_of(article))
    for kind in KINDS:
        page.click(f".order-machine > .desk-kinds >> text='{kind}'")
    page.locator(".ProseMirror").last.click()
    expect(page.locator("[contenteditable]:focus")).to_have_count(1)
    page.keyboard.type("Written by mouse.")
    page.locator(BLOCKS).nth(4).hover()
    page.locator(".desk-insert > button").first.click()
    page.click(".desk-insert .desk-kinds >> text='Pull quote'")
    page.keyboard.type("Above everything.")
    expected = ["Pull quote", "Text", "Figure", "Quotation", *KINDS]
    assert kinds_on(page) == expected
    save(page)
    assert kinds_on(page) == expected == kinds_of(article)
    assert "Written by mouse." in article.blocks()[4].html
    assert article.blocks()[0].words == "Above everything."


def test_a_body_by_keyboard_alone(desk, ana, article, mara):
    page = desk(ana, form_of(article))
    tab_to(page, ".order-machine > .desk-insert > button")
    for kind in KINDS:
        if kind != KINDS[0]:
            tab_to(page, ".order-machine > .desk-insert > button", "Shift+Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.textContent").endswith("Text")
        for _ in range(KINDS.index(kind)):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.closest('.order-machine .inline-related fieldset')")
        if kind in ("Text", "Quotation", "Pull quote"):
            page.keyboard.type(f"A {kind.lower()} by keyboard.")
    assert kinds_on(page) == [*reversed(KINDS), "Text", "Figure", "Quotation"]

    tab_to(page, "[data-move=down]", "Shift+Tab")
    page.keyboard.press("Enter")
    assert "block 2 of 8" in page.locator("[role=status]").inner_text()
    assert page.evaluate("document.activeElement.dataset.move") == "down"
    assert kinds_on(page)[:2] == ["Pull quote", "Timeline"]

    tab_to(page, f"{BLOCKS}[id^=articles_quotation] .select2-selection[aria-labelledby*=speaker]")
    page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field:focus")).to_have_count(1)
    page.keyboard.type("Mara")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('Mara')")
    page.keyboard.press("Enter")
    expected = kinds_on(page)
    save(page)
    assert kinds_of(article) == expected
    quotation = article.blocks()[expected.index("Quotation")]
    assert (quotation.words, quotation.speaker) == ("A quotation by keyboard.", mara)


def test_taking_back_a_new_block_harms_no_other(desk, ana, article):
    page = desk(ana, form_of(article))
    for words in ("First.", "Second."):
        page.locator(".order-machine > .desk-insert > button").click()
        page.click(".desk-insert .desk-kinds >> text='Quotation'")
        page.keyboard.type(words)
    page.locator(".order-machine .inline-deletelink").first.click()
    assert kinds_on(page) == ["Quotation", "Text", "Figure", "Quotation"]
    save(page)
    assert [block.words for block in article.blocks() if hasattr(block, "speaker")] == ["First.", "Nobody left."]


def test_credits_are_ordered_by_buttons(desk, ana, stage):
    stage.credits.create(line="Second/Agency", position=1)
    page = desk(ana, form_of(stage))
    page.locator("[data-move=up]:visible").nth(1).click()
    save(page)
    assert [credit.line for credit in stage.credits.all()] == ["Second/Agency", "Jo Farrow/Northlight/Meridian Images"]


def test_the_chosen_picture_is_shown(desk, ana, article):
    image = Image(title="The harbour")
    image.files.store(picture())
    image.update_search_index()
    page = desk(ana, form_of(article))
    page.click(".field-lead_image .select2-selection")
    expect(page.locator(".select2-search__field:focus")).to_have_count(1)
    page.fill(".select2-search__field", "harbour")
    page.click(".select2-results__option:has-text('The harbour')")
    shown = page.locator(".field-lead_image img.desk-thumbnail")
    assert str(image.pk) in shown.get_attribute("src")
    page.wait_for_function("document.querySelector('.field-lead_image img.desk-thumbnail').naturalWidth > 0")


def test_both_texts_stand_side_by_side(desk, ana, bo, article):
    page = desk(ana, form_of(article))
    page.fill("[name=headline]", "Ana's headline")
    article.headline, article.modified_by = "Bo's headline", bo
    article.save()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert page.input_value("[name=headline]") == "Ana's headline"
    assert "Bo's headline" in page.locator(".desk-saved").inner_text()
    assert not violations(page)
    # The key of "Publish…" does not leave a text behind that stands only in this form.
    questions = []
    page.on("dialog", lambda dialog: questions.append(dialog.type) or dialog.dismiss())
    page.locator("[name=headline]").press("Control+Enter", no_wait_after=True)
    page.wait_for_timeout(500)
    assert questions == ["beforeunload"]
    with page.expect_navigation():
        page.click("text=Replace it with mine")
    article.refresh_from_db()
    assert article.headline == "Ana's headline"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(desk, open_page, ana, article, stage, mara, scheme):
    event = Event.objects.create(date="May 2018", title="The prize", slug="the-prize")
    event.people.create(topic=mara)
    timeline = Timeline.objects.create(title="In order", slug="in-order")
    timeline.entries.create(event=event)
    anonymous = open_page(color_scheme=scheme)
    anonymous.goto(reverse("admin:login"))
    assert not violations(anonymous)
    page = desk(ana, reverse("admin:index"), color_scheme=scheme)
    assert not violations(page)
    lists = [reverse("admin:articles_article_changelist"), reverse("admin:articles_image_changelist")]
    for address in [*lists, *map(form_of, (article, stage, event, timeline, mara))]:
        page.goto(address)
        page.wait_for_timeout(300)
        assert not violations(page), address


def test_a_telephone_shows_no_sideways_bar(desk, ana, article, stage):
    page = desk(ana, reverse("admin:index"), width=390)
    for address in (reverse("admin:articles_article_changelist"), form_of(article), form_of(stage)):
        page.goto(address)
        # The scripts of the form arrange its blocks, on a busy machine after the page has loaded.
        page.wait_for_function("document.documentElement.scrollWidth <= 390")


def test_the_list_of_articles_is_read_on_a_phone(desk, ana, article):
    page = desk(ana, reverse("admin:articles_article_changelist"), width=390)
    row = page.locator("#result_list tbody tr")
    assert row.bounding_box()["height"] < 130
    for text in (article.headline, "Draft", "Being written", "Culture"):
        box = row.get_by_text(text).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert not violations(page)
