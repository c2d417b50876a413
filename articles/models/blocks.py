"""Blocks: the pieces of an article's body. A kind is one class, one template found by name, one migration."""

import functools
import re
import uuid
from types import MappingProxyType

from content_editor.models import create_plugin_base
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.comparison import Field, Noun, Picture, Piece
from articles.dates import PartialDateField
from articles.fact_keys import FactKeysField
from articles.models.article import Article
from articles.models.base import LoadedRelations
from articles.models.facts import Fact
from articles.models.inner_links import by_key
from articles.models.publication import EditionQuotation
from articles.queries import row_from_json, to_json
from articles.text import (
    ProseField,
    WordsField,
    has_words,
    linked_articles,
    paragraphs_of,
    prose_to_text,
    safe_prose,
)

# What a paragraph of prose is called, by its tag.
PARAGRAPH = Noun(_("paragraph"), _("paragraphs"))
HEADING = Noun(_("heading"), _("headings"))
PARAGRAPHS = {
    "p": (PARAGRAPH, _("Paragraph")),
    "h2": (HEADING, _("Heading")),
    "h3": (HEADING, _("Smaller heading")),
    "li": (Noun(_("item of a list"), _("items of lists")), _("Item of a list")),
    "blockquote": (PARAGRAPH, _("Paragraph that quotes")),
}
PICTURE = Noun(_("picture"), _("pictures"))
MARKED = re.compile(r"<(strong|em)>(.*?)</\1>", re.DOTALL)
MARKS = {"strong": _("bold: %(words)s"), "em": _("italic: %(words)s")}


@functools.cache
def template_exists(name):
    """Whether there is a template of this name; asked of the disk once."""
    try:
        return bool(get_template(name))
    except TemplateDoesNotExist:
        return False


class Block(LoadedRelations, create_plugin_base(Article)):
    """Base of every kind of block; freezing, thawing and mentions come from the columns.

    A kind may set `icon` and `autocomplete_fields` (for the desk) and override `faults`, `mentions` and `as_text`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    icon = "notes"
    autocomplete_fields = ()
    # The paths of the articles that this block links to, by their keys; whoever makes a page sets them.
    link_paths = MappingProxyType({})
    # Its running text as HTML, and those of its words that must stand elsewhere in the body.
    prose = ""
    repeated_words = ""

    class Meta:
        abstract = True
        ordering = ["ordering"]

    def __str__(self):
        return str(self._meta.verbose_name)

    @classmethod
    def frozen_columns(cls):
        """Return the columns that belong to the words: all but the key and the place in the working copy."""
        return [f for f in cls._meta.concrete_fields if f.name not in ("id", "parent", "region", "ordering")]

    @classmethod
    def fact_columns(cls):
        """Return the foreign keys to facts."""
        return [f for f in cls.frozen_columns() if f.is_relation and issubclass(f.related_model, Fact)]

    @property
    def template_name(self):
        """The template that shows this kind: `<app>/blocks/<model>.html`."""
        return f"{self._meta.app_label}/blocks/{self._meta.model_name}.html"

    @property
    def has_template(self):
        """Whether there is such a template: without one readers cannot be shown the block."""
        return template_exists(self.template_name)

    def freeze(self):
        """Return the block as a mapping that JSON can hold."""
        columns = {field.name: to_json(field, self) for field in self.frozen_columns()}
        return {"kind": self._meta.label_lower, "id": str(self.pk)} | columns

    @classmethod
    def thaw(cls, frozen):
        """Build the unsaved block that `freeze` froze; columns this release does not know are dropped."""
        by_attname = {f.attname: frozen[f.name] for f in cls.frozen_columns() if f.name in frozen}
        return row_from_json(cls, by_attname | {"id": frozen["id"]})

    def fact_references(self):
        """Yield (row, foreign key) for every fact that this block refers to."""
        return ((self, field) for field in self.fact_columns() if getattr(self, field.attname))

    def listed_facts(self):
        """Yield (fact model, key) for every fact that a list of keys names."""
        for field in self.frozen_columns():
            if isinstance(field, FactKeysField):
                yield from ((field.fact_model, key) for key in field.keys(self))

    def choose_facts(self, facts):
        """Choose among the facts that a `FactLoader` has loaded for the page what no reference of this block names."""

    def mentions(self, edition):
        """Yield the unsaved mentions this block makes in an edition."""
        for row, field in self.fact_references():
            yield field.related_model.mention_model()(edition=edition, fact_id=getattr(row, field.attname))
        for model, key in self.listed_facts():
            yield model.mention_model()(edition=edition, fact_id=key)

    def faults(self, moment=None):
        """Yield (column, sentence) for everything that keeps this block from being published at a moment (now, if
        None); the column is the one in which it is corrected.
        """
        return iter(())

    def problems(self, moment=None):
        """Yield the sentences of `faults`."""
        yield from (sentence for _column, sentence in self.faults(moment))

    def warnings(self, moment, agencies=None):
        """Yield a sentence for everything an editor should look at; `agencies` is their table, if already read."""
        return iter(())

    @property
    def is_empty(self):
        """Whether the block shows nothing: a body that has only such blocks cannot be published."""
        return False

    @classmethod
    def ask_together(cls, blocks):
        """Let these blocks of this kind, which were loaded together, ask at once for what all of them need.

        A kind whose `faults`, `warnings` or `images_of_facts` make queries overrides this.
        """

    @property
    def images_to_check(self):
        """The images of the block's own columns."""
        return [self.image] if getattr(self, "image_id", None) else []

    def images_of_facts(self):
        """Return the images that the facts of this block bring onto the page, as things stand."""
        return []

    def linked_articles(self):
        """Return the (key, words) of every link to an article of this site."""
        return []

    def as_text(self):
        """Return the words of the block as plain text."""
        return ""

    def pieces(self, moment):
        """Return the block as pieces that can be compared with those of another text, as readers see it at a moment.

        This is one piece with the columns as its fields; a kind that has more to show overrides it or `more_fields`.
        """
        columns = [field for field in self.frozen_columns() if not isinstance(field, FactKeysField)]
        labels = ["", *(str(field.verbose_name).capitalize() for field in columns[1:])]
        fields = [Field(f.name, label, column_as_text(f, self)) for f, label in zip(columns, labels, strict=True)]
        noun = Noun(self._meta.verbose_name, self._meta.verbose_name_plural)
        label = str(self._meta.verbose_name).capitalize()
        return [Piece(noun, label, (*fields, *self.more_fields()), key=self.pk)]

    def more_fields(self):
        """Return the fields of the piece that are no columns, such as what a fact of the block shows."""
        return []

    @property
    def headings(self):
        """The (anchor, text) pairs this block adds to the article's list of contents."""
        return []

    @property
    def images(self):
        """The images this block shows."""
        return []


class Text(Block):
    """Running text of many paragraphs."""

    html = ProseField(_("text"))

    icon = "notes"

    class Meta(Block.Meta):
        verbose_name = _("text")

    def clean(self):
        """Let a link to the address of an article of this site name the article by its key."""
        super().clean()
        self.html = by_key(self.html)

    @property
    def prose(self):
        """The text as it is stored."""
        return self.html

    @property
    def safe_html(self):
        """The text, sanitised once more on its way to a reader."""
        return safe_prose(self.html, self.link_paths)

    def linked_articles(self):
        return linked_articles(self.html)

    def as_text(self):
        return prose_to_text(self.html)

    def pieces(self, moment):
        """Return a piece for each paragraph, with the links that readers can open."""
        return [paragraph_piece(*paragraph) for paragraph in paragraphs_of(self.safe_html)]

    @property
    def is_empty(self):
        return not has_words(self.as_text())


def paragraph_piece(tag, html, number=None):
    """Return a paragraph of prose as a piece; `number` is that from which a list is numbered."""
    noun, label = PARAGRAPHS[tag]
    fields = [Field("words", "", prose_to_text(html, links=True)), Field("tag", gettext("Set as"), str(label))]
    marks = "; ".join(MARKS[tag] % {"words": prose_to_text(words)} for tag, words in MARKED.findall(html))
    fields.append(Field("marks", gettext("Formatting"), marks))
    if number is not None:
        fields.append(Field("number", gettext("Numbered from"), str(number)))
    return Piece(noun, label, tuple(fields))


def column_as_text(field, row):
    """Return the value of a column of a block as text; that of a fact is empty where it was not loaded."""
    value = None if field.is_relation and not field.is_cached(row) else getattr(row, field.name)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Fact):
        return value.as_compared()
    return prose_to_text(value, links=True) if isinstance(field, ProseField) else str(value)


def picture_piece(image, caption, alt, moment, **columns):
    """Return an image with its caption, alternative text and credit as a piece, as readers see it at a moment.

    Of a picture that they may not see then, they are not told the words either.
    """
    if not (image.is_active and image.usable_at(moment)):
        gone = Field("gone", "", gettext("Picture not available."))
        return Piece(PICTURE, gettext("Picture"), (gone,), picture=Picture(image.pk, "", ""), **columns)
    fields = (
        Field("caption", gettext("Caption"), caption),
        Field("alt", gettext("Alternative text"), alt),
        Field("credit", gettext("Credit"), image.credit),
    )
    thumbnail = image.sizes.thumbnail_src if image.renditions else ""
    return Piece(PICTURE, gettext("Picture"), fields, picture=Picture(image.pk, thumbnail, alt), **columns)


class Figure(Block):
    """An image in the body, with its caption and credit."""

    image = models.ForeignKey("articles.Image", models.PROTECT, null=True, blank=True)
    caption = WordsField(_("caption here"), blank=True, help_text=_("Instead of the image's own caption."))
    alt = WordsField(_("alternative text here"), blank=True, help_text=_("Instead of the image's own."))

    icon = "image"
    autocomplete_fields = ("image",)

    class Meta(Block.Meta):
        verbose_name = _("figure")

    def faults(self, moment=None):
        if not self.image_id:
            yield "image", gettext("A figure has no image.")
            return
        for part, sentence in self.image.faults(self.alt, moment):
            yield ("alt" if part == "alt" else "image"), sentence

    def warnings(self, moment, agencies=None):
        return self.image.warnings(moment, self.caption, agencies) if self.image_id else iter(())

    @property
    def images(self):
        return [self.image] if self.image_id else []

    def pieces(self, moment):
        """Return the picture; a figure without one shows nothing."""
        if not self.image_id or not self._meta.get_field("image").is_cached(self):
            return []
        return [picture_piece(self.image, self.shown_caption, self.shown_alt, moment, key=self.pk)]

    @property
    def shown_caption(self):
        """The caption of the image here."""
        return self.caption or self.image.caption

    def as_text(self):
        return self.shown_caption if self.image_id else self.caption

    @property
    def shown_alt(self):
        """The alternative text of the image here; empty for a decorative one."""
        return "" if self.image.decorative else self.alt or self.image.alt


class Quotation(Block):
    """What somebody said, word for word: who, where and when."""

    words = WordsField()
    speaker = models.ForeignKey("articles.Topic", models.PROTECT, null=True, blank=True)
    source = models.ForeignKey("articles.Source", models.PROTECT, null=True, blank=True)
    date = PartialDateField(_("said when"), blank=True, null=True)

    icon = "format_quote"
    autocomplete_fields = ("speaker", "source")

    class Meta(Block.Meta):
        verbose_name = _("quotation")

    def mentions(self, edition):
        yield from super().mentions(edition)
        if self.speaker_id and self.source_id:
            yield EditionQuotation(
                edition=edition, speaker_id=self.speaker_id, source_id=self.source_id, words=self.words, date=self.date
            )

    def faults(self, moment=None):
        if not self.words:
            yield "words", gettext("A quotation has no words.")
        if not self.speaker_id:
            yield "speaker", gettext("The quotation “%(words)s” has no speaker.") % {"words": self.first_words}
        if not self.source_id:
            yield "source", gettext("The quotation “%(words)s” has no source.") % {"words": self.first_words}

    @property
    def first_words(self):
        """The words by which one knows the quotation."""
        return Truncator(self.words).words(8, truncate=" …")

    def as_text(self):
        return self.words


class PullQuote(Block):
    """Words of the article itself, set large."""

    words = WordsField()
    attribution = WordsField(blank=True)

    icon = "format_size"

    class Meta(Block.Meta):
        verbose_name = _("pull quote")

    def faults(self, moment=None):
        if not self.words:
            yield "words", gettext("A pull quote has no words.")

    @property
    def repeated_words(self):
        """The words, which the pull quote repeats."""
        return self.words
