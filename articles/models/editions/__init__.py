"""Editions, their documents, the log and the generation."""

from articles.models.editions.canonical import canonical
from articles.models.editions.document import freeze_article, thaw_blocks, with_template
from articles.models.editions.edition import TOMBSTONE, Address, Edition, EditionText, checked_schedule, derive_index
from articles.models.editions.generation import Generation
from articles.models.editions.log import Action, Change

__all__ = [
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
    "thaw_blocks",
    "with_template",
]
