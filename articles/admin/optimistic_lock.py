"""Two people on one article: nothing that either typed is lost when the second one saves."""

import re

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.fact_keys import FactKeysField
from articles.request_limits import most_rows, row_count
from articles.text import ProseField, prose_to_text


def saved_parts(article):
    """Return the (label, text) pairs of a working copy part by part, in the order of the form."""
    names = ("headline", "dek", "section", "slug", "lead_image", "lead_caption", "lead_alt")
    values = [(article._meta.get_field(name).verbose_name, getattr(article, name)) for name in names]
    parts = [(capfirst(label), str(value)) for label, value in values if value]
    parts += [(capfirst(block._meta.verbose_name), columns_as_text(block)) for block in article.blocks()]
    parts += [(_("Byline"), str(byline)) for byline in article.bylines.select_related("author")]
    return parts + [(_("Topic"), str(about)) for about in article.abouts.select_related("topic")]


def columns_as_text(block):
    """Return the text of a block's columns, one a line, as the form shows them; prose without its tags."""
    return "\n".join(filter(None, (column_as_text(field, block) for field in block.frozen_columns())))


def column_as_text(field, block):
    """Return the text of a column: the words of a choice, and the names of the facts that a list of keys names."""
    value = getattr(block, field.name)
    if not value:
        return ""
    if isinstance(field, ProseField):
        return prose_to_text(value)
    if isinstance(field, FactKeysField):
        facts = field.fact_model.objects.in_bulk(field.keys(block))
        return "\n".join(str(facts[key]) for key in field.keys(block) if key in facts)
    return str(getattr(block, f"get_{field.name}_display")() if field.choices else value)


def with_lost_rows_as_new(data, prefix, rows):
    """Return a formset's data in which the rows that were deleted meanwhile come last, as new ones.

    A formset ignores a row that it cannot find, and what was typed into it would be lost.
    """
    initial = row_count(data, prefix, "INITIAL_FORMS")
    total = min(row_count(data, prefix, "TOTAL_FORMS"), most_rows())
    existing = {str(row.pk) for row in rows}
    unchanged = [i for i in range(min(initial, total)) if data.get(f"{prefix}-{i}-id") in existing]
    if len(unchanged) == initial:
        return data
    lost = [i for i in range(min(initial, total)) if i not in unchanged and not data.get(f"{prefix}-{i}-DELETE")]
    places = {old: new for new, old in enumerate([*unchanged, *range(initial, total), *lost])}
    renumbered = QueryDict(mutable=True)
    for name, values in data.lists():
        row = re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,10}})-(.+)", name, re.DOTALL)
        if row is None:
            renumbered.setlist(name, values)
        elif int(row[1]) in places:
            renumbered.setlist(f"{prefix}-{places[int(row[1])]}-{row[2]}", values)
    for old in lost:
        renumbered[f"{prefix}-{places[old]}-id"] = ""
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(unchanged))
    renumbered[f"{prefix}-TOTAL_FORMS"] = str(len(places))
    return renumbered
