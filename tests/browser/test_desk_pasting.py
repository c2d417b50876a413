"""Pasting into a text at the desk in a browser: what becomes of a clip, and what the note under the text offers."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Figure
from articles.text import clean_prose
from tests.articles.clips import CLIPS
from tests.browser.test_desk_writing import desk, form_of, save, violations  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser

# Put data of some types on the clipboard as they are, as a program does; a script of a page would have them sanitised.
COPY = """data => {
  const copied = (event) => {
    for (const type in data) event.clipboardData.setData(type, data[type])
    event.preventDefault()
  }
  document.addEventListener("copy", copied, { once: true, capture: true })
  document.execCommand("copy")
}"""


def paste(page, html):
    """Copy HTML and paste it by the keyboard into the text that has the focus; wait until it is there."""
    before = page.locator("textarea[name$=-html]").first.input_value()
    page.evaluate(COPY, {"text/html": html})
    page.keyboard.press("Control+v")
    expect(page.locator("textarea[name$=-html]").first).not_to_have_value(before)


def as_in_editor(prose):
    """Return prose as the editor writes it: every item of a list holds paragraphs."""
    return re.sub(r"<li>(?!<)(.*?)(?=<[uo]l|</li>)", r"<li><p>\1</p>", prose)


@pytest.fixture
def text(desk, ana, article):  # noqa: F811
    """The form of an article with an empty text, which has the focus."""
    article.articles_figure_set.all().delete()
    article.articles_text_set.update(html="")
    page = desk(ana, form_of(article))
    page.locator("[contenteditable]").click()
    expect(page.locator("[contenteditable]:focus")).to_have_count(1)
    return page


def test_thirty_clips_become_prose_and_a_note_says_what_was_left_out(text):
    field = text.locator("textarea[name$=-html]").first
    note = text.locator(".prose-note")
    for name, clip in CLIPS.items():
        text.keyboard.press("Control+a")
        text.keyboard.press("Delete")
        paste(text, clip.html)
        assert clean_prose(field.input_value()) == as_in_editor(clip.prose), name
        assert note.count() == bool(clip.pictures or clip.struck), name
        for words in (*clip.struck, *(caption or alt for alt, caption in clip.pictures)):
            assert words in note.inner_text(), name


def test_what_was_pasted_is_what_is_saved(text, article):
    names = ("word: tracked changes", "docs: a list in a list", "word: bullets within bullets")
    clips = [CLIPS[name] for name in names]
    for clip in clips:
        paste(text, clip.html)
        text.keyboard.press("Control+End")
        text.keyboard.press("Enter")
        text.keyboard.press("Enter")
    save(text)
    assert article.articles_text_set.get().html == "".join(clip.prose for clip in clips)


def test_a_picture_that_was_left_out_becomes_a_figure_with_its_caption(text, article):
    paste(text, CLIPS["web: a news page with a captioned picture"].html)
    assert "Upload each picture under Images" in text.locator(".prose-note").inner_text()
    assert not violations(text)
    text.click("text=Add a figure below")
    save(text)
    text_block, figure, *_ = article.blocks()
    assert isinstance(figure, Figure)
    assert figure.caption == "The bridge at dawn. Photo: O. Lind"
    assert figure.ordering > text_block.ordering


def test_a_word_is_pasted_into_a_line_and_a_copied_list_stays_numbered(text):
    field = text.locator("textarea[name$=-html]").first
    text.keyboard.type("A  boat")
    for _ in range(5):
        text.keyboard.press("ArrowLeft")
    paste(text, "<meta charset='utf-8'><span style='font-weight:700'>red</span>")
    text.keyboard.type("!")
    assert field.input_value() == "<p>A <strong>red!</strong> boat</p>"
    text.keyboard.press("Control+a")
    text.keyboard.press("Delete")
    paste(text, "<ol><li><p>one</p></li><li><p>two</p></li></ol>")
    text.keyboard.press("Control+a")
    text.keyboard.press("Control+c")
    text.keyboard.press("ArrowRight")
    text.keyboard.press("Enter")
    text.keyboard.press("Enter")
    text.keyboard.press("Control+v")
    copied = clean_prose(field.input_value())
    assert copied.count("<ol>") == 2
    assert copied.count("<p>") == 4


def test_what_is_typed_while_the_server_is_slow_stays_where_it_is_typed(text):
    text.route("**" + reverse("pasted_prose"), lambda route: (text.wait_for_timeout(300), route.continue_()))
    field = text.locator("textarea[name$=-html]").first
    text.evaluate(COPY, {"text/html": "<p>pasted</p>"})
    text.keyboard.press("Control+v")
    text.keyboard.type(" typed")
    expect(field).to_have_value("<p>pasted typed</p>")
    text.keyboard.type(" on")
    expect(field).to_have_value("<p>pasted typed on</p>")


# Drop data of some types, or a file, at the end of the text; no test can drag from another program.
DROP = """({ data, file }) => {
  const text = document.querySelector("[contenteditable]")
  const { right, bottom } = text.lastElementChild.getBoundingClientRect()
  const dataTransfer = new DataTransfer()
  for (const type in data) dataTransfer.setData(type, data[type])
  if (file) dataTransfer.items.add(new File(["x"], file, { type: "image/png" }))
  const at = { clientX: right - 2, clientY: bottom - 2, bubbles: true, cancelable: true }
  text.dispatchEvent(new DragEvent("drop", { dataTransfer, ...at }))
}"""


def test_what_is_dropped_becomes_prose_too(text):
    text.keyboard.type("Tide: ")
    text.evaluate(DROP, {"data": {"text/html": "<span>now <del>low</del> high</span>"}})
    field = text.locator("textarea[name$=-html]").first
    expect(field).to_have_value("<p>Tide: now high</p>")
    expect(text.locator(".prose-note")).to_contain_text("low")
    text.evaluate(DROP, {"file": "mill.png"})
    expect(text.locator(".prose-note")).to_contain_text("A picture was left out")
    expect(field).to_have_value("<p>Tide: now high</p>")


def test_pasting_without_formatting_asks_nobody(text):
    text.evaluate(COPY, {"text/html": "<h1>Tide <b>table</b></h1>", "text/plain": "Tide table\n\nof Brask"})
    text.keyboard.press("Control+Shift+v")
    expect(text.locator("textarea[name$=-html]").first).to_have_value("<p>Tide table</p><p>of Brask</p>")


def test_a_paste_that_fails_says_so(text):
    text.route("**" + reverse("pasted_prose"), lambda route: route.abort())
    text.evaluate(COPY, {"text/html": "<p>lost?</p>"})
    text.keyboard.press("Control+v")
    expect(text.locator(".prose-note")).to_contain_text("This could not be pasted")
    text.click(".prose-note >> text=Close")
    assert text.locator(".prose-note").count() == 0


def test_the_writing_field_follows_the_language_of_the_article(text):
    field = text.locator("[contenteditable]")
    for language, direction in (("ar", "rtl"), ("fr", "ltr")):
        text.select_option("[name=language]", language)
        assert field.get_attribute("lang") == language
        assert field.get_attribute("dir") == direction
        assert field.get_attribute("spellcheck") == "true"
