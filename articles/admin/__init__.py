"""The desk of this house: forms, one verb each, and a message."""

from articles.admin import article, image, topics

__all__ = ["article", "image", "topics"]
