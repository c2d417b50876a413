"""What a text of a fixture has that prose cannot hold."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Text
from articles.text import ProseReader, has_words, one_line

LONGEST = 100  # characters of words that were left out


def left_out_of_texts(rows):
    """Yield a sentence for each text of which something was left out, as the desk says of what is pasted."""
    for row in rows:
        if row.model is Text and (parts := left_out(ProseReader(str(row.values.get("html") or "")))):
            yield row.sentence("html", _("Left out: %(parts)s.") % {"parts": "; ".join(parts)})


def left_out(reader):
    """Return what a reader of prose left out, as phrases."""
    parts = []
    if number := len(reader.pictures):
        parts.append(ngettext("%(number)s picture", "%(number)s pictures", number) % {"number": number})
    struck = [one_line(words)[:LONGEST] for words in reader.struck if has_words(words)]
    parts += [_("the words “%(words)s”, which are struck out") % {"words": words} for words in struck]
    embedded = [address or _("something without an address") for address in reader.embedded]
    return parts + [_("what was embedded: %(address)s") % {"address": address} for address in embedded]
