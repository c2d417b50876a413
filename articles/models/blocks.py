"""Blocks: the pieces of an article's body. A kind is one class, one template found by name, one migration."""

import functools
import uuid
from types import MappingProxyType

from content_editor.models import create_plugin_base
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.dates import PartialDateField
from articles.fact_keys import FactKeysField
from articles.models.article import Article
from articles.models.base import LoadedRelations
from articles.models.facts import Fact
from articles.models.inner_links import by_key
from articles.models.publication import EditionQuotation
from articles.queries import row_from_json, to_json
from articles.text import ProseField, WordsField, has_words, linked_articles, prose_to_text, safe_prose


@functools.cache
def template_exists(name):
    """Whether there is a template of this name; asked of the disk once."""
    try:
        return bool(get_template(name))
    except TemplateDoesNotExist:
        return False


class Block(LoadedRelations, create_plugin_base(Article)):
    """Base of every kind of block; freezing, thawing and mentions come from the columns.

    A kind may set `icon` and `autocomplete_fields` (for the desk) and override `problems`, `mentions` and `plain`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    icon = "notes"
    autocomplete_fields = ()
    # The paths of the articles that this block links to, by their keys; whoever makes a page sets them.
    link_paths = MappingProxyType({})

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

    def problems(self, moment=None):
        """Yield a sentence for everything that keeps this block from being published at a moment (now, if None)."""
        return iter(())

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

        A kind whose `problems`, `warnings` or `images_of_facts` make queries overrides this.
        """

    def images_of_facts(self):
        """Return the images that the facts of this block bring onto the page, as things stand."""
        return []

    def linked_articles(self):
        """Return the (key, words) of every link to an article of this site."""
        return []

    def as_text(self):
        """Return the words of the block as plain text."""
        return ""

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

    def save(self, *args, **kwargs):
        """Save the text; a link to the address of an article of this site names the article by its key."""
        self.html = by_key(self.html)
        super().save(*args, **kwargs)

    @property
    def safe_html(self):
        """The text, sanitised once more on its way to a reader."""
        return safe_prose(self.html, self.link_paths)

    def linked_articles(self):
        return linked_articles(self.html)

    def as_text(self):
        return prose_to_text(self.html)

    @property
    def is_empty(self):
        return not has_words(self.as_text())


class Figure(Block):
    """An image in the body, with its caption and credit."""

    image = models.ForeignKey("articles.Image", models.PROTECT, null=True, blank=True)
    caption = WordsField(_("caption here"), blank=True, help_text=_("Instead of the image's own caption."))
    alt = WordsField(_("alternative text here"), blank=True, help_text=_("Instead of the image's own."))

    icon = "image"
    autocomplete_fields = ("image",)

    class Meta(Block.Meta):
        verbose_name = _("figure")

    def problems(self, moment=None):
        if not self.image_id:
            yield gettext("A figure has no image.")
        else:
            yield from self.image.problems(self.alt, moment)

    def warnings(self, moment, agencies=None):
        return self.image.warnings(moment, self.caption, agencies) if self.image_id else iter(())

    @property
    def images(self):
        return [self.image] if self.image_id else []

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

    def problems(self, moment=None):
        if not self.words:
            yield gettext("A quotation has no words.")
        if not self.speaker_id:
            yield gettext("The quotation “%(words)s” has no speaker.") % {"words": self.words[:40]}
        if not self.source_id:
            yield gettext("The quotation “%(words)s” has no source.") % {"words": self.words[:40]}

    def as_text(self):
        return self.words


class PullQuote(Block):
    """Words of the article itself, set large."""

    words = WordsField()
    attribution = WordsField(blank=True)

    icon = "format_size"

    class Meta(Block.Meta):
        verbose_name = _("pull quote")

    def problems(self, moment=None):
        if not self.words:
            yield gettext("A pull quote has no words.")
