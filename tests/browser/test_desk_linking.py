"""Linking to an article of this site at the desk in a browser, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk_writing import desk, form_of, link_dialog, save, tab_to, violations  # noqa: F401 (fixtures)

pytestmark = pytest.mark.browser


def test_an_article_is_found_by_its_headline_and_linked_by_its_key(link_dialog, article):  # noqa: F811
    prizes = [Article.objects.create(headline=f"The prize of {year}", slug=f"prize-{year}") for year in (2017, 2018)]
    page = link_dialog()
    tab_to(page, "dialog[open] [type=search]")
    page.keyboard.type("no such article")
    expect(page.get_by_text("No article found.")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("prize of")
    expect(page.get_by_role("list", name="Articles found").get_by_role("button")).to_have_count(2)
    assert not violations(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="The prize of 2017")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    save(page)
    html = article.articles_text_set.get().html
    assert f'<a href="newsroom:article/{prizes[0].pk}">' in html


def test_the_dialog_says_to_which_article_a_link_leads(link_dialog):  # noqa: F811
    prize = Article.objects.create(headline="The prize", slug="prize")
    page = link_dialog(f'<p><a href="newsroom:article/{prize.pk}">Harbour</a></p>')
    expect(page.get_by_text("Links to the article “The prize”")).to_be_visible()
    assert not violations(page)
