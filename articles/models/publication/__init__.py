"""Publication: checks, freezing, and the mentions that an edition makes."""

from articles.models.publication.mentions import (
    EditionAuthor,
    EditionImage,
    EditionQuotation,
    EditionSource,
    EditionTopic,
    Mention,
)
from articles.models.publication.publish import Publishing

__all__ = [
    "EditionAuthor",
    "EditionImage",
    "EditionQuotation",
    "EditionSource",
    "EditionTopic",
    "Mention",
    "Publishing",
]
