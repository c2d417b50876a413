"""Publication: the checks before it, its actions, and the mentions that an edition makes."""

from articles.models.publication import preflight, publish, restore
from articles.models.publication.insert import each_once, mentions_of, new_edition
from articles.models.publication.mentions import (
    EditionAuthor,
    EditionImage,
    EditionQuotation,
    EditionSource,
    EditionTopic,
    Mention,
)
from articles.models.publication.publish import locked

__all__ = [
    "EditionAuthor",
    "EditionImage",
    "EditionQuotation",
    "EditionSource",
    "EditionTopic",
    "Mention",
    "each_once",
    "locked",
    "mentions_of",
    "new_edition",
    "preflight",
    "publish",
    "restore",
]
