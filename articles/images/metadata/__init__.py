"""Metadata embedded in picture files: the maker, the credit, the terms of use, and what the picture shows.

`read_metadata(file)` reads XMP, IPTC-IIM and EXIF without decoding a pixel, for suggestions to an editor;
`xmp_packet(...)` writes the small packet of a rendition.

Standards: IPTC Photo Metadata 2025.1 (fields), IPTC-IIM 4.2, XMP (ISO 16684-1), Exif 3.0, and the Metadata Working
Group's Guidelines 2.0 (how the three relate).
"""

from articles.images.metadata.containers import UnreadableMetadata
from articles.images.metadata.reader import EmbeddedMetadata, read_metadata
from articles.images.metadata.xmp import xmp_packet

__all__ = ["EmbeddedMetadata", "UnreadableMetadata", "read_metadata", "xmp_packet"]
