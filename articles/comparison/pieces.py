"""What is compared: an article as pieces, such as a headline, a paragraph or a picture with its credit."""

import hashlib
from typing import NamedTuple


class Noun(NamedTuple):
    """What a piece is called where pieces are counted, as `1 paragraph` and `2 paragraphs`."""

    one: str
    many: str

    def counted(self, count):
        """Return the noun after its count."""
        return f"{count} {self.one if count == 1 else self.many}"


class Field(NamedTuple):
    """A named text of a piece, such as the caption of a picture.

    `name` identifies it in both pieces. A field that is counted by itself, such as an entry of a timeline, has a noun.
    """

    name: object
    label: str
    text: str
    noun: Noun | None = None


class Picture(NamedTuple):
    """A picture by its key, with the address of a thumbnail (empty where it may not be shown) and what it shows."""

    key: object
    thumbnail: str
    alt: str


class Piece(NamedTuple):
    """A part of an article that is compared as one: its fields, the words of its own first, and its picture, if any.

    `key` identifies it in both texts; paragraphs have none, and are found by their words.
    """

    noun: Noun
    label: str
    fields: tuple
    key: object = None
    picture: Picture | None = None

    @property
    def signature(self):
        """What two pieces have in common that say the same."""
        fields = tuple((field.name, field.text) for field in self.fields if field.text)
        return str(self.noun.one), fields, self.picture and self.picture.key

    @property
    def shown_fields(self):
        """The fields that have a text, without how a paragraph is set."""
        return [field for field in self.fields if field.text and field.name != "tag"]

    @property
    def words(self):
        """The words of the piece itself: its first field."""
        return self.fields[0].text if self.fields else ""


class Version(NamedTuple):
    """A text of an article: the pieces above the body and in lists (`front`), and those of the body in their order."""

    front: list
    body: list

    @property
    def pieces(self):
        """All pieces that show anything."""
        return [piece for piece in [*self.front, *self.body] if piece.shown_fields or piece.picture]


def fingerprint(piece):
    """Return a short code of a piece, other than that of any piece which says something else."""
    return hashlib.sha256(repr(piece.signature).encode()).hexdigest()[:10]


def fingerprints(version):
    """Return the codes of all pieces of a version as one line of text, which `labels_changed_since` reads."""
    return " ".join(fingerprint(piece) for piece in version.pieces)


def labels_changed_since(line, version):
    """Return the labels of the pieces that the version has and the one with these fingerprints had not, each once."""
    known = set(line.split())
    return list(dict.fromkeys(str(piece.label) for piece in version.pieces if fingerprint(piece) not in known))
