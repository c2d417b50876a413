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
from articles.models.publication.preflight import Finding
from articles.models.publication.publish import PlannedTakeDown, locked
from articles.models.publication.together import MOST_TOGETHER, Plan, publish_together

__all__ = [
    "MOST_TOGETHER",
    "EditionAuthor",
    "EditionImage",
    "EditionQuotation",
    "EditionSource",
    "EditionTopic",
    "Finding",
    "Mention",
    "Plan",
    "PlannedTakeDown",
    "each_once",
    "locked",
    "mentions_of",
    "new_edition",
    "preflight",
    "publish",
    "publish_together",
    "restore",
]
