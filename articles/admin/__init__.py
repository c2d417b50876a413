"""The desk of this house: forms, one verb each, and a message."""

from articles.admin import agency, article, image, topics

__all__ = ["agency", "article", "image", "topics"]
