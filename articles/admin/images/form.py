"""The form of an image: the file through the safe chain, credits in their order, rights and the people shown."""

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import PartInline
from articles.admin.facts import FactForm
from articles.admin.images import offers as image_found
from articles.images import PictureError
from articles.models import ImageCredit, ImagePerson, Right

OF_THE_FILE = ("stem", "original", "sha256", "width", "height", "renditions", "recipe")
FULL = _("The picture could not be stored, and nothing was kept of it. Is the disk full? Try again.")
MINUTES = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S")


class ImageForm(FactForm):
    """The form of an image; the upload is taken when all else in the form is right."""

    upload = forms.FileField(label=_("File"), required=False)
    stored = False
    found = None
    offered = False

    class Meta:
        widgets = {
            "focal_x": forms.NumberInput(attrs={"step": "0.01", "min": 0, "max": 1}),
            "focal_y": forms.NumberInput(attrs={"step": "0.01", "min": 0, "max": 1}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            image_found.describe(self)
            if "upload" in self.fields:
                self.fields["upload"].label = gettext("Replace the file")
                self.fields["upload"].help_text = gettext("The credit, the rights and every use of the picture stay.")

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if "upload" in self.fields and not (upload or self.instance.renditions or "upload" in self.errors):
            self.add_error("upload", gettext("Choose the picture's file."))
        if upload and not self.errors:
            self._take(upload)
        return cleaned

    def _take(self, upload):
        """Store the picture's files, or say at the field why not."""
        self.before = {name: getattr(self.instance, name) for name in OF_THE_FILE}
        self.replaced = self.instance.file_paths if self.instance.original else []
        try:
            self.instance.take_file(upload)
            self.stored = True
        except PictureError as error:
            self._put_back()
            self.add_error("upload", str(error))
        except OSError:
            self._put_back()
            self.add_error("upload", FULL)

    def _put_back(self):
        """Let the image be as it was before the upload."""
        for name, value in self.before.items():
            setattr(self.instance, name, value)

    def drop(self):
        """Throw away the files of an upload that is not saved: something else in the form has to be corrected."""
        if self.stored:
            self.instance.drop_files()
            self._put_back()

    def lead_on(self):
        """After the row is saved: let the addresses of a replaced file lead to the new one."""
        if self.stored and self.replaced:
            self.instance.lead_from(self.before["stem"], self.replaced)


class CreditInline(PartInline):
    """The credit lines of an image, in the order in which they are printed."""

    model = ImageCredit
    verbose_name = _("credit")
    fieldsets = [
        (None, {"fields": ["line", "position"]}),
        (
            _("Confirmed parts"),
            {
                "fields": [
                    ("creator", "role", "event_code"),
                    ("collection", "agency", "client"),
                    ("via", "qualifier"),
                    ("supplier_id", "licence"),
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_extra(self, request, obj=None, **kwargs):
        """Open a first line where there is none."""
        return 0 if obj and obj.credits.exists() else 1


class RightInline(PartInline):
    """What was agreed about an image, and for when."""

    model = Right
    verbose_name = _("line of rights")
    verbose_name_plural = _("rights")
    fields = [("kind", "begins", "until"), "words", "note"]
    formfield_overrides = {
        **PartInline.formfield_overrides,
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MINUTES},
    }


class PersonInline(PartInline):
    """Whom an image shows."""

    model = ImagePerson
    verbose_name = _("person")
    verbose_name_plural = _("people shown")
    fields = ["topic", "position"]
