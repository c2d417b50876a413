"""Importing an uploaded timeline: a report of every event is shown first, then all is imported at once."""

import base64
import binascii
import zlib

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from articles.admin import NameField, PublicChange, see_as
from articles.exceptions import BUSY, Refusal
from articles.models import permissions
from timeline.admin.forms import NOT_ALLOWED
from timeline.interchange import (
    MAX_BYTES,
    Outcome,
    UnreadableFile,
    import_timeline,
    permissions_to_import,
    read_file,
)
from timeline.models import TimelineBlock

# The report's page holds the file for its form, and Django reads forms of at most 2.5 MB
# (DATA_UPLOAD_MAX_MEMORY_SIZE).
MAX_PACKED_LENGTH = 2_300_000
MAX_AGE = 86_400  # seconds
TOO_LARGE = _("The file is too large to be imported here. Ask for it to be imported by command.")
TOO_OLD = _("This page is too old. Choose the file again.")


def pack(content, user):
    """Return the bytes of a file as text, signed for one user: nobody else can submit it, and nobody can change it."""
    return signer_for(user).sign(base64.b64encode(zlib.compress(content)).decode())


def unpack(text, user):
    """Return the bytes that `pack` packed for this user within a day. Raises `UnreadableFile`."""
    try:
        return zlib.decompress(base64.b64decode(signer_for(user).unsign(text, max_age=MAX_AGE)))
    except (signing.BadSignature, binascii.Error, zlib.error) as error:
        raise UnreadableFile(TOO_OLD) from error


def signer_for(user):
    """Return the signer of one user's files."""
    return signing.TimestampSigner(salt=f"timeline.import.{user.pk}")


class ImportForm(forms.Form):
    """A file, or its packed content when the report was shown before; and the timeline to import it into."""

    file = forms.FileField(label=_("File"), required=False)
    timeline = NameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Import into the timeline"),
        help_text=_("Type two letters for suggestions. Leave it empty to create one with the title in the file."),
    )
    update = forms.BooleanField(
        label=_("Change events known from an earlier import to what the file says"), required=False
    )
    packed = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, data=None, files=None, *, user, moment):
        self.user, self.moment = user, moment
        self.content, self.file_name, self.packed_content = b"", "", ""
        self.file_errors, self.public_change, self.public_slug = [], None, ""
        super().__init__(data, files, label_suffix="")
        see_as(self, user, moment)
        if not permissions.allows(user, permissions_to_import(update=True)):
            del self.fields["update"]

    def clean(self):
        """Read the upload or its packed content."""
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and upload.size > MAX_BYTES:
            self.add_error("file", TOO_LARGE)
        elif upload:
            self.content, self.file_name = upload.read(), upload.name.rpartition(".")[0][:200]
        elif cleaned.get("packed"):
            self.file_name = cleaned.get("name", "")
            try:
                self.content = unpack(cleaned["packed"], self.user)
            except UnreadableFile as error:
                self.add_error("file", error)
        else:
            self.add_error("file", gettext("Choose the file."))
        if self.content:
            self.packed_content = pack(self.content, self.user)
            if len(self.packed_content) > MAX_PACKED_LENGTH:
                self.add_error("file", TOO_LARGE)
        return cleaned

    def ask_about_public_change(self, report):
        """Add the questions about a change that readers see, or an error for users without the right to publish.

        A dry run's report names the public timeline; agreeing to the report therefore names it too, even if only the
        file did before.
        """
        if not report.changes_public:
            return
        self.public_slug = report.timeline.slug
        if not permissions.allows(self.user, permissions.to_change(report.timeline, {"entries"}, is_public=True)):
            self.add_error("timeline", NOT_ALLOWED)
        self.public_change = PublicChange(self.data if "agreed" in self.data else None, label_suffix="")

    def is_agreed_to(self, summary):
        """Whether the user agreed to this very summary, and answered the questions about a public change."""
        is_complete = self.is_valid() and (self.public_change is None or self.public_change.is_valid())
        return is_complete and "file" not in self.files and self.data.get("agreed") == summary

    def run_import(self, *, dry_run):
        """Return the `Report` of the import or of a dry run; None, with `file_errors`, where the file was refused."""
        answers = self.public_change.cleaned_data if self.public_change and not dry_run else {}
        timeline = self.cleaned_data["timeline"]
        try:
            return import_timeline(
                read_file(self.content),
                name=self.file_name,
                slug=timeline.slug if timeline else self.public_slug,
                by=self.user,
                update=self.cleaned_data.get("update", False),
                dry_run=dry_run,
                kind=answers.get("change_kind"),
                note=answers.get("change_note", ""),
            )
        except UnreadableFile as error:
            self.file_errors = error.errors
        except Refusal as error:
            self.file_errors = [(gettext("the file"), message) for message in error.messages]
        except OperationalError:
            self.file_errors = [(gettext("the database"), BUSY)]
        return None


def summarise(report):
    """Return what an import will do, as the label of its button."""
    count = len(report.lines)
    if report.is_new:
        label = ngettext(
            "Import %(count)d event into the new timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the new timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    else:
        label = ngettext(
            "Import %(count)d event into the timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    return label % {"count": count, "timeline": report.timeline, "new": report.count(Outcome.CREATED)}


class ImportView(View):
    """The page that imports a timeline: it asks for a file, shows the report, and imports once that is agreed to."""

    model_admin = None

    def setup(self, request):
        super().setup(request)
        if not permissions.allows(request.user, permissions_to_import()):
            raise PermissionDenied

    def get(self, request):
        return self._render(ImportForm(user=request.user, moment=request.moment))

    def post(self, request):
        form = ImportForm(request.POST, request.FILES, user=request.user, moment=request.moment)
        report = form.run_import(dry_run=True) if form.is_valid() else None
        if report is None:
            return self._render(form)
        form.ask_about_public_change(report)
        summary = summarise(report)
        if form.is_agreed_to(summary) and (imported := form.run_import(dry_run=False)):
            return self._redirect(imported)
        return self._render(form, report=report if form.is_valid() else None, summary=summary)

    def _render(self, form, **context):
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": gettext("Import a timeline"),
            "form": form,
            "opts": self.model_admin.opts,
            "max_megabytes": MAX_BYTES // 1_000_000,
            **context,
        }
        return TemplateResponse(self.request, "admin/timeline/import.html", context)

    def _redirect(self, report):
        """Redirect to the timeline with a message of what was imported."""
        count, new = len(report.lines), report.count(Outcome.CREATED)
        message = ngettext(
            "%(count)d event imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            "%(count)d events imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            count,
        )
        values = {"count": count, "timeline": report.timeline, "new": new, "known": count - new}
        messages.success(self.request, message % values)
        return HttpResponseRedirect(reverse("admin:timeline_timeline_change", args=[report.timeline.pk]))
