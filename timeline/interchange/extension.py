"""What Newsroom adds to TimelineJS's formats, so that an import of our own export gives equal events.

In JSON it is the object `newsroom` of an event, which TimelineJS ignores; in CSV it is further columns. Files in use
hold these names, so they never change. Anybody can write such a file, so every value is checked.
"""

from datetime import date

from django.utils.translation import gettext

from articles.models import Source, Topic
from articles.text import safe_address
from timeline.interchange.fields import InvalidField
from timeline.interchange.schema import MAX_TEXT_LENGTH, MAX_TITLE_LENGTH
from timeline.models import Citation, Event

MAX_KEY = 36  # characters of a picture's key
MAX_RELATED = 100  # people, or citations, of one event
MAX_TOPIC_NAME = Topic._meta.get_field("name").max_length
MAX_SOURCE_TITLE = Source._meta.get_field("title").max_length
CITATION_LINES = {
    "title": MAX_SOURCE_TITLE,
    "publisher": Source._meta.get_field("publisher").max_length,
    "url": Source._meta.get_field("url").max_length,
    "locator": Citation._meta.get_field("locator").max_length,
}
EVENT_LINES = {
    "own_title": MAX_TITLE_LENGTH,
    "speaker": MAX_TOPIC_NAME,
    "said_in": MAX_SOURCE_TITLE,
    "said_at": Event._meta.get_field("said_at").max_length,
}


def parse_extension(fields):
    """Return the checked values of an extension, by the names that `build_extension` writes. Raises `InvalidField`."""
    highlight = fields.get("highlight")
    if highlight not in (None, True, False):
        raise InvalidField(fields.path_of("highlight"), gettext("true or false was expected"))
    return (
        {name: fields.line(name, most) for name, most in EVENT_LINES.items()}
        | {name: fields.text(name, MAX_TEXT_LENGTH).strip() for name in ("text", "note", "quotation")}
        | {
            "status": fields.choice("status", Event.Status.values),
            "quotation_kind": fields.choice("quotation_kind", Event.QuotationKind.values),
            "highlight": bool(highlight),
            "image": fields.line("image", MAX_KEY),
            "people": fields.lines("people", MAX_RELATED, MAX_TOPIC_NAME),
            "citations": [parse_citation(citation) for citation in fields.objects("citations", MAX_RELATED)],
        }
    )


def parse_citation(fields):
    """Return the values of one citation, its day of access as a date or None. Raises `InvalidField`."""
    accessed = fields.line("accessed")
    try:
        day = date.fromisoformat(accessed) if accessed else None
    except ValueError:
        raise InvalidField(fields.path_of("accessed"), gettext("a day such as 2026-05-01 was expected")) from None
    lines = {name: fields.line(name, most) for name, most in CITATION_LINES.items()}
    return lines | {"quotation": fields.text("quotation", MAX_TEXT_LENGTH).strip(), "accessed": day}


def build_extension(entry):
    """Return the extension of a timeline's entry for export."""
    event = entry.event
    return {
        "own_title": event.title,
        "highlight": entry.highlight,
        "image": str(event.image_id) if has_files(event.image) else "",
        "text": event.text,
        "note": event.note,
        "status": event.status,
        "quotation": event.quotation,
        "quotation_kind": event.quotation_kind,
        "speaker": event.speaker.name if event.speaker_id else "",
        "said_in": event.said_in.title if event.said_in_id else "",
        "said_at": event.said_at,
        "people": [person.topic.name for person in event.people.all() if person.topic.is_active],
        "citations": [build_citation(citation) for citation in event.citations.all()],
    }


def has_files(image):
    """Whether an event's image, or None, can be shown: one without files cannot."""
    return bool(image and image.is_active and image.renditions)


def build_citation(citation):
    """Return a citation for export."""
    return {
        "title": citation.source.title,
        "publisher": citation.source.publisher,
        "url": safe_address(citation.source.url),
        "locator": citation.locator,
        "accessed": citation.accessed.isoformat() if citation.accessed else "",
        "quotation": citation.quotation,
    }
