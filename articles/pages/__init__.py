"""What the readers' views need: a page's content, its facts, its history, lists and structured data."""

from articles.pages import jsonld
from articles.pages.history import corrections_at, corrections_of, public_history, related
from articles.pages.jsonld import absolute_url
from articles.pages.lists import keyset_page, with_card_data
from articles.pages.loader import FactLoader
from articles.pages.page import ArticlePage

__all__ = [
    "ArticlePage",
    "FactLoader",
    "absolute_url",
    "corrections_at",
    "corrections_of",
    "jsonld",
    "keyset_page",
    "public_history",
    "related",
    "with_card_data",
]
