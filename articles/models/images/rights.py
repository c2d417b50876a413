"""Rights: what may be done with an image and when.

They are asked for a moment, so that no job has to run when one begins or ends.
"""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import Refusal
from articles.models.facts import Part, PartManager
from articles.models.images.files import renew_on_commit
from articles.moments import format_moment
from articles.text import LineField, WordsField

SOON = datetime.timedelta(days=14)


def in_force(moment):
    """Return the condition that a right has begun and has not ended; `moment` may be a column of an outer query."""
    return (Q(begins=None) | Q(begins__lte=moment)) & (Q(until=None) | Q(until__gt=moment))


class RightQuerySet(models.QuerySet):
    """Filters rights by moment."""

    def in_force_at(self, moment):
        """Return the rights that have begun and have not ended; `moment` may be a column of an outer query."""
        return self.filter(in_force(moment))


class Right(Part):
    """A line of rights: use of an image is allowed, or denied, from a moment until another.

    An image without an allowance may be used at any time; with one, only while one is in force. A denial in force
    overrules every allowance. `until` is the first moment at which the line is no longer in force.
    """

    class Kind(models.TextChoices):
        """Whether a line allows or denies use."""

        ALLOW = "allow", _("Use is allowed")
        DENY = "deny", _("Use is denied")

    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="rights")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.ALLOW)
    begins = models.DateTimeField(_("from"), null=True, blank=True, help_text=_("Empty: from the beginning."))
    until = models.DateTimeField(null=True, blank=True, db_index=True, help_text=_("Empty: it never ends."))
    words = LineField(
        _("restrictions in words"),
        max_length=500,
        blank=True,
        help_text=_("Such as “online only” or “not in Finland”."),
    )
    note = WordsField(blank=True, help_text=_("For the desk: the contract, the mail, the person on the telephone."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PartManager.from_queryset(RightQuerySet)()

    class Meta:
        ordering = ["begins", "until"]
        indexes = [
            models.Index("begins", name="right_begins"),
            models.Index("kind", "image", name="right_of_kind"),
            models.Index("kind", "begins", name="right_kind_begins"),
            models.Index("kind", "until", name="right_kind_until"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["allow", "deny"]), name="right_kind"),
            models.CheckConstraint(
                condition=Q(begins=None) | Q(until=None) | Q(until__gt=F("begins")), name="right_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        begins = gettext("from %(moment)s") % {"moment": format_moment(self.begins)} if self.begins else ""
        until = gettext("until %(moment)s") % {"moment": format_moment(self.until)} if self.until else ""
        when = " ".join(filter(None, [self.get_kind_display(), begins, until]))
        return f"{when}: {self.words}" if self.words else when

    def clean(self):
        """Refuse a line that ends before it begins."""
        if self.begins and self.until and self.until <= self.begins:
            raise ValidationError({"until": gettext("This ends before it begins.")})

    def is_in_force_at(self, moment):
        """Whether the line is in force at a moment; `in_force_at` asks the same of the database."""
        return (self.begins is None or self.begins <= moment) and (self.until is None or self.until > moment)


def reasons(image, moment):
    """Return a sentence for each reason why an image may not be shown at a moment.

    Makes no query if the image was read with its parts.
    """
    sentences = []
    if image.killed_at:
        killed = gettext("It was killed on %(moment)s.") % {"moment": format_moment(image.killed_at)}
        sentences.append(f"{killed} {image.kill_notice}".strip())
    if image.erased_at:
        sentences.append(gettext("It has been erased."))
    if image.merged_into_id:
        sentences.append(gettext("It was merged into another image, which replaces it."))
    rights = list(image.rights.all())
    sentences += [f"{right}." for right in rights if right.kind == Right.Kind.DENY and right.is_in_force_at(moment)]
    allowed = [right for right in rights if right.kind == Right.Kind.ALLOW]
    if allowed and not any(right.is_in_force_at(moment) for right in allowed):
        sentences.append(no_allowance(allowed, moment))
    return sentences


def no_allowance(allowed, moment):
    """Return the sentence for an image that none of its allowances covers at a moment."""
    ended = [right.until for right in allowed if right.until and right.until <= moment]
    coming = [right.begins for right in allowed if right.begins and right.begins > moment]
    sentences = []
    if ended:
        sentences.append(gettext("The right to use it ended on %(moment)s.") % {"moment": format_moment(max(ended))})
    if coming:
        sentences.append(gettext("The right to use it begins on %(moment)s.") % {"moment": format_moment(min(coming))})
    return " ".join(sentences)


def join_rights(merged, survivor, by):
    """Limit an image that another is merged into to what both may be used for. Raises `Refusal`.

    A denial of either denies; where both have allowances, use is allowed while one of each is in force. Usage terms
    and instructions are those of both.
    """
    merged.rights.filter(kind=Right.Kind.DENY).update(image=survivor)
    theirs, own = (list(image.rights.filter(kind=Right.Kind.ALLOW)) for image in (merged, survivor))
    if theirs and own:
        common = [right for one in own for other in theirs if (right := overlap(one, other, by))]
        nothing = gettext("Two pictures were merged that may be used at no common moment.")
        survivor.rights.filter(kind=Right.Kind.ALLOW).delete()
        Right.objects.bulk_create(common or [Right(image=survivor, kind=Right.Kind.DENY, words=nothing, by=by)])
    else:
        merged.rights.filter(kind=Right.Kind.ALLOW).update(image=survivor)
    for column in ("usage_terms", "instructions"):
        setattr(survivor, column, combined("\n", getattr(survivor, column), getattr(merged, column)))
    survivor.save(update_fields=["usage_terms", "instructions"])
    # The files name the usage terms, which were not known before the transaction had locked both rows.
    renew_on_commit(survivor)


def overlap(one, other, by):
    """Return the allowance, unsaved, for the time in which two are both in force, or None."""
    begins = max(filter(None, [one.begins, other.begins]), default=None)
    until = min(filter(None, [one.until, other.until]), default=None)
    if begins and until and begins >= until:
        return None
    words, note = combined("; ", one.words, other.words), combined("\n", one.note, other.note)
    if len(words) > Right._meta.get_field("words").max_length:
        raise Refusal(gettext("The restrictions of both pictures do not fit into one line of rights. Shorten them."))
    return Right(
        image_id=one.image_id, kind=Right.Kind.ALLOW, begins=begins, until=until, words=words, note=note, by=by
    )


def combined(separator, one, other):
    """Return two texts as one; the second is left out where the first contains it."""
    return one if other in one else separator.join(filter(None, [one, other]))
