"""Images: the picture, its credits, files, rights and uses."""

from articles.models.images import agency
from articles.models.images.agency import Agency
from articles.models.images.collection import CollectedImage, Collection
from articles.models.images.credit import PARTS, ImageCredit, check_credit_line, replacement_credit
from articles.models.images.file_reading import FileReading
from articles.models.images.files import FormerStem
from articles.models.images.image import CREDIT_SEPARATORS, SHOWN_AGAIN, WITHDRAWN, Image, ImagePerson
from articles.models.images.keywords import clean_keywords
from articles.models.images.rights import SOON, Right
from articles.models.images.search import LONGEST_QUERY, MOST_WORDS, ImageWord, words_of
from articles.models.images.usage import usage_of, usage_summary
from articles.models.images.warnings import file_texts, lasting_warnings, restricting_words

__all__ = [
    "CREDIT_SEPARATORS",
    "LONGEST_QUERY",
    "MOST_WORDS",
    "PARTS",
    "SHOWN_AGAIN",
    "SOON",
    "WITHDRAWN",
    "Agency",
    "CollectedImage",
    "Collection",
    "FileReading",
    "FormerStem",
    "Image",
    "ImageCredit",
    "ImagePerson",
    "ImageWord",
    "Right",
    "agency",
    "check_credit_line",
    "clean_keywords",
    "file_texts",
    "lasting_warnings",
    "replacement_credit",
    "restricting_words",
    "usage_of",
    "usage_summary",
    "words_of",
]
