"""The form of a file to import, which the report's page sends again: the file is packed into it."""

import base64
import binascii
import zlib

from django import forms
from django.core import signing
from django.db import OperationalError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import NameField, PublicChange, see_as
from articles.exceptions import BUSY, Refusal
from articles.models import permissions
from timeline.admin.forms import NOT_ALLOWED
from timeline.interchange import (
    MAX_BYTES,
    TimelineExists,
    UnreadableFile,
    import_timeline,
    parse_zone,
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
INTO, NEW = "into", "new"


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
    """A file, or its packed content when its page was shown before; and how to import it.

    `namesake` is the timeline that has the title of the file already, if there is one and none was named: `same` then
    asks whether the file is about it.
    """

    file = forms.FileField(label=_("File"), required=False)
    timeline = NameField(
        to=TimelineBlock._meta.get_field("timeline"),
        label=_("Import into the timeline"),
        help_text=_("Type two letters for suggestions. Leave it empty to create one with the title in the file."),
    )
    same = forms.ChoiceField(label=_("Is the file about that timeline?"), required=False, widget=forms.RadioSelect)
    zone = forms.CharField(
        label=_("Time zone of the times in the file"),
        help_text=_(
            "Such as Europe/London, America/New_York or UTC-4. Without it, times keep the order of the events of a day."
        ),
        required=False,
        max_length=60,
    )
    leave_out = forms.BooleanField(label=_("Leave out what has errors, and import the rest"), required=False)
    update = forms.BooleanField(
        label=_("Change events known from an earlier import to what the file says"), required=False
    )
    packed = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, data=None, files=None, *, user, moment):
        self.user, self.moment = user, moment
        self.content, self.file_name, self.packed_content = b"", "", ""
        self.file_errors, self.leaves_events, self.public_change, self.namesake = [], False, None, None
        super().__init__(data, files, label_suffix="")
        self.fields["same"].choices = [(INTO, _("Yes, import into it")), (NEW, _("No, make another timeline"))]
        see_as(self, user, moment)
        if not permissions.allows(user, permissions_to_import(update=True)):
            del self.fields["update"]

    def clean_zone(self):
        """Refuse what is no time zone."""
        zone = self.cleaned_data["zone"]
        try:
            parse_zone(zone)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return zone

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
            packed = pack(self.content, self.user)
            if len(packed) > MAX_PACKED_LENGTH:
                self.add_error("file", TOO_LARGE)
            else:
                self.packed_content = packed
        return cleaned

    def ask_about_public_change(self, report):
        """Add the questions about a change that readers see, or an error for users without the right to publish."""
        if not report.changes_public:
            return
        if not permissions.allows(self.user, permissions.to_change(report.timeline, {"entries"}, is_public=True)):
            self.add_error("timeline", NOT_ALLOWED)
        self.public_change = PublicChange(self.data if "agreed" in self.data else None, label_suffix="")

    def is_agreed_to(self, summary):
        """Whether the user agreed to this very summary, and answered the questions about a public change."""
        is_complete = self.is_valid() and (self.public_change is None or self.public_change.is_valid())
        return is_complete and "file" not in self.files and self.data.get("agreed") == summary

    def run_import(self, *, dry_run):
        """Return the `Report` of the import or of a dry run.

        Return None where the file was refused, and `file_errors` says why, or where `namesake` is asked about.
        """
        answers = self.public_change.cleaned_data if self.public_change and not dry_run else {}
        timeline, same = self.cleaned_data["timeline"], self.cleaned_data.get("same")
        options = {
            "name": self.file_name,
            "by": self.user,
            "update": self.cleaned_data.get("update", False),
            "dry_run": dry_run,
            "kind": answers.get("change_kind"),
            "note": answers.get("change_note", ""),
        }
        try:
            imported = read_file(self.content, zone=self.cleaned_data["zone"], leave_out=self.cleaned_data["leave_out"])
            try:
                return import_timeline(imported, slug=timeline.slug if timeline else "", new=same == NEW, **options)
            except TimelineExists as exists:
                self.namesake = exists.timeline
                if same == INTO:
                    return import_timeline(imported, slug=self.namesake.slug, **options)
                self.add_error("same", gettext("Choose one of them."))
        except UnreadableFile as error:
            self.file_errors, self.leaves_events = error.errors, error.leaves_events
        except Refusal as error:
            self.file_errors = [(gettext("the file"), message) for message in error.messages]
        except OperationalError:
            self.file_errors = [(gettext("the database"), BUSY)]
        return None
