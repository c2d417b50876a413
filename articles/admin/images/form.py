"""The form of an image: its file, its credits in their order, its rights and the people it shows."""

import uuid
from contextlib import AbstractContextManager

from django import forms
from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import PartInline
from articles.admin.facts import FactForm
from articles.admin.images.keywords_field import KeywordsField
from articles.admin.images.suggestions import add_offers
from articles.admin.images.upload import NOT_STORED, already_here
from articles.images import PictureError
from articles.models import Image, ImageCredit, ImagePerson, Right

MINUTES = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S")


class ImageForm(FactForm):
    """The form of an image. Its files are made by `PostedFiles` before this form is saved."""

    upload = forms.FileField(label=_("File"), required=False)
    keywords = KeywordsField(
        label=_("Keywords"),
        required=False,
        help_text=_("For the desk: what it is found by, separated by commas. Empty: those of a new file are taken."),
    )
    upload_error = ""
    reading = None
    has_offers = False

    class Meta:
        focus = forms.NumberInput(attrs={"step": "0.01", "min": 0, "max": 1})
        widgets = {"focal_x": focus, "focal_y": focus}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            add_offers(self)
            if "upload" in self.fields:
                self.fields["upload"].label = gettext("Replace the file")
                self.fields["upload"].help_text = gettext("The credit, the rights and every use of the picture stay.")

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if "upload" in self.fields and not (upload or self.instance.renditions or "upload" in self.errors):
            self.add_error("upload", gettext("Choose the picture's file."))
        if self.upload_error:
            self.add_error("upload", self.upload_error)
        return cleaned


class PostedFiles(AbstractContextManager):
    """The files of an image as a posted form would leave it, made before the transaction that saves the form.

    `new` has them, or is None where the form has errors or the files need no change; `error` says why an upload cannot
    be used. As a context manager, it deletes new files that were not adopted.
    """

    def __init__(self, admin, request, object_id):
        self.new, self.error = None, ""
        image, upload = posted_image(admin, request, object_id)
        double = upload and Image.objects.same_file(upload).exclude(pk=image.pk).first()
        if double:
            self.error = already_here(double)
            return
        try:
            if upload:
                self.new = image.files.make(upload)
            elif image:
                self.new = image.files.make_if_stale()
        except PictureError as error:
            self.error = str(error)
        except OSError:
            self.error = NOT_STORED

    def __exit__(self, *exception):
        if self.new:
            self.new.__exit__(*exception)


def posted_image(admin, request, object_id):
    """Return the image, unsaved, as a posted form would leave it, and the upload.

    Both are None if the form has errors, or if the person may not save it. `object_id` is None for a new image.
    """
    image = admin.get_object(request, unquote(object_id)) if object_id else None
    if object_id:
        may_save = image is not None and admin.has_change_permission(request, image)
    else:
        may_save = admin.has_add_permission(request)
    if not may_save:
        return None, None
    form_class, credits = admin.get_form(request, image, change=image is not None), None
    with transaction.atomic():  # the form locks the row while it looks for a newer version
        form = form_class(request.POST, request.FILES, instance=image)
        if not form.is_valid():
            return None, None
        for formset_class, inline in admin.get_formsets_with_inlines(request, image):
            if formset_class.model is ImageCredit and inline.has_change_permission(request, image):
                prefix = formset_class.get_default_prefix()
                formset = formset_class(**admin.get_formset_kwargs(request, form.instance, inline, prefix))
                if not formset.is_valid():
                    return None, None
                credits = posted_credits(formset)
    posted = form.instance
    posted.pk = posted.pk or uuid.uuid4()  # Django's inline formsets remove the key of an unsaved parent
    if credits is not None:
        posted.set_parts("credits", credits)
    return posted, form.cleaned_data.get("upload")


def posted_credits(formset):
    """Return the credits, unsaved, as a valid formset would leave them, in their order."""
    rows = [form for form in formset.forms if form not in formset.deleted_forms]
    credits = [form.instance for form in rows if form.has_changed() or not form.instance._state.adding]
    return sorted(credits, key=lambda credit: credit.position)


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
    """What may be done with an image, and when."""

    model = Right
    verbose_name = _("line of rights")
    verbose_name_plural = _("rights")
    fields = [("kind", "begins", "until"), "words", "note"]
    formfield_overrides = {
        **PartInline.formfield_overrides,
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MINUTES},
    }


class PersonInline(PartInline):
    """The people an image shows."""

    model = ImagePerson
    verbose_name = _("person")
    verbose_name_plural = _("people shown")
    fields = ["topic", "position"]
