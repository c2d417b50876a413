"""Rights: what may be done with an image and when, asked for a moment, so that nothing has to run when one ends."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import Refusal
from articles.models.facts import Part, PartManager
from articles.models.images.files import renew_later
from articles.moments import format_moment
from articles.text import LineField, WordsField

SOON = datetime.timedelta(days=14)


class RightQuerySet(models.QuerySet):
    """Questions about rights at a moment."""

    def in_force_at(self, moment):
        """Return the rights that have begun and have not ended; `moment` may be a column of an outer query."""
        return self.filter(
            Q(begins=None) | Q(begins__lte=moment),
            Q(until=None) | Q(until__gt=moment),
        )

    def next_edge(self, moment):
        """Return the first moment after this one at which any right begins or ends, or None."""
        edges = self.aggregate(
            begins=models.Min("begins", filter=Q(begins__gt=moment)),
            until=models.Min("until", filter=Q(until__gt=moment)),
        )
        return min((edge for edge in edges.values() if edge), default=None)


class Right(Part):
    """One line of what was agreed about an image: use is allowed, or denied, from a moment until another.

    An image without a line of allowance may be used at any time; with one, only while one is in force. A denial in
    force beats every allowance. `until` is the first moment at which the line no longer holds.
    """

    class Kind(models.TextChoices):
        """What a line says."""

        ALLOW = "allow", _("Use is allowed")
        DENY = "deny", _("Use is denied")

    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="rights")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.ALLOW)
    begins = models.DateTimeField(_("from"), null=True, blank=True, help_text=_("Empty: from the beginning."))
    until = models.DateTimeField(null=True, blank=True, db_index=True, help_text=_("Empty: it never ends."))
    words = LineField(
        "restrictions in words", max_length=500, blank=True, help_text=_("Such as “online only” or “not in Finland”.")
    )
    note = WordsField(blank=True, help_text=_("For the desk: the contract, the mail, the person on the telephone."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PartManager.from_queryset(RightQuerySet)()

    class Meta:
        ordering = ["begins", "until"]
        indexes = [models.Index("begins", name="right_begins")]
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

    def holds_at(self, moment):
        """Tell whether the line is in force at a moment; the same as `in_force_at` asks of the database."""
        return (self.begins is None or self.begins <= moment) and (self.until is None or self.until > moment)


def reasons(image, moment):
    """Return a sentence for everything that keeps an image from being shown at a moment, from its loaded parts."""
    found = []
    if image.killed_at:
        killed = gettext("It was killed on %(moment)s.") % {"moment": format_moment(image.killed_at)}
        found.append(f"{killed} {image.kill_notice}".strip())
    if image.erased_at:
        found.append(gettext("It has been erased."))
    if image.merged_into_id:
        found.append(gettext("It was merged into another image, which stands in its place."))
    rights = list(image.rights.all())
    found += [f"{right}." for right in rights if right.kind == Right.Kind.DENY and right.holds_at(moment)]
    allowed = [right for right in rights if right.kind == Right.Kind.ALLOW]
    if allowed and not any(right.holds_at(moment) for right in allowed):
        found.append(lapse(allowed, moment))
    return found


def lapse(allowed, moment):
    """Return the sentence for an image that none of its allowances covers at a moment."""
    ended = [right.until for right in allowed if right.until and right.until <= moment]
    coming = [right.begins for right in allowed if right.begins and right.begins > moment]
    words = (
        [gettext("The right to use it ended on %(moment)s.") % {"moment": format_moment(max(ended))}] if ended else []
    )
    words += (
        [gettext("The right to use it begins on %(moment)s.") % {"moment": format_moment(min(coming))}]
        if coming
        else []
    )
    return " ".join(words)


def dark_from(image, moment):
    """Return the first moment after this one at which an image that can be used now no longer can, or None."""
    edges = {edge for right in image.rights.all() for edge in (right.begins, right.until) if edge and edge > moment}
    return next((edge for edge in sorted(edges) if reasons(image, edge)), None)


def join_rights(gone, kept, by):
    """Let an image that another is merged into be used for no more than either of the two: what denies one denies it,
    allowances hold where those of both do, and what the suppliers say of each is said of it. Raises `Refusal`.
    """
    gone.rights.filter(kind=Right.Kind.DENY).update(image=kept)
    theirs, own = (list(image.rights.filter(kind=Right.Kind.ALLOW)) for image in (gone, kept))
    if theirs and own:
        common = [line for one in own for other in theirs if (line := overlap(one, other, by))]
        nothing = gettext("Two pictures were merged that may be used at no common moment.")
        kept.rights.filter(kind=Right.Kind.ALLOW).delete()
        Right.objects.bulk_create(common or [Right(image=kept, kind=Right.Kind.DENY, words=nothing, by=by)])
    else:
        gone.rights.filter(kind=Right.Kind.ALLOW).update(image=kept)
    for column in ("usage_terms", "instructions"):
        setattr(kept, column, joined("\n", getattr(kept, column), getattr(gone, column)))
    kept.save(update_fields=["usage_terms", "instructions"])
    # The files name the usage terms, which were not known before the transaction had locked both rows.
    transaction.on_commit(lambda: renew_later(type(kept), kept.pk))


def overlap(one, other, by):
    """Return the allowance, unsaved, of what two allow together for the image of the first, or None if nothing."""
    begins = max(filter(None, [one.begins, other.begins]), default=None)
    until = min(filter(None, [one.until, other.until]), default=None)
    if begins and until and begins >= until:
        return None
    words, note = joined("; ", one.words, other.words), joined("\n", one.note, other.note)
    if len(words) > Right._meta.get_field("words").max_length:
        raise Refusal(gettext("The restrictions of both pictures do not fit into one line of rights. Shorten them."))
    return Right(
        image_id=one.image_id, kind=Right.Kind.ALLOW, begins=begins, until=until, words=words, note=note, by=by
    )


def joined(joint, one, other):
    """Return two texts as one; what the first says already is not said again."""
    return one if other in one else joint.join(filter(None, [one, other]))
