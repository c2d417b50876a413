"""What a picture's file says about itself: who made it, whom to credit, what may be done with it, what it shows.

`read_metadata(file)` reads the three blocks a photograph carries (XMP, IPTC-IIM and EXIF) without decoding a pixel;
`xmp_packet(...)` writes the small fresh block a rendition carries. What is found is offered to an editor and never
written into a row by itself. Nothing here knows a database row.

Standards: IPTC Photo Metadata 2025.1 (fields), IPTC-IIM 4.2, XMP (ISO 16684-1), Exif 3.0, and the Metadata Working
Group's Guidelines 2.0 (how the three relate).
"""

from articles.images.metadata.containers import UnreadableMetadata
from articles.images.metadata.reader import EmbeddedMetadata, read_metadata
from articles.images.metadata.xmp import xmp_packet

__all__ = ["EmbeddedMetadata", "UnreadableMetadata", "read_metadata", "xmp_packet"]
