"""The admin of images and of the agencies that their credits name."""

from articles.admin.images import agency, collection
from articles.admin.images.admin import ImageAdmin
from articles.admin.images.badges import FIX_ANCHORS

__all__ = [
    "FIX_ANCHORS",
    "ImageAdmin",
    "agency",
    "collection",
]
