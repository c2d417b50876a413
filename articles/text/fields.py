"""Plain text as it is stored: without characters that could break a feed, a header or a database."""

import re
import unicodedata

from django.db import models

# C0 and C1 controls but tab and line feed, lone surrogates, and the noncharacters XML refuses.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text):
    """Return the text with LF as line end and without characters that XML 1.0 (section 2.2) or PostgreSQL refuse."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def one_line(text):
    """Return printable text with single spaces instead of white space."""
    return " ".join(printable(text).split())


# Letters for Unicode (hangul fillers, the empty pattern of Braille), but nothing on a page.
BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")


def has_words(text):
    """Return whether a reader sees anything of the text: more than white space, format characters and lone accents."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in BLANK_LETTERS for c in text)


class CleanedFieldMixin:
    """Cleans a column of text with `clean_text` on every way into the database: form, fixture, import or command."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.clean_text(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class LineField(CleanedFieldMixin, models.CharField):
    """One line of plain text."""

    clean_text = staticmethod(one_line)


class WordsField(CleanedFieldMixin, models.TextField):
    """Plain text of several lines."""

    def clean_text(self, text):
        return printable(text).strip()
