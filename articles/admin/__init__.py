"""The admin of articles and facts; what the admin of another app may use."""

from articles.admin import article, topics
from articles.admin.confirmation import (
    ConfirmationForm,
    FactConfirmationForm,
    confirmation_page,
    form_agreed_to,
)
from articles.admin.desk import CappedPaginator, LimitedAdmin, PartInline
from articles.admin.facts import FactAdmin, PublicChange
from articles.admin.forms import DATE_FIELD_ATTRS, date_answer, keys_in
from articles.admin.formsets import RowFormSet
from articles.admin.images import ImageAdmin
from articles.admin.linking import link_choices
from articles.admin.merge import MergingAdmin
from articles.admin.name_lookup import NameField, NamesField, load_names, see_as
from articles.admin.pasting import pasted_prose
from articles.admin.publication import MomentForm, Status, step_sentence, with_status

__all__ = [
    "DATE_FIELD_ATTRS",
    "CappedPaginator",
    "ConfirmationForm",
    "FactAdmin",
    "FactConfirmationForm",
    "ImageAdmin",
    "LimitedAdmin",
    "MergingAdmin",
    "MomentForm",
    "NameField",
    "NamesField",
    "PartInline",
    "PublicChange",
    "RowFormSet",
    "Status",
    "article",
    "confirmation_page",
    "date_answer",
    "form_agreed_to",
    "keys_in",
    "link_choices",
    "load_names",
    "pasted_prose",
    "see_as",
    "step_sentence",
    "topics",
    "with_status",
]
