"""Importing a timeline by upload: what would be done is shown first, line by line, and then done in one act."""

import base64
import binascii
import zlib

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin import NameField, PublicChange, see_as
from articles.exceptions import BUSY, Refusal
from articles.models import permissions
from timeline.admin.target_timeline import MAY_NOT
from timeline.interchange import MOST_BYTES, Unreadable, import_sheet, read_file, to_import
from timeline.models import TimelineBlock

# What is carried from the report to the act stands in its page, and a posted page has at most this many characters.
MOST_CARRIED = 2_300_000
A_DAY = 86_400
TOO_MUCH = _("The file is too large to be imported here. Ask for it to be imported by command.")
GONE = _("This page is too old. Choose the file again.")


def packed(content, user):
    """Return the bytes of a file as signed text: what comes back is what this person was shown."""
    return signer(user).sign(base64.b64encode(zlib.compress(content)).decode())


def unpacked(text, user):
    """Return the bytes that `packed` packed for this person within a day. Raises `Unreadable`."""
    try:
        return zlib.decompress(base64.b64decode(signer(user).unsign(text, max_age=A_DAY)))
    except (signing.BadSignature, binascii.Error, zlib.error) as error:
        raise Unreadable(GONE) from error


def signer(user):
    """Return what signs for one person."""
    return signing.TimestampSigner(salt=f"timeline.import.{user.pk}")


class ImportForm(forms.Form):
    """A file, or what was read of it before (`carried`); and into which timeline."""

    file = forms.FileField(required=False)
    timeline = NameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Into the timeline"),
        help_text=_("Two letters suggest one. Leave it empty to make a new one, called as the file says."),
    )
    update = forms.BooleanField(
        label=_("Let events that are known from an earlier import take the file's words"), required=False
    )
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, data=None, files=None, *, user, moment):
        self.user, self.moment = user, moment
        self.content, self.questions, self.faults, self.into = b"", None, [], ""
        super().__init__(data, files, label_suffix="")
        see_as(self, user, moment)
        if not permissions.allows(user, to_import(update=True)):
            del self.fields["update"]

    def clean(self):
        cleaned = super().clean()
        self._take_content(cleaned)
        return cleaned

    def ask_for_readers(self, report):
        """Ask what readers are told where they see what would change, and refuse it to who may not publish.

        The report names the timeline, so agreeing to it names it too, where only the file did before.
        """
        if not report.for_readers:
            return
        self.into = report.timeline.slug
        if not permissions.allows(self.user, permissions.to_change(report.timeline, {"entries"}, is_public=True)):
            self.add_error("timeline", MAY_NOT)
        self.questions = PublicChange(self.data if "agreed" in self.data else None, label_suffix="")

    def _take_content(self, cleaned):
        """Read the upload, or what was carried, or say why not."""
        upload = cleaned.get("file")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", TOO_MUCH)
        elif upload:
            self.content, self.called = upload.read(), upload.name.rpartition(".")[0][:200]
        elif cleaned.get("carried"):
            self.content, self.called = self._unpacked(cleaned["carried"]), cleaned.get("name", "")
        else:
            self.add_error("file", gettext("Choose the file."))
        self.pack = packed(self.content, self.user) if self.content else ""
        if len(self.pack) > MOST_CARRIED:
            self.add_error("file", TOO_MUCH)

    def _unpacked(self, text):
        try:
            return unpacked(text, self.user)
        except Unreadable as error:
            self.add_error("file", error)
            return b""

    def report(self, *, dry_run):
        """Return the `Report` of the import, done or only tried; None with `faults` where the file was refused."""
        told = None
        if self.questions and not dry_run:
            told = tuple(self.questions.cleaned_data[f"change_{name}"] for name in ("kind", "note"))
        timeline, by = self.cleaned_data["timeline"], self.user
        try:
            return import_sheet(
                read_file(self.content),
                name=self.called,
                slug=timeline.slug if timeline else self.into,
                by=by,
                update=self.cleaned_data.get("update", False),
                dry_run=dry_run,
                told=told,
            )
        except Unreadable as error:
            self.faults = error.faults
        except Refusal as error:
            self.faults = [(gettext("the file"), sentence) for sentence in error.messages]
        except OperationalError:
            self.faults = [(gettext("the database"), BUSY)]
        return None


def sentence_of(report):
    """Return what an import does, in the words of its button."""
    count = len(report.lines)
    if report.is_new:
        sentence = ngettext(
            "Import %(count)d event into the new timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the new timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    else:
        sentence = ngettext(
            "Import %(count)d event into the timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    return sentence % {"count": count, "timeline": report.timeline, "new": report.count("new")}


class ImportingAdmin(admin.ModelAdmin):
    """Mixed into the admin of timelines: the page by which one is imported.

    It takes the rights to add events and timelines, for a known timeline that of changing it, and the right to publish
    for one that readers see.
    """

    def may_import(self, request):
        """Whether somebody may import: the rights to add timelines and events, and to change timelines."""
        return permissions.allows(request.user, to_import())

    def get_urls(self):
        return [
            path("import/", self.admin_site.admin_view(self.import_page), name="timeline_timeline_import"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"may_import": self.may_import(request)} | (extra_context or {}))

    def import_page(self, request):
        """Ask for a file; show what would be done; do exactly that when it is agreed to."""
        if not self.may_import(request):
            raise PermissionDenied
        posted = request.method == "POST"
        data, files = (request.POST, request.FILES) if posted else (None, None)
        form = ImportForm(data, files, user=request.user, moment=request.moment)
        context = {
            "title": gettext("Import a timeline"),
            "form": form,
            "opts": self.opts,
            "most": MOST_BYTES // 1_000_000,
        }
        if posted and form.is_valid():
            report = form.report(dry_run=True)
            if report:
                form.ask_for_readers(report)
            sentence = report and sentence_of(report)
            done = form.report(dry_run=False) if report and self._agreed(request, form, sentence) else None
            if done:
                return self._done(request, done)
            context |= {"report": report if form.is_valid() else None, "sentence": sentence}
        return TemplateResponse(request, "admin/timeline/import.html", self.admin_site.each_context(request) | context)

    def _agreed(self, request, form, sentence):
        """Whether this very import was agreed to, and what readers are told of it was answered."""
        asked = form.is_valid() and (form.questions is None or form.questions.is_valid())
        return asked and "file" not in request.FILES and request.POST.get("agreed") == sentence

    def _done(self, request, report):
        """Lead to the timeline, and say what was done."""
        count, new = len(report.lines), report.count("new")
        sentence = ngettext(
            "%(count)d events imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            "%(count)d events imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            count,
        )
        said = {"count": count, "timeline": report.timeline, "new": new, "known": count - new}
        messages.success(request, sentence % said)
        return HttpResponseRedirect(reverse("admin:timeline_timeline_change", args=[report.timeline.pk]))
