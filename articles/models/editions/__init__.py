"""Editions, their documents, the log and the generation."""

from articles.models.editions.canonical import canonical
from articles.models.editions.document import freeze_article, thaw_blocks, with_template
from articles.models.editions.edition import (
    FURTHEST,
    INDEX_COLUMNS,
    TOMBSTONE,
    Address,
    Edition,
    EditionText,
    checked_schedule,
    derive_index,
    mention_models,
)
from articles.models.editions.generation import Generation
from articles.models.editions.log import Action, Change

__all__ = [
    "FURTHEST",
    "INDEX_COLUMNS",
    "TOMBSTONE",
    "Action",
    "Address",
    "Change",
    "Edition",
    "EditionText",
    "Generation",
    "canonical",
    "checked_schedule",
    "derive_index",
    "freeze_article",
    "mention_models",
    "thaw_blocks",
    "with_template",
]
