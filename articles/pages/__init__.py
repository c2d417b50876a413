"""What the readers' views need: the page of an article, its facts and history, lists and structured data."""

from articles.pages.jsonld import absolute_url, article_graph, author_graph, iso_moment, topic_graph
from articles.pages.lists import EditionList, keyset_page, with_card_data
from articles.pages.loader import FactLoader, load_facts
from articles.pages.page import ArticlePage, add_corrections, corrections_at, public_history, related

__all__ = [
    "ArticlePage",
    "EditionList",
    "FactLoader",
    "absolute_url",
    "add_corrections",
    "article_graph",
    "author_graph",
    "corrections_at",
    "iso_moment",
    "keyset_page",
    "load_facts",
    "public_history",
    "related",
    "topic_graph",
    "with_card_data",
]
