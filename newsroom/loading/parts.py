"""Rows that belong to an article or a fact: which of them are here already, and the order in which they appear."""

import functools
import uuid
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.models import About, Article, Block, Byline, fact_models
from newsroom.loading.rows import columns_of, refers_to_own

BODY = "body"
ORDERING_STEP = 10
TEXTS = (models.CharField, models.TextField)


@functools.cache
def parent_fields():
    """Return the foreign key to the article or the fact to which the rows of a model belong, by model."""
    parts = [relation for model in fact_models() for relation in model.part_relations().values()]
    belonging = {relation.related_model: relation.field for relation in parts}
    blocks = {kind: kind._meta.get_field("parent") for kind in Article.block_kinds().values()}
    return belonging | blocks | {model: model._meta.get_field("article") for model in (Byline, About)}


class Parts:
    """The rows of a fixture that belong to others, in lists: the body of an article, the credits of an image.

    A file that has the article or the fact itself describes each of its lists as a whole: what such a list has here
    and the file no longer has is `superfluous`. A file that only names it adds to its lists.
    """

    def __init__(self, rows):
        self.parents = {row.key: row for row in rows}
        self.fields = parent_fields()
        self.lists = defaultdict(list)  # by kind of list and key of the parent
        for row in rows:
            field = self.fields.get(row.model)
            if field and row.values.get(field.name):
                self.lists[list_kind(row.model), row.values[field.name]].append(row)
        self.superfluous = []

    def identify(self):
        """Give a key to each row that has none, and a place to each that says none."""
        for (kind, parent), rows in self.lists.items():
            is_whole = parent in self.parents
            here = []
            if any(row.key is None for row in rows):
                here = self._rows_here(kind, parent)
                self._match(rows, list(here), is_whole)
            place(rows, [] if is_whole else here)

    def rest_of(self, article_or_fact):
        """Return the rows here that are in its lists and not in those of the file."""
        rest = []
        for (kind, parent), rows in self.lists.items():
            if parent == article_or_fact:
                keys = {row.key for row in rows}
                rest += [other for other in self._rows_here(kind, parent) if other.pk not in keys]
        return rest

    @property
    def articles(self):
        """The keys of the articles to which rows belong."""
        return {key for kind, key in self.lists if kind in (BODY, Byline, About)}

    def are_here(self, article_or_fact, row, other):
        """Return whether the site has an article or a fact, `other`, as its row says, with all that belongs to it.

        The row is None where the file has only something that belongs to it.
        """
        if row and not says_the_same(row, other):
            return False
        for (kind, parent), rows in self.lists.items():
            if parent == article_or_fact:
                here = {each.pk: each for each in self._rows_here(kind, parent)}
                same = [each for each in rows if each.key in here and says_the_same(each, here[each.key])]
                if len(same) < len(rows) or (row and len(rows) < len(here)):
                    return False
        return True

    def _rows_here(self, kind, parent):
        """Return the rows of a list that are here, in their order."""
        models = Article.block_kinds().values() if kind == BODY else [kind]
        here = [
            other
            for model in models
            for other in model._base_manager.filter(**{self.fields[model].name: parent}).order_by(
                *model._meta.ordering, "pk"
            )
        ]
        return sorted(here, key=position_of) if kind == BODY else here

    def _match(self, rows, here, is_whole):
        """Give rows without a key those of the rows here that say the same, and the rest new ones."""
        keyed = {row.key for row in rows}
        here = [other for other in here if other.pk not in keyed]
        for is_match in (says_the_same_anywhere, refers_to_the_same):
            for row in [row for row in rows if row.key is None]:
                other = next((other for other in here if is_match(row, other, self.fields[row.model])), None)
                if other is not None:
                    row.key = other.pk
                    here.remove(other)
        for row in [row for row in rows if row.key is None]:
            other = next((other for other in here if type(other) is row.model), None) if is_whole else None
            row.key, row.starts_anew = (other.pk if other else uuid.uuid4()), True
            if other:
                here.remove(other)
        if is_whole:
            self.superfluous += here


def list_kind(model):
    """Return the kind of list in which a row appears: all blocks of an article are one."""
    return BODY if issubclass(model, Block) else model


def place_column(model):
    """Return the column with the place of a row in its list, or None where rows are sorted by what they say."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in ("ordering", "position") if name in names), None)


def position_of(other):
    """Return the place of a row here in its list."""
    column = place_column(type(other))
    return getattr(other, column) if column else 0


def place(rows, here):
    """Give each row that says no place the one after the row before it, in the order of appearance.

    Rows that are added to those `here` come after them, and those that are among them keep their places.
    """
    if not place_column(rows[0].model):
        return
    step = ORDERING_STEP if issubclass(rows[0].model, Block) else 1
    keys = {other.pk for other in here}
    previous = max(map(position_of, here), default=-1 if step == 1 else 0)
    for row in rows:
        column = place_column(row.model)
        if isinstance(row.values.get(column), int):
            previous = row.values[column]
        elif column not in row.values and row.key not in keys:
            row.values[column] = previous = previous + step


def says_the_same_anywhere(row, other, parent):
    """Return whether a row here has every value that a row of the file says, but for its place."""
    return says_the_same(row, other, {parent.name, place_column(row.model)})


def says_the_same(row, other, left_out=()):
    """Return whether a row here has every value that a row of the file says, and the picture that it names."""
    if row.picture and row.picture.sha256 != other.sha256:
        return False
    fields = [field for field in columns_of(row.model) if field.name in row.values and field.name not in left_out]
    fields = [field for field in fields if refers_to_own(field) or not field.is_relation]
    return type(other) is row.model and all(has_value(other, field, row.values[field.name]) for field in fields)


def refers_to_the_same(row, other, parent):
    """Return whether a row here refers to the same rows: the same author of a byline, the same event of an entry."""
    fields = [field for field in columns_of(row.model) if field.is_relation and field != parent]
    said = [field for field in fields if row.values.get(field.name)]
    return type(other) is row.model and bool(said) and all(has_value(other, f, row.values[f.name]) for f in said)


def has_value(other, field, value):
    """Return whether a row here has a value, as it would be stored, in a column."""
    try:
        value = stored_value(field, value)
    except ValidationError:
        return False
    return getattr(other, field.attname) == value


def stored_value(field, value):
    """Return a value as it will be read back once it is stored. Raises `ValidationError`."""
    if isinstance(field, TEXTS) and (isinstance(value, bool) or not isinstance(value, (str, int, float, type(None)))):
        raise ValidationError(_("Write a text, in quotation marks."))
    try:
        value = field.to_python(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValidationError(_("“%(value)s” cannot stand here.") % {"value": value}) from error
    clean = getattr(field, "clean_text", None)
    return clean(value) if clean and isinstance(value, str) else value


def region_problem(row):
    """Return the sentence for a block in a region that articles do not have, or None."""
    regions = [region.key for region in Article.regions]
    if not issubclass(row.model, Block) or row.values.setdefault("region", regions[0]) in regions:
        return None
    return _("An article has no region “%(region)s”. Write “%(regions)s”, or leave it out.") % {
        "region": row.values["region"],
        "regions": ", ".join(regions),
    }
