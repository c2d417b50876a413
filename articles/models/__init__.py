"""What is written, and what it rests on."""

from articles.models import permissions
from articles.models.agency import Agency
from articles.models.article import About, Article, Byline
from articles.models.blocks import Block, Figure, PullQuote, Quotation, Text
from articles.models.change import Change, Verb
from articles.models.edition import Address, Edition, EditionText
from articles.models.erasing import erase
from articles.models.facts import Fact, fact_models
from articles.models.file_reading import FileReading
from articles.models.generation import Generation
from articles.models.image import Image, ImagePerson
from articles.models.image_credit import ImageCredit
from articles.models.image_files import FormerStem
from articles.models.image_finding import ImageWord
from articles.models.image_uses import Uses
from articles.models.kinds import Kind, Outcome
from articles.models.mentions import (
    EditionAuthor,
    EditionImage,
    EditionQuotation,
    EditionSource,
    EditionTopic,
    Mention,
)
from articles.models.merging import Mergeable
from articles.models.record import FactVersion, delete_fact, facts_as_of, record
from articles.models.rights import Right
from articles.models.row import Row
from articles.models.topic import Author, Section, Source, Topic

__all__ = [
    "About",
    "Address",
    "Agency",
    "Article",
    "Author",
    "Block",
    "Byline",
    "Change",
    "Edition",
    "EditionAuthor",
    "EditionImage",
    "EditionQuotation",
    "EditionSource",
    "EditionText",
    "EditionTopic",
    "Fact",
    "FactVersion",
    "Figure",
    "FileReading",
    "FormerStem",
    "Generation",
    "Image",
    "ImageCredit",
    "ImagePerson",
    "ImageWord",
    "Kind",
    "Mention",
    "Mergeable",
    "Outcome",
    "PullQuote",
    "Quotation",
    "Right",
    "Row",
    "Section",
    "Source",
    "Text",
    "Topic",
    "Uses",
    "Verb",
    "delete_fact",
    "erase",
    "fact_models",
    "facts_as_of",
    "permissions",
    "record",
]
