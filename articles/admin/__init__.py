"""The desk of this house: forms, one verb each, and a message."""

from articles.admin import agency, article, dates, topics
from articles.admin.desk import PartInline
from articles.admin.facts import FactAdmin, PublicChange
from articles.admin.forms import ANSWERED
from articles.admin.images import ImageAdmin
from articles.admin.limits import LimitedAdmin
from articles.admin.merge import MergingAdmin
from articles.admin.name_lookup import NameField, NamesField, see_as
from articles.admin.paging import CappedPaginator

__all__ = [
    "ANSWERED",
    "CappedPaginator",
    "FactAdmin",
    "ImageAdmin",
    "LimitedAdmin",
    "MergingAdmin",
    "NameField",
    "NamesField",
    "PartInline",
    "PublicChange",
    "agency",
    "article",
    "dates",
    "see_as",
    "topics",
]
