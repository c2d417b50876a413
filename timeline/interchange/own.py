"""What only our own exports say of an event. Anybody can write such a file, so nothing in it is trusted."""

from datetime import date

from articles.models import Source, Topic
from timeline.interchange.fields import Misplaced, text_of
from timeline.interchange.schema import LONGEST_TEXT, LONGEST_TITLE
from timeline.models import Citation, Event

MOST_LINKED = 100  # people, or citations, of one event
LONGEST_NAME = Topic._meta.get_field("name").max_length
LONGEST_SOURCE = Source._meta.get_field("title").max_length
CITED = {
    "title": LONGEST_SOURCE,
    "publisher": Source._meta.get_field("publisher").max_length,
    "url": Source._meta.get_field("url").max_length,
    "locator": Citation._meta.get_field("locator").max_length,
}
LINES = {
    "own_title": LONGEST_TITLE,
    "speaker": LONGEST_NAME,
    "said_in": LONGEST_SOURCE,
    "said_at": Event._meta.get_field("said_at").max_length,
}


def own_words(fields):
    """Return what an export's own fields say, checked, by the names of `exporting.own_words`. Raises `Misplaced`."""
    highlight = fields.get("highlight")
    if highlight not in (None, True, False):
        raise Misplaced(fields.at("highlight"), "true or false was expected")
    return (
        {name: fields.line(name, most) for name, most in LINES.items()}
        | {name: fields.raw(name, LONGEST_TEXT).strip() for name in ("text", "note", "quotation")}
        | {
            "status": fields.choice("status", Event.Status.values),
            "quotation_kind": fields.choice("quotation_kind", Event.QuotationKind.values),
            "highlight": bool(highlight),
            "people": [
                " ".join(text_of(name, f"{fields.at('people')}[{place}]", LONGEST_NAME).split())
                for place, name in enumerate(fields.list("people", MOST_LINKED))
            ],
            "citations": [cited(said) for said in fields.objects("citations", MOST_LINKED)],
        }
    )


def cited(fields):
    """Return what is said of one citation, its day of access as a date or None. Raises `Misplaced`."""
    accessed = fields.line("accessed")
    try:
        day = date.fromisoformat(accessed) if accessed else None
    except ValueError:
        raise Misplaced(fields.at("accessed"), "a day such as 2026-05-01 was expected") from None
    lines = {name: fields.line(name, most) for name, most in CITED.items()}
    return lines | {"quotation": fields.raw("quotation", LONGEST_TEXT).strip(), "accessed": day}
