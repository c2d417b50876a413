"""Sections, topics, sources and authors."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import RESERVED, page_path, validate_unreserved_slug
from articles.dates import PartialDateField
from articles.models import permissions
from articles.models.base import Addressed, BaseModel
from articles.models.facts import Mergeable, update_search_of_working_copies
from articles.text import FoldedField, LineField, SlugField, WebAddressField, WordsField, address_is_safe

MADE_FROM_NAME = _("The last part of the address. Made from the name if left empty.")


class Section(Addressed, BaseModel):
    """A part of the site; its slug begins the address of every article in it."""

    name = LineField(max_length=80)
    slug = SlugField(
        max_length=60, unique=True, blank=True, validators=[validate_unreserved_slug], help_text=MADE_FROM_NAME
    )
    folded = FoldedField("name", db_index=True)
    description = WordsField(blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text=_("Sections are listed by this number."))

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def slugs_in_use(self, stem):
        """Return the slugs of other sections, and the words that the site reserves."""
        return RESERVED.union(super().slugs_in_use(stem))

    def get_absolute_url(self):
        """The address of the section's public page."""
        return page_path("section", self.slug)


class Topic(Addressed, Mergeable):
    """A person, organisation, work, place or subject; its page lists articles, quotations and events."""

    class Kind(models.TextChoices):
        """The kind of a topic: schema.org's Person, Organization, CreativeWork, Place and Thing."""

        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        WORK = "work", _("work")
        PLACE = "place", _("place")
        SUBJECT = "subject", _("subject")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    name = LineField(max_length=200)
    slug = SlugField(max_length=80, unique=True, blank=True, help_text=MADE_FROM_NAME)
    folded = FoldedField("name", db_index=True)
    description = WordsField(blank=True, help_text=_("One neutral sentence: who or what this is."))

    class Meta:
        ordering = ["name"]
        indexes = [models.Index("kind", "name", "id", name="topic_kind")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The address of the topic's public page; empty where the topic has lost it."""
        return page_path("topic", self.slug) if self.has_address else ""

    def update_search_index(self):
        """Update the search index of the images that show this topic: its name is among their words."""
        for person in self.image_people.select_related("image"):
            person.image.update_search_index()
            update_search_of_working_copies(person.image, anew=self.erased_at is not None)

    @property
    def initials(self):
        """Up to two capitals for the topic's chip."""
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.name or "?"]
        return "".join(word[0] for word in dict.fromkeys([words[0], words[-1]])).upper()


class Source(Mergeable):
    """Where something was said or written: a programme, a newspaper, a document, a post."""

    class Medium(models.TextChoices):
        """The kind of a source."""

        ARTICLE = "article", _("article")
        INTERVIEW = "interview", _("interview")
        PODCAST = "podcast", _("podcast")
        BROADCAST = "broadcast", _("broadcast")
        POST = "post", _("social post")
        BOOK = "book", _("book")
        DOCUMENT = "document", _("document")
        RECORDING = "recording", _("recording")
        OTHER = "other", _("other")

    title = LineField(max_length=300)
    publisher = LineField(max_length=200, blank=True)
    medium = models.CharField(max_length=12, choices=Medium, default=Medium.ARTICLE)
    author = LineField(_("author or host"), max_length=200, blank=True)
    date = PartialDateField(blank=True, null=True)
    url = WebAddressField(_("web address"), max_length=600, blank=True)
    folded = FoldedField("title", db_index=True)
    folded_makers = FoldedField("publisher", "author")

    class Meta:
        ordering = ["title"]
        constraints = [models.CheckConstraint(condition=address_is_safe("url"), name="source_address")]

    @property
    def medium_label(self):
        """The medium as readers see it."""
        return MEDIUM_LABELS.get(self.medium, self.medium)

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher and self.publisher != self.title else self.title

    def as_compared(self):
        parts = [self.title, self.publisher, self.author, self.medium_label, self.date, self.url]
        return ", ".join(str(part) for part in parts if part) if self.is_active else ""


# What `get_medium_display` says; it makes a new mapping of all choices for each source.
MEDIUM_LABELS = dict(Source.Medium.choices)


class Author(Addressed, Mergeable):
    """Somebody who writes for the publication."""

    name = LineField(max_length=200)
    slug = SlugField(max_length=80, unique=True, blank=True, help_text=MADE_FROM_NAME)
    folded = FoldedField("name", db_index=True)
    about = WordsField(blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text=_("The account this author logs in with, if any."),
    )
    # When somebody proposed this author who may not confirm it; None once it is confirmed.
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    internal_columns = ("proposed_at",)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @classmethod
    def all_visible_to(cls, user):
        """Colleagues are no secret: everybody at the desk sees every author."""
        return True

    def mark_proposed(self, by, moment):
        """Mark a new author as proposed, unless the person who adds it may confirm it too."""
        if not permissions.allows(by, permissions.to_confirm(type(self))):
            self.proposed_at = moment

    def get_absolute_url(self):
        """The address of the author's public page; empty where the author has lost it."""
        return page_path("author", self.slug) if self.has_address else ""

    def merge_own_rows(self, survivor, by, moment):
        """Give the survivor the account of this author, where it has none, and its confirmation."""
        if self.proposed_at is None:
            survivor.proposed_at = None
        if self.user_id and not survivor.user_id:
            user, self.user = self.user, None
            self.save(update_fields=["user"])
            survivor.user = user
