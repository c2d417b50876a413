"""What the readers' views need: the page of an article, its facts and history, lists and structured data."""

from articles.pages.compared import compare_editions, compare_pages, version_of
from articles.pages.jsonld import absolute_url, article_graph, author_graph, iso_moment, topic_graph
from articles.pages.lists import EditionList, RowList, edition_from_json, keyset_page, newest_editions, with_card_data
from articles.pages.loader import FactLoader, load_facts
from articles.pages.page import ArticlePage, add_corrections, is_comparable, public_changes_at, public_history, related

__all__ = [
    "ArticlePage",
    "EditionList",
    "FactLoader",
    "RowList",
    "absolute_url",
    "add_corrections",
    "article_graph",
    "author_graph",
    "compare_editions",
    "compare_pages",
    "edition_from_json",
    "is_comparable",
    "iso_moment",
    "keyset_page",
    "load_facts",
    "newest_editions",
    "public_changes_at",
    "public_history",
    "related",
    "topic_graph",
    "version_of",
    "with_card_data",
]
