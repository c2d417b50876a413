"""Stored text: plain lines, plain text of several lines, prose as sanitised HTML, and web addresses."""

from articles.text.fields import LineField, WordsField, has_words, one_line, printable
from articles.text.headings import add_heading_ids
from articles.text.prose import ProseField, clean_prose, prose_to_text, safe_prose
from articles.text.reader import ProseReader
from articles.text.web_addresses import WebAddressField, address_is_safe, safe_address

__all__ = [
    "LineField",
    "ProseField",
    "ProseReader",
    "WebAddressField",
    "WordsField",
    "add_heading_ids",
    "address_is_safe",
    "clean_prose",
    "has_words",
    "one_line",
    "printable",
    "prose_to_text",
    "safe_address",
    "safe_prose",
]
