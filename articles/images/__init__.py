"""Picture files, without a database: checked, re-encoded, resized, and read for their metadata."""

from importlib import import_module
from importlib.util import find_spec

from articles.images.credential_sentences import credential_sentences
from articles.images.errors import InvalidPicture, PictureError
from articles.images.source_types import AI_LABELS, SourceType, source_type_from_uri, source_type_uri

# Imported when first used, as attributes of this package: only who makes files needs Pillow and defusedxml, which take
# 35 ms and 6 MB (2026, Pillow 12) of the start of every worker.
LATER = {
    "RENDITIONS_VERSION": "renditions",
    "UnreadableMetadata": "metadata",
    "find_ends": "restrictions",
    "find_restrictions": "restrictions",
    "make_master": "ingest",
    "make_cards": "renditions",
    "make_renditions": "renditions",
    "open_master": "renditions",
    "read_content_credentials": "content_credentials",
    "read_metadata": "metadata",
    "replace_xmp": "renditions",
    "shared_rendition": "renditions",
    "xmp_packet": "metadata",
}

__all__ = [
    "AI_LABELS",
    "RENDITIONS_VERSION",
    "InvalidPicture",
    "PictureError",
    "SourceType",
    "UnreadableMetadata",
    "accepted_types",
    "credential_sentences",
    "find_ends",
    "find_restrictions",
    "make_cards",
    "make_master",
    "make_renditions",
    "open_master",
    "read_content_credentials",
    "read_metadata",
    "replace_xmp",
    "shared_rendition",
    "source_type_from_uri",
    "source_type_uri",
    "xmp_packet",
]


def accepted_types():
    """Return the media types of the files that can be uploaded; HEIC is among them if the extra `heic` is installed."""
    forms = ("jpeg", "png", "webp", "avif", "gif", "tiff", *(("heic", "heif") if find_spec("pillow_heif") else ()))
    return [f"image/{form}" for form in forms]


def __getattr__(name):
    """Import one of the names in `LATER` (PEP 562)."""
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATER[name]}"), name)
