"""Articles, their editions, and the facts to which they refer."""

from articles.models import permissions
from articles.models.article import About, Article, Byline
from articles.models.base import Addressed, BaseModel
from articles.models.blocks import Block, Figure, PullQuote, Quotation, Text
from articles.models.choices import Kind, Outcome, check_kind
from articles.models.editions import Action, Address, Change, Edition, EditionText, Generation
from articles.models.facts import (
    Fact,
    FactVersion,
    Mergeable,
    delete_fact,
    erase,
    fact_models,
    facts_as_of,
    record,
    record_new,
)
from articles.models.images import (
    Agency,
    CollectedImage,
    Collection,
    FileReading,
    FormerStem,
    Image,
    ImageCredit,
    ImagePerson,
    ImageWord,
    Right,
)
from articles.models.notes import Note
from articles.models.publication import (
    MOST_TOGETHER,
    EditionAuthor,
    EditionImage,
    EditionQuotation,
    EditionSource,
    EditionTopic,
    Finding,
    Mention,
    Plan,
    PlannedTakeDown,
    publish_together,
)
from articles.models.search import ArticleText
from articles.models.sharing import ShareLink
from articles.models.topic import Author, Section, Source, Topic
from articles.models.workflow import NOT_READ, Workflow, WorkflowStep

__all__ = [
    "MOST_TOGETHER",
    "NOT_READ",
    "About",
    "Action",
    "Address",
    "Addressed",
    "Agency",
    "Article",
    "ArticleText",
    "Author",
    "BaseModel",
    "Block",
    "Byline",
    "Change",
    "CollectedImage",
    "Collection",
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
    "Finding",
    "FormerStem",
    "Generation",
    "Image",
    "ImageCredit",
    "ImagePerson",
    "ImageWord",
    "Kind",
    "Mention",
    "Mergeable",
    "Note",
    "Outcome",
    "Plan",
    "PlannedTakeDown",
    "PullQuote",
    "Quotation",
    "Right",
    "Section",
    "ShareLink",
    "Source",
    "Text",
    "Topic",
    "Workflow",
    "WorkflowStep",
    "check_kind",
    "delete_fact",
    "erase",
    "fact_models",
    "facts_as_of",
    "permissions",
    "publish_together",
    "record",
    "record_new",
]
