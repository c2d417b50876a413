"""Notes of the desk on a working copy or on one of its blocks. Readers never see them, and no edition has them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.base import BaseModel
from articles.text import WordsField

LONGEST_NOTE = 4_000


class NoteQuerySet(models.QuerySet):
    """Filters notes by whether something is still to be done about them."""

    def open(self):
        """Return the notes that were not resolved."""
        return self.filter(resolved_at=None)


class Note(BaseModel):
    """A note: who wrote what, when, and who resolved it. `block` is the key of a block, or None for the whole article.

    A note outlives its block: it stays with the article, and says of what kind the block was.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    block = models.UUIDField(null=True)
    about = models.CharField(max_length=60, blank=True)
    words = WordsField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["created", "id"]
        indexes = [models.Index("article", "resolved_at", "created", name="note_of_article")]

    def __str__(self):
        return self.words[:60]

    def resolve(self, by, moment=None):
        """Say that what the note asks for is done. Raises `NotAllowed`."""
        self._set_resolved(by, moment or timezone.now(), by)

    def reopen(self, by):
        """Say that it is not done after all. Raises `NotAllowed`."""
        self._set_resolved(by, None, None)

    def _set_resolved(self, by, moment, resolved_by):
        permissions.check(by, permissions.to_note(self.article, by))
        self.resolved_at, self.resolved_by = moment, resolved_by
        self.save(update_fields=["resolved_at", "resolved_by"])


def add_note(article, by, words, block=None, moment=None):
    """Write a note; see `Article.add_note`."""
    permissions.check(by, permissions.to_note(article, by))
    if not words.strip():
        raise Refusal({"words": gettext("Write the note.")})
    if len(words) > LONGEST_NOTE:
        raise Refusal({"words": gettext("A note has at most %(most)d characters.") % {"most": LONGEST_NOTE}})
    about = "" if block is None else str(block._meta.verbose_name)
    return Note.objects.create(
        article=article, block=block and block.pk, about=about, words=words, by=by, created=moment or timezone.now()
    )
