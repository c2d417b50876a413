"""Two people on one article: the second save never overwrites, and nothing that anybody typed is lost."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.limits import most_rows, row_count
from articles.models import Article
from articles.text import ProseField, prose_to_text

OVERTAKEN = "overtaken"


class CurrentVersion(forms.ModelForm):
    """A form that carries the version it was opened with, and compares it under a lock before anything is saved.

    The button `_over` names the newer version that its person has been shown and wants to replace.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    overtaken = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding:
            return cleaned
        seen = self.data.get("_over") or cleaned.get("version")
        self.locked = Article.objects.select_for_update().get(pk=self.instance.pk)
        if seen != str(self.locked.version):
            self.overtaken = True
            said = _("This article was saved by somebody else after you had opened it.")
            raise ValidationError(said, code=OVERTAKEN)
        self.instance.version = self.locked.version
        return cleaned

    def saved_meanwhile(self):
        """Return what is saved now, by whom and when, to be read beside what was typed."""
        by = self.locked.modified_by
        return {
            "version": self.locked.version,
            "person": by,
            "by": (by.get_full_name() or by.username) if by else _("Somebody"),
            "at": self.locked.modified,
            "pieces": list(pieces(self.locked)),
        }


@dataclass
class Piece:
    """One field or block of an article in words."""

    name: str
    words: str


def pieces(article):
    """Yield the words of a working copy piece by piece, in the order of the form."""
    for name in ("headline", "dek", "section", "slug", "lead_image", "lead_caption", "lead_alt"):
        if value := getattr(article, name):
            yield Piece(capfirst(article._meta.get_field(name).verbose_name), str(value))
    for block in article.blocks():
        yield Piece(capfirst(block._meta.verbose_name), "\n".join(words_of(block)))
    for byline in article.bylines.select_related("author"):
        yield Piece(_("Byline"), str(byline))
    for about in article.abouts.select_related("topic"):
        yield Piece(_("Topic"), str(about))


def words_of(block):
    """Yield the words of a block's columns; prose without its tags."""
    for field in block.frozen_columns():
        value = getattr(block, field.name)
        if value:
            yield prose_to_text(value) if isinstance(field, ProseField) else str(value)


def with_lost_rows_as_new(data, prefix, rows):
    """Return a formset's data in which the rows that are no longer there stand last, as new ones.

    A formset leaves out a row that it cannot find; what was typed into it would be gone.
    """
    initial = row_count(data, prefix, "INITIAL_FORMS")
    total = min(row_count(data, prefix, "TOTAL_FORMS"), most_rows())
    there = {str(pk) for pk in rows.values_list("pk", flat=True)}
    kept = [i for i in range(min(initial, total)) if data.get(f"{prefix}-{i}-id") in there]
    if len(kept) == initial:
        return data
    fields = fields_of_rows(data, prefix)
    lost = [i for i in range(min(initial, total)) if i not in kept and not data.get(f"{prefix}-{i}-DELETE")]
    order = [*kept, *range(initial, total), *lost]
    moved = data.copy()
    for name in [name for row in fields.values() for name in row.values()]:
        del moved[name]
    for new, old in enumerate(order):
        for column, name in fields.get(old, {}).items():
            moved.setlist(f"{prefix}-{new}-{column}", data.getlist(name))
        if old in lost:
            moved[f"{prefix}-{new}-id"] = ""
    moved[f"{prefix}-INITIAL_FORMS"], moved[f"{prefix}-TOTAL_FORMS"] = str(len(kept)), str(len(order))
    return moved


def fields_of_rows(data, prefix):
    """Return the posted fields of a set of rows: by the number of the row, a mapping of columns to names."""
    fields = {}
    for name in data:
        row = re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,10}})-(.+)", name, re.DOTALL)
        if row:
            fields.setdefault(int(row[1]), {})[row[2]] = name
    return fields
