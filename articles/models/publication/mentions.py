"""Mentions: what an edition shows, in typed tables that protect a fact from being deleted under a page."""

from django.db import models

from articles.dates import PartialDateField
from articles.models.base import BaseModel
from articles.models.editions import Edition
from articles.models.images import Image
from articles.models.topic import Author, Source, Topic
from articles.text import LineField, WordsField


class BaseMention(BaseModel):
    """Base of the tables that belong to an edition and say what it shows.

    `updated_from` is the edition's own, beside the mention so that an index can sort the articles about a fact;
    `EditionQuerySet.reindex` derives it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="%(class)ss")
    updated_from = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Mention(BaseMention):
    """Base of the tables that say which edition shows which fact.

    A subclass adds the foreign key `fact` with the related name `mentions`.
    """

    class Meta:
        abstract = True
        indexes = [models.Index("fact", "updated_from", "edition", name="%(class)s_newest")]

    def __str__(self):
        return f"{self.edition_id} mentions {self.fact_id}"


class EditionImage(Mention):
    """An image that an edition shows; at most one of them leads."""

    fact = models.ForeignKey(Image, models.PROTECT, related_name="mentions")
    is_lead = models.BooleanField(default=False)

    class Meta(Mention.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition"], condition=models.Q(is_lead=True), name="edition_one_lead_image")
        ]


class EditionTopic(Mention):
    """A topic that an edition is about or quotes."""

    fact = models.ForeignKey(Topic, models.PROTECT, related_name="mentions")


class EditionSource(Mention):
    """A source that an edition rests on."""

    fact = models.ForeignKey(Source, models.PROTECT, related_name="mentions")


class EditionAuthor(Mention):
    """An author of an edition, in the order of the byline."""

    fact = models.ForeignKey(Author, models.PROTECT, related_name="mentions")
    role = LineField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Mention.Meta):
        ordering = ["position"]


class EditionQuotation(BaseMention):
    """A quotation in an edition: the words, who said them, where and when."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="quotations")
    speaker = models.ForeignKey(Topic, models.PROTECT, related_name="quotations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="quotations")
    words = WordsField()
    date = PartialDateField(blank=True, null=True)

    class Meta:
        indexes = [models.Index("speaker", "updated_from", "edition", name="editionquotation_newest")]

    def __str__(self):
        return self.words[:60]
