"""Images: the picture, its credits, files, rights and uses."""

from articles.models.images import agency
from articles.models.images.agency import Agency
from articles.models.images.credit import PARTS, ImageCredit, recredited
from articles.models.images.embedded import FileReading
from articles.models.images.files import FormerStem, ImageFiles, NewFiles
from articles.models.images.image import CREDIT_SEPARATORS, SHOWN_AGAIN, WITHDRAWN, Image, ImagePerson
from articles.models.images.rights import SOON, Right
from articles.models.images.search import ImageWord
from articles.models.images.usage import ImageUsage, usage_summary
from articles.models.images.warnings import RESTRICTIONS, file_texts, lasting_warnings

__all__ = [
    "CREDIT_SEPARATORS",
    "PARTS",
    "RESTRICTIONS",
    "SHOWN_AGAIN",
    "SOON",
    "WITHDRAWN",
    "Agency",
    "FileReading",
    "FormerStem",
    "Image",
    "ImageCredit",
    "ImageFiles",
    "ImagePerson",
    "ImageUsage",
    "ImageWord",
    "NewFiles",
    "Right",
    "agency",
    "file_texts",
    "lasting_warnings",
    "recredited",
    "usage_summary",
]
