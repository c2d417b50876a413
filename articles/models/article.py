"""The working copy: what editors write, and never what readers see."""

from content_editor.models import PluginBase, Region
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.addresses import free_slug
from articles.languages import direction_of
from articles.models.base import BaseModel
from articles.models.publication import Publishing
from articles.text import LineField, WordsField


def default_language():
    """The language new articles are written in: the publication's own, as one of `languages` (en-us is English)."""
    code = settings.LANGUAGE_CODE
    return code if code in LANG_INFO else code.split("-")[0]


def languages():
    """The languages an article can be written in."""
    return [(code, info["name"]) for code, info in LANG_INFO.items() if "name" in info]


class Article(Publishing, BaseModel):
    """The working copy of an article. A headline alone can be saved; the rest binds at publication.

    `version` rises at every save, so that nobody overwrites a colleague or publishes what was not reviewed.
    """

    class State(models.TextChoices):
        """Where the working copy stands on its way to publication."""

        WRITING = "writing", _("Being written")
        READY = "ready", _("Ready for edit")
        CHANGES = "changes", _("Changes requested")
        APPROVED = "approved", _("Approved")

    headline = LineField(max_length=300)
    dek = WordsField(blank=True, help_text=_("The sentence or two under the headline."))
    section = models.ForeignKey("articles.Section", models.PROTECT, null=True, blank=True)
    slug = models.SlugField(
        max_length=120,
        blank=True,
        validators=[free_slug],
        help_text=_("The last part of the address. Made from the headline if left empty."),
    )
    language = models.CharField(max_length=10, default=default_language, choices=languages)
    lead_image = models.ForeignKey("articles.Image", models.PROTECT, null=True, blank=True, related_name="leads")
    lead_caption = WordsField(_("caption here"), blank=True, help_text=_("Instead of the image's own caption."))
    lead_alt = WordsField(_("alternative text here"), blank=True, help_text=_("Instead of the image's own."))
    seo_title = LineField(_("title for search engines"), max_length=120, blank=True)
    seo_description = WordsField(_("description for search engines"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    version = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="articles_begun"
    )
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    regions = [Region(key="body", title="Body")]

    class Meta:
        ordering = ["-modified"]
        permissions = [("publish", "Can publish, schedule and take down"), ("legal", "Can remove for legal reasons")]

    def __str__(self):
        return self.headline

    def save(self, *args, update_fields=None, **kwargs):
        """Save the working copy, or some columns of it, and raise its version."""
        raises = not self._state.adding and (update_fields is None or bool(update_fields))
        if raises:
            self.version += 1
        if raises and update_fields is not None:
            update_fields = {*update_fields, "version", "modified"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @classmethod
    def block_kinds(cls):
        """Return every kind of block by its name in documents, such as `articles.text`."""
        kinds = [r.related_model for r in cls._meta.related_objects if issubclass(r.related_model, PluginBase)]
        return {kind._meta.label_lower: kind for kind in kinds}

    def blocks(self):
        """Return the blocks of the body in reading order, with the facts that they refer to.

        One query a kind, and one for each relation of their images: what checks a long article never asks block by
        block.
        """
        blocks = []
        for kind in self.block_kinds().values():
            facts = [field.name for field in kind.fact_columns()]
            rows = kind.objects.filter(parent=self)
            blocks += rows.select_related(*facts) if facts else rows
        images = [block.image for block in blocks if getattr(block, "image_id", None)]
        if self.lead_image_id:
            images.append(self.lead_image)
        models.prefetch_related_objects(images, "credits", "rights", "readings")
        return sorted(blocks, key=lambda block: (block.ordering, str(block.pk)))

    @property
    def address_path(self):
        """The address this working copy would be published at, without slashes around it."""
        slug = self.slug or slugify(self.headline)[:120].strip("-")
        return f"{self.section.slug}/{slug}" if self.section_id and slug else ""

    @property
    def direction(self):
        """`ltr` or `rtl`, by the article's language."""
        return direction_of(self.language)


class Byline(BaseModel):
    """An author of an article, with what they did for it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="bylines")
    role = LineField(
        max_length=80, blank=True, help_text=_("Empty for the writer; otherwise such as “additional reporting”.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.author} {self.role}".strip()


class About(BaseModel):
    """A topic that an article is about, in the order in which readers are told."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="abouts")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="abouts")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("article", "topic", name="about_once")]

    def __str__(self):
        return str(self.topic)
