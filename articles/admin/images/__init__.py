"""Images in the admin."""

from articles.admin.images.admin import ImageAdmin
from articles.admin.images.badges import FIX_ANCHORS

__all__ = [
    "FIX_ANCHORS",
    "ImageAdmin",
]
