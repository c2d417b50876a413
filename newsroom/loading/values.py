"""What a row of a fixture does not say, and the object that is saved for it."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from articles.addresses import UnusedSlugs
from articles.fact_keys import FactKeysField
from articles.models import Addressed, Image
from newsroom.loading.names import text_of
from newsroom.loading.parts import parent_fields, region_problem, stored_value
from newsroom.loading.rows import columns_of, refers_to_own


def find_here(rows):
    """Set `here` of the rows that do not say everything: their other columns stay as they are on this site."""
    keys = defaultdict(set)
    for row in rows:
        if not row.is_complete:
            keys[row.model].add(row.key)
    here = {model: model._base_manager.in_bulk(keys) for model, keys in keys.items()}
    for row in rows:
        row.here = here.get(row.model, {}).get(row.key)


def add_slugs(rows):
    """Give each new row that needs a slug and has none one of its name, which nothing else has."""
    slugs = defaultdict(UnusedSlugs)
    for row in rows:
        slugs[row.model].used.add(text_of(row.values.get("slug")))
    for row in rows:
        if not issubclass(row.model, Addressed) or row.here or text_of(row.values.get("slug")):
            continue
        if stem := stem_of(row):
            slugs[row.model].used.update(row.model(pk=row.key).slugs_in_use(stem))
            row.values["slug"] = slugs[row.model].make(stem, row.model._meta.get_field("slug").max_length)


def stem_of(row):
    """Return the slug that a row has by its name, before it is compared with those in use; empty without a name."""
    values = {column: row.values.get(column) for column in (row.model.named_by, "date") if column in row.values}
    values[row.model.named_by] = text_of(values.get(row.model.named_by))
    try:
        values = {column: row.model._meta.get_field(column).to_python(value) for column, value in values.items()}
    except ValidationError:  # of a date: `build` says what is wrong with it
        return ""
    return row.model(**values).slug_stem() if values[row.model.named_by] else ""


def build(row, moment, problems):
    """Set the object of a row: what the file says, else what is here, else the default.

    Columns that say when a row was made or changed are `moment` by default.
    """
    row.object = row.model(pk=row.key)
    row.object._state.adding = row.here is None
    if sentence := region_problem(row):
        problems.add(row, "region", sentence)
    for field in columns_of(row.model):
        if field.name in row.values:
            set_value(row, field, problems)
        elif row.here and not row.starts_anew:
            setattr(row.object, field.attname, getattr(row.here, field.attname))
        elif getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            setattr(row.object, field.attname, moment)
    if row.model is Image and row.here:
        row.object.added = row.here.added  # when it was added to this site
    if not row.publishes:
        check_references(row, problems)


def set_value(row, field, problems):
    """Set a column of a row's object to what the file says, or note what is wrong with it."""
    value = row.values[field.name]
    if field.is_relation and not refers_to_own(field):
        return  # accounts are found when they are loaded
    try:
        value = value if field.is_relation else stored_value(field, value)
    except ValidationError as error:
        problems.add(row, field.name, " ".join(error.messages))
        return
    if isinstance(field, models.DateTimeField) and value is not None and is_naive(value):
        problems.add(row, field.name, without_time_zone(value))
    setattr(row.object, field.attname, [str(key) for key in value] if isinstance(field, FactKeysField) else value)


def without_time_zone(moment):
    """Return the sentence for a moment without a time zone."""
    return _("%(moment)s is a moment without a time zone. Write it with one, such as %(example)sZ.") % {
        "moment": f"{moment:%Y-%m-%d %H:%M:%S}",
        "example": f"{moment:%Y-%m-%dT%H:%M:%S}",
    }


def check_references(row, problems):
    """Note a reference that is required and missing."""
    parent = parent_fields().get(row.model)
    for field in columns_of(row.model):
        if field.is_relation and not field.null and getattr(row.object, field.attname) is None:
            kind = field.related_model._meta.verbose_name
            sentence = _("It is missing: write which %(kind)s this belongs to.") if field == parent else None
            problems.add(row, field.name, (sentence or _("It is missing: write which %(kind)s.")) % {"kind": kind})


def check_keys(rows, problems):
    """Note each reference to a row that is neither in the file nor here: a query for each model."""
    references = defaultdict(list)
    for row in rows:
        for field in columns_of(row.model):
            if isinstance(field, FactKeysField):
                references[field.fact_model] += [(row, field, key) for key in row.values.get(field.name) or []]
            elif refers_to_own(field) and (key := getattr(row.object, field.attname)):
                references[field.related_model].append((row, field, key))
    for model, named in references.items():
        keys = {key for _row, _field, key in named} - {row.key for row in rows if row.model is model}
        known = set(model._base_manager.in_bulk(keys)) if keys else set()
        for row, field, key in named:
            if key in keys and key not in known:
                sentence = _("There is no %(kind)s %(key)s, in the file or on this site. Write a row for it.")
                problems.add(row, field.name, sentence % {"kind": model._meta.verbose_name, "key": key})
