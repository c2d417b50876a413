"""Images in the admin."""

from articles.admin.images.admin import ImageAdmin
from articles.admin.images.badges import MEND

__all__ = [
    "MEND",
    "ImageAdmin",
]
