"""The pictures, films and pages that the desk's note of an imported event names: what the desk may make of them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.text import safe_address

ADDRESS_LINE = re.compile(r"[^:]{1,60}: (https?://\S+)")
DETAILS = {"Caption": "caption", "Credit": "credit", "Alternative text": "alt"}
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg)$", re.IGNORECASE)
MAX_NAMED = 10  # of one event


@dataclass
class NamedMedia:
    """A picture, film or page by its address, with what the file says of it."""

    address: str
    caption: str = ""
    credit: str = ""
    alt: str = ""

    @property
    def is_picture(self):
        """Whether the address is that of a picture, by its ending; nothing is fetched to find out."""
        return bool(PICTURE.search(urlsplit(self.address).path))

    @property
    def title(self):
        """What it can be called: the caption, or the address without its scheme."""
        return self.caption or self.address.split("://", 1)[1].strip("/")


def read_named_media(note):
    """Return the `NamedMedia` of a desk's note, as `media_notes` writes it; each address once."""
    named = {}
    media = None
    for line in note.split("\n"):
        match = ADDRESS_LINE.fullmatch(line.strip())
        label, _colon, value = line.partition(": ")
        if match and is_address(match[1]):
            media = named.setdefault(match[1], NamedMedia(match[1]))
        elif media and label in DETAILS:
            setattr(media, DETAILS[label], value.strip())
        elif line:
            media = None
    return list(named.values())[:MAX_NAMED]


def is_address(address):
    """Whether an address is one that may be linked to."""
    try:
        return bool(safe_address(address) and urlsplit(address).hostname)
    except ValueError:
        return False
