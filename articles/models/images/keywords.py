"""Keywords: what the desk finds a picture by. They are read from its file, and readers never see them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from articles.text import fold, one_line

LONGEST_KEYWORD, MOST_KEYWORDS = 200, 100


def clean_keywords(texts):
    """Return keywords as they are stored: lines, each once in whatever letter case, no more than `MOST_KEYWORDS`."""
    by_folded = {}
    for text in texts:
        if keyword := one_line(str(text))[:LONGEST_KEYWORD].strip():
            by_folded.setdefault(fold(keyword), keyword)
    return [keyword for folded, keyword in by_folded.items() if folded][:MOST_KEYWORDS]


def check_keywords(keywords):
    """Refuse anything but a list of keywords as `clean_keywords` returns it."""
    if not isinstance(keywords, list) or clean_keywords(keywords) != keywords:
        raise ValidationError(
            gettext("Write a list of keywords, each once: at most %(most)d, of at most %(longest)d characters.")
            % {"most": MOST_KEYWORDS, "longest": LONGEST_KEYWORD}
        )
