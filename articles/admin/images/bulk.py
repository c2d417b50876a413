"""Credit and rights of many images at once: a page that asks, names what it changes, and records every image."""

from collections import Counter
from contextlib import ExitStack

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import PublicChange
from articles.admin.images.form import MINUTES
from articles.exceptions import Refusal
from articles.models import Edition, Image, Kind, Right, permissions, record
from articles.models.editions import Generation
from articles.models.facts import MOST_READ
from articles.models.images import check_credit_line, replacement_credit, usage_summary
from articles.text import one_line

MAX_IMAGES = 500  # images that are changed at once
CHANGES = {"credits", "copyright_notice", "rights"}


class BulkForm(forms.Form):
    """Asks for a credit line, a copyright notice and a line of rights; what is left empty is not changed.

    Confirmed parts that are not in a new credit line are dropped only where that very list of them was agreed to:
    `dropped` is the sentence that names them.
    """

    credit_line = forms.CharField(
        label=_("Credit line"),
        max_length=1000,
        required=False,
        validators=[check_credit_line],
        help_text=_("Exactly as it must be printed. It replaces every credit line of the chosen pictures."),
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
        try:
            Right(begins=cleaned.get("begins"), until=cleaned.get("until")).clean()
        except ValidationError as error:
            self.add_error(None, error)
        for name in ("credit_line", "copyright_notice"):
            cleaned[name] = one_line(cleaned.get(name) or "")
        if not (cleaned["credit_line"] or cleaned["copyright_notice"] or cleaned.get("right")):
            message = gettext("Nothing would change: write a credit line or a notice, or add a line of rights.")
            self.add_error(None, message)
        self._check_dropped_parts(cleaned["credit_line"])
        return cleaned

    def _check_dropped_parts(self, line):
        """Name the confirmed parts that this line would drop, and refuse it until somebody has agreed."""
        lost = Counter(part for image in self.images if line for part in replacement_credit(image, line)[1])
        if not lost:
            return
        parts = ", ".join(f"{label} “{value}” ({count})" for (label, value), count in lost.items())
        message = ngettext(
            "%(count)d confirmed part is not in this line and would be dropped: %(parts)s.",
            "%(count)d confirmed parts are not in this line and would be dropped: %(parts)s.",
            lost.total(),
        )
        self.dropped = message % {"count": lost.total(), "parts": parts}
        if self.data.get("drop") != self.dropped:
            self.add_error("credit_line", self.dropped)


class PublicBulkForm(PublicChange, BulkForm):
    """The form where readers see one of the images."""


def change_images(keys, answers, by):
    """Change and record these images; each in its own version, all or none. Raises `Refusal`."""
    with ExitStack() as stack:
        new_files = {}
        for image in Image.objects.filter(pk__in=keys).prefetch_related("credits"):
            if new := files_after(image, answers):
                new_files[image.pk] = stack.enter_context(new)
        with transaction.atomic():
            moment = Generation.objects.publishing_moment()
            for image in Image.objects.select_for_update(of=("self",)).filter(pk__in=keys):
                change_rows(image, answers, by)
                if image.pk in new_files:
                    image.files.adopt(new_files[image.pk])
                record(image, by, answers.get("change_kind") or Kind.MINOR, answers.get("change_note", ""), moment)


def files_after(image, answers):
    """Return the new files of an image for the credit and notice that it will have, or None if they do not change."""
    if answers["credit_line"]:
        image.set_parts("credits", [replacement_credit(image, answers["credit_line"])[0]])
    image.copyright_notice = answers["copyright_notice"] or image.copyright_notice
    return image.files.make_if_stale()


def change_rows(image, answers, by):
    """Change the rows of one image."""
    if answers["credit_line"]:
        credit, _dropped = replacement_credit(image, answers["credit_line"])
        image.credits.all().delete()
        credit.save()
    if answers["copyright_notice"]:
        image.copyright_notice = answers["copyright_notice"]
        image.save(update_fields=["copyright_notice"])
    if answers.get("right"):
        columns = {name: answers[name] for name in ("begins", "until", "words", "note")}
        image.rights.create(kind=answers["right"], by=by, **columns)


def affected_articles(keys, moment):
    """Return the sentence that says how many live and scheduled articles show these images, empty for none.

    Counting stops at `MOST_READ`.
    """
    images = Image.objects.filter(pk__in=keys)
    to_come = Edition.objects.filter(cancelled_at=None, live_from__gt=moment)
    live, scheduled = (
        Image.editions_showing(images, editions).order_by().values("article").distinct()[: MOST_READ + 1].count()
        for editions in (Edition.objects.live_at(moment), to_come)
    )
    if max(live, scheduled) > MOST_READ:
        return gettext("This changes more than %(count)d articles.") % {"count": MOST_READ}
    return usage_summary(live, scheduled)


def bulk_view(admin, request, queryset):
    """Ask for credit and rights, then change every chosen image. Returns None where the list is shown again."""
    images = list(queryset.order_by("-added", "-id")[:MAX_IMAGES])
    keys = [image.pk for image in images]
    public = Image.objects.public_at(request.moment).filter(pk__in=keys).count()
    if not permissions.allows(request.user, permissions.to_change(Image, CHANGES, bool(public))):
        messages.error(request, not_allowed(public))
        return None
    data = request.POST if "_apply" in request.POST else None
    form = (PublicBulkForm if public else BulkForm)(data, images=images, label_suffix="")
    if form.is_valid():
        try:
            change_images(keys, form.cleaned_data, request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.messages)
        else:
            message = ngettext("%(count)s picture changed.", "%(count)s pictures changed.", len(images))
            messages.success(request, message % {"count": len(images)})
            return None
    context = admin.admin_site.each_context(request) | {
        "opts": admin.opts,
        "media": admin.media,
        "title": gettext("Change credit and rights"),
        "action": "change_credit_and_rights",
        "images": images,
        "form": form,
        "affected": affected_articles(keys, request.moment),
    }
    return TemplateResponse(request, "admin/articles/image/bulk.html", context)


def not_allowed(count):
    """Return the sentence for somebody who may not correct what readers see."""
    sentence = ngettext(
        "Readers see %(count)s of these pictures. You need the right to correct public images to change it.",
        "Readers see %(count)s of these pictures. You need the right to correct public images to change them.",
        count,
    )
    return sentence % {"count": count}
