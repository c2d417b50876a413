"""Links by which a working copy can be read without an account, by a lawyer or a source.

A link ends by itself: after some days, when it is revoked, and when its article is published. Only a digest of its
token is stored, so that no copy of the database opens a draft.
"""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext

from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.base import BaseModel
from articles.models.editions import Edition, EditionText, canonical
from articles.models.publication import publish

TOKEN_BYTES = 32  # of randomness; a token is 43 letters long
MOST_SHARE_DAYS = 30
MOST_LINKS = 20  # of one article that are open at once

PICTURES = Signer(salt="articles.sharing.pictures")


def digest_of(token):
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class ShareLinkQuerySet(models.QuerySet):
    """Finds the links that are open."""

    def open_at(self, moment):
        """Return the links that can be opened at a moment: until they expire, are revoked, or the article is out."""
        begun = Edition.objects.begun_at(moment).filter(article=OuterRef("article"), created__gte=OuterRef("created"))
        return self.filter(~Exists(begun), expires__gt=moment, revoked_at=None)

    def with_token(self, token, moment):
        """Return the open link with a token, or None."""
        links = self.open_at(moment).filter(digest=digest_of(token)).select_related("article__section")
        return links.first()


class ShareLink(BaseModel):
    """A link to a working copy: to whatever it says by now, or, with a `document`, to the words of one version."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="share_links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(null=True)
    document = models.TextField(blank=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self):
        return f"{self.article_id} until {self.expires:%Y-%m-%d %H:%M}"

    def edition(self):
        """Return the edition, unsaved, that the link shows."""
        edition = publish.preview(self.article, blocks=[] if self.document else None)
        if self.document:
            edition.text = EditionText(edition=edition, document=self.document)
            article = edition.text.content["article"]
            edition.headline, edition.dek = article["headline"], article["dek"]
        return edition

    def revoke(self, by, moment=None):
        """End the link now. Raises `NotAllowed`."""
        permissions.check(by, permissions.to_share(self.article, by))
        ShareLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=moment or timezone.now())

    def count_opening(self, moment):
        """Count that somebody has opened it."""
        ShareLink.objects.filter(pk=self.pk).update(opened=F("opened") + 1, last_opened=moment)

    def signature_of(self, stem):
        """Return what the address of a picture has to have, so that the link opens only the pictures that it shows."""
        return PICTURES.signature(f"{self.pk}/{stem}").replace(":", "")

    def shows_picture(self, stem, signature):
        """Whether a signature is that of a picture which the link has shown."""
        return secrets.compare_digest(self.signature_of(stem), signature)


def share(article, by, days, pinned=False, moment=None):
    """Make a link; see `Article.share`."""
    permissions.check(by, permissions.to_share(article, by))
    moment = moment or timezone.now()
    if not 1 <= days <= MOST_SHARE_DAYS:
        raise Refusal({"days": gettext("A link lasts from 1 to %(most)d days.") % {"most": MOST_SHARE_DAYS}})
    if article.share_links.open_at(moment).count() >= MOST_LINKS:
        raise Refusal(gettext("This article has many open links. Revoke one before you make another."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ShareLink(article=article, digest=digest_of(token), created=moment, by=by)
    link.expires = moment + datetime.timedelta(days=days)
    if pinned:
        link.version, link.document = article.version, canonical(publish.preview(article).text.content)
    link.save(force_insert=True)
    return link, token
