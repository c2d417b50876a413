"""Credit and rights of many images at once: a page that asks, says what it changes, and records every image."""

from collections import Counter

from django import forms
from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import PublicChange
from articles.admin.images.form import MINUTES
from articles.models import Edition, Image, Kind, Right, record
from articles.models.editions import Generation
from articles.models.images import recredited
from articles.text import one_line

CHANGES = {"credits", "copyright_notice", "rights"}


class BulkForm(forms.Form):
    """What becomes of the chosen images; what is left empty stays as it is on each of them.

    Confirmed parts that a new credit line no longer says are dropped only where that very list of them was agreed to:
    `dropped` is the sentence that names them.
    """

    credit_line = forms.CharField(
        label=_("Credit line"),
        max_length=1000,
        required=False,
        help_text=_("Exactly as it must be printed. It takes the place of every credit line of the chosen pictures."),
    )
    copyright_notice = forms.CharField(label=_("Copyright notice"), max_length=1000, required=False)
    right = forms.ChoiceField(
        label=_("Add a line of rights"),
        required=False,
        choices=[("", _("No, leave the rights as they are")), *Right.Kind.choices],
        widget=forms.RadioSelect,
    )
    begins = forms.DateTimeField(
        label=_("From"), required=False, widget=MINUTES, help_text=_("Empty: from the beginning.")
    )
    until = forms.DateTimeField(label=_("Until"), required=False, widget=MINUTES, help_text=_("Empty: it never ends."))
    words = forms.CharField(label=_("Restrictions in words"), max_length=500, required=False)
    note = forms.CharField(label=_("Note for the desk"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    dropped = ""

    def __init__(self, data=None, *, images, **kwargs):
        self.images = images
        super().__init__(data, **kwargs)

    def clean(self):
        cleaned = super().clean()
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and until and until <= begins:
            self.add_error("until", gettext("This ends before it begins."))
        for name in ("credit_line", "copyright_notice"):
            cleaned[name] = one_line(cleaned.get(name) or "")
        if not (cleaned["credit_line"] or cleaned["copyright_notice"] or cleaned.get("right")):
            said = gettext("Nothing would change: write a credit line or a notice, or add a line of rights.")
            self.add_error(None, said)
        self._ask_parts(cleaned["credit_line"])
        return cleaned

    def _ask_parts(self, line):
        """Name the confirmed parts that this line would drop, and refuse it until somebody has agreed."""
        lost = Counter(part for image in self.images if line for part in recredited(image, line)[1])
        if not lost:
            return
        parts = ", ".join(f"{label} “{value}” ({count})" for (label, value), count in lost.items())
        said = ngettext(
            "%(count)d confirmed part is not said by this line and would be dropped: %(parts)s.",
            "%(count)d confirmed parts are not said by this line and would be dropped: %(parts)s.",
            lost.total(),
        )
        self.dropped = said % {"count": lost.total(), "parts": parts}
        if self.data.get("drop") != self.dropped:
            self.add_error("credit_line", self.dropped)


class PublicBulkForm(PublicChange, BulkForm):
    """The same where readers see one of the images."""


@transaction.atomic
def apply(images, answers, by):
    """Change and record every image; each in its own version, all or none."""
    moment = Generation.objects.publishing_moment()
    for image in Image.objects.select_for_update(of=("self",)).filter(pk__in=[image.pk for image in images]):
        if answers["credit_line"]:
            credit, _dropped = recredited(image, answers["credit_line"])
            image.credits.all().delete()
            credit.save()
        if answers["copyright_notice"]:
            image.copyright_notice = answers["copyright_notice"]
            image.save(update_fields=["copyright_notice"])
        if answers.get("right"):
            columns = {name: answers[name] for name in ("begins", "until", "words", "note")}
            image.rights.create(kind=answers["right"], by=by, **columns)
        record(image, by, answers.get("change_kind") or Kind.MINOR, answers.get("change_note", ""), moment)


def reach(keys, moment):
    """Say how many live and scheduled articles a change of these images changes; empty where there are none."""
    images = Image.objects.filter(pk__in=keys)
    to_come = Edition.objects.filter(cancelled_at=None, live_from__gt=moment)
    live, scheduled = (
        Image.editions_showing(images, editions).values("article").distinct().count()
        for editions in (Edition.objects.live_at(moment), to_come)
    )
    if not live and not scheduled:
        return ""
    said = ngettext(
        "This changes %(live)s live article and %(scheduled)s scheduled.",
        "This changes %(live)s live articles and %(scheduled)s scheduled.",
        live,
    )
    return said % {"live": live, "scheduled": scheduled}
