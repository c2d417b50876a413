"""The metadata fields that are read, and their places in XMP, IPTC-IIM and EXIF.

Standards: IPTC Photo Metadata 2025.1 names the fields and their places in XMP and IIM; the Metadata Working Group's
Guidelines 2.0 say which EXIF tags mean the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from articles.images.metadata.values import clean_date, clean_line, clean_text


@dataclass(frozen=True)
class Field:
    """A field's places in the blocks, and how much of it is used: `max_values` (0: one) of `max_length` characters.

    `xmp` are paths, of which the first with a value counts ("/" precedes a field of a structure, and "+" joins what
    makes one text together, also in `iim`). `png` is the keyword of a PNG's text. Without `may_be_cut`
    a text that is too long is dropped, since half a URL is useless. `is_compared` is false where blocks mean different
    things.
    """

    name: str
    xmp: tuple[str, ...]
    iim: str = ""
    exif: str = ""
    png: str = ""
    clean: Callable[[str], str] = clean_line
    max_length: int = 1_000
    max_values: int = 0
    may_be_cut: bool = True
    is_compared: bool = True

    @property
    def label(self) -> str:
        """The name of the field in a message."""
        return self.name.replace("_", " ").replace("url", "URL")

    def cleaned(self, values: Iterable[str]) -> list[str]:
        """Return the values without placeholders and repetitions; at most one, unless the field has several."""
        texts = list(dict.fromkeys(text for text in map(self.clean, values) if text))
        return texts if self.max_values else texts[:1]

    def offered(self, texts: list[str]) -> list[str]:
        """Return as much of cleaned values as is offered to editors and written into renditions."""
        texts = texts[: self.max_values or 1]
        return [text[: self.max_length].rstrip() for text in texts if self.may_be_cut or len(text) <= self.max_length]


_FIELDS = (
    Field("creators", ("dc:creator",), "2:80", "Artist", "Author", max_length=200, max_values=10),
    Field("credit_line", ("photoshop:Credit",), "2:110"),
    Field("source", ("photoshop:Source",), "2:115"),
    Field("copyright_notice", ("dc:rights",), "2:116", "Copyright", "Copyright"),
    Field(
        "caption", ("dc:description",), "2:120", "ImageDescription", "Description", clean=clean_text, max_length=5_000
    ),
    Field("headline", ("photoshop:Headline",), "2:105", png="Title"),
    Field("instructions", ("photoshop:Instructions",), "2:40", clean=clean_text, max_length=5_000),
    Field("usage_terms", ("xmpRights:UsageTerms",), clean=clean_text, max_length=5_000),
    Field("web_statement", ("xmpRights:WebStatement",), may_be_cut=False),
    Field("licensor_url", ("plus:Licensor/plus:LicensorURL",), may_be_cut=False),
    Field("date_created", ("photoshop:DateCreated",), "2:55", "DateTimeOriginal", clean=clean_date),
    Field(
        "place",
        (
            "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:City+Iptc4xmpExt:ProvinceState+Iptc4xmpExt:CountryName",
            "photoshop:City+photoshop:State+photoshop:Country",
            "Iptc4xmpExt:LocationShown/Iptc4xmpExt:City+Iptc4xmpExt:ProvinceState+Iptc4xmpExt:CountryName",
        ),
        "2:90+2:95+2:101",
        max_length=200,
    ),
    Field("alt_text", ("Iptc4xmpCore:AltTextAccessibility",), clean=clean_text, max_length=5_000),
    Field(
        "people",
        (
            "Iptc4xmpExt:PersonInImage",
            "Iptc4xmpExt:PersonInImageWDetails/Iptc4xmpExt:PersonName",
            "Iptc4xmpExt:ImageRegion/Iptc4xmpExt:PersonInImage",
        ),
        max_length=200,
        max_values=50,
    ),
    Field("keywords", ("dc:subject",), "2:25", max_length=200, max_values=100, is_compared=False),
    Field("digital_source_type", ("Iptc4xmpExt:DigitalSourceType",), may_be_cut=False),
    Field("job_title", ("photoshop:AuthorsPosition",), "2:85"),
    # The supplier's own number in XMP; the job's in IIM and, failing the former, in XMP.
    Field("image_id", ("plus:ImageSupplierImageID", "photoshop:TransmissionReference"), "2:103", is_compared=False),
)
FIELDS = {field.name: field for field in _FIELDS}
