"""Picture files, without a database: checked, re-encoded, resized, and read for their metadata."""

from articles.images.ingest import InvalidPicture, PictureError, make_master
from articles.images.renditions import RENDITIONS_VERSION, make_renditions, replace_xmp, shared_rendition
from articles.images.source_types import AI_LABELS, SourceType, source_type_from_uri, source_type_uri

__all__ = [
    "AI_LABELS",
    "RENDITIONS_VERSION",
    "InvalidPicture",
    "PictureError",
    "SourceType",
    "make_master",
    "make_renditions",
    "replace_xmp",
    "shared_rendition",
    "source_type_from_uri",
    "source_type_uri",
]
