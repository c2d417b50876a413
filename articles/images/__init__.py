"""Picture files without a database: checked, re-encoded, resized, and read for their metadata."""

from articles.images import ingest, renditions
from articles.images.ingest import PictureError
from articles.images.source_types import LABELS, SourceType, address_of, source_type_of

__all__ = [
    "LABELS",
    "PictureError",
    "SourceType",
    "address_of",
    "ingest",
    "renditions",
    "source_type_of",
]
