"""Two people on one article: nothing that either typed is lost when the second one saves."""

import re
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.limits import most_rows, row_count
from articles.text import ProseField, prose_to_text


@dataclass
class SavedPart:
    """A field or block of the saved article as text."""

    label: str
    text: str


def saved_parts(article):
    """Yield the text of a working copy part by part, in the order of the form."""
    for name in ("headline", "dek", "section", "slug", "lead_image", "lead_caption", "lead_alt"):
        if value := getattr(article, name):
            yield SavedPart(capfirst(article._meta.get_field(name).verbose_name), str(value))
    for block in article.blocks():
        yield SavedPart(capfirst(block._meta.verbose_name), "\n".join(block_lines(block)))
    for byline in article.bylines.select_related("author"):
        yield SavedPart(_("Byline"), str(byline))
    for about in article.abouts.select_related("topic"):
        yield SavedPart(_("Topic"), str(about))


def block_lines(block):
    """Yield the text of a block's columns; prose without its tags."""
    for field in block.frozen_columns():
        value = getattr(block, field.name)
        if value:
            yield prose_to_text(value) if isinstance(field, ProseField) else str(value)


def with_lost_rows_as_new(data, prefix, rows):
    """Return a formset's data in which the rows that were deleted meanwhile come last, as new ones.

    A formset ignores a row that it cannot find, and what was typed into it would be lost.
    """
    initial = row_count(data, prefix, "INITIAL_FORMS")
    total = min(row_count(data, prefix, "TOTAL_FORMS"), most_rows())
    existing = {str(pk) for pk in rows.values_list("pk", flat=True)}
    unchanged = [i for i in range(min(initial, total)) if data.get(f"{prefix}-{i}-id") in existing]
    if len(unchanged) == initial:
        return data
    fields = fields_of_rows(data, prefix)
    lost = [i for i in range(min(initial, total)) if i not in unchanged and not data.get(f"{prefix}-{i}-DELETE")]
    order = [*unchanged, *range(initial, total), *lost]
    renumbered = data.copy()
    for name in [name for row in fields.values() for name in row.values()]:
        del renumbered[name]
    for new, old in enumerate(order):
        for column, name in fields.get(old, {}).items():
            renumbered.setlist(f"{prefix}-{new}-{column}", data.getlist(name))
        if old in lost:
            renumbered[f"{prefix}-{new}-id"] = ""
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(unchanged))
    renumbered[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    return renumbered


def fields_of_rows(data, prefix):
    """Return the posted fields of a formset: for each row number, a mapping of columns to names."""
    fields = {}
    for name in data:
        row = re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,10}})-(.+)", name, re.DOTALL)
        if row:
            fields.setdefault(int(row[1]), {})[row[2]] = name
    return fields
