"""Stored text: plain lines, plain text of several lines, prose as sanitised HTML, slugs and web addresses."""

from articles.text.characters import fold, has_words, one_line, printable, visible_words, without_placeholder
from articles.text.fields import FoldedField, LineField, WordsField, folded_columns, wrongly_folded
from articles.text.headings import add_heading_ids
from articles.text.inner_links import HREF, inner_address, linked_articles
from articles.text.patterns import lazy_pattern
from articles.text.prose import ProseField, clean_prose, paragraphs_of, prose_to_text, safe_prose, sanitised
from articles.text.reader import ProseReader
from articles.text.slugs import PathField, SlugField, slug_of
from articles.text.web_addresses import WebAddressField, address_is_safe, safe_address

__all__ = [
    "HREF",
    "FoldedField",
    "LineField",
    "PathField",
    "ProseField",
    "ProseReader",
    "SlugField",
    "WebAddressField",
    "WordsField",
    "add_heading_ids",
    "address_is_safe",
    "clean_prose",
    "fold",
    "folded_columns",
    "has_words",
    "inner_address",
    "lazy_pattern",
    "linked_articles",
    "one_line",
    "paragraphs_of",
    "printable",
    "prose_to_text",
    "safe_address",
    "safe_prose",
    "sanitised",
    "slug_of",
    "visible_words",
    "without_placeholder",
    "wrongly_folded",
]
