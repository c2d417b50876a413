"""What the readers' views need: a page's content, its facts, its history, lists and structured data."""

from articles.pages import jsonld
from articles.pages.history import corrections_at, corrections_of, public_history, related
from articles.pages.jsonld import absolute
from articles.pages.lists import dressed, page_of
from articles.pages.loader import Facts
from articles.pages.page import Reading

__all__ = [
    "Facts",
    "Reading",
    "absolute",
    "corrections_at",
    "corrections_of",
    "dressed",
    "jsonld",
    "page_of",
    "public_history",
    "related",
]
