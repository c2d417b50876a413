"""Pictures uploaded to the desk: one or many files, each checked, stored and reported by itself."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.db import OperationalError, transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.images import PictureError
from articles.models import Image, permissions, record
from articles.text import one_line

MAX_FILES = 50  # files that one request without scripts may upload
BUSY = gettext_lazy("The database is busy, and nothing of the picture was stored. Upload it again in a moment.")
NOT_STORED = gettext_lazy("The picture could not be stored, and nothing of it was kept. Is the disk full? Try again.")


@dataclass
class Upload:
    """The result of an upload: the state `new` or `duplicate` with the image, or `refused` with the reason."""

    name: str
    state: str
    image: Image | None = None
    reason: str = ""

    LEVELS = {"new": messages.SUCCESS, "duplicate": messages.WARNING, "refused": messages.ERROR}

    def message(self):
        """Return the sentence for the picture desk."""
        if self.state == "refused":
            return format_html(_("Not uploaded: {name}. {reason}"), name=self.name, reason=self.reason)
        sentence = _('Uploaded {name}. <a href="{url}">Add its credit next.</a>')
        if self.state == "duplicate":
            sentence = _('Already here: {name} is <a href="{url}">{title}</a>.')
        return format_html(sentence, name=self.name, url=form_of(self.image), title=self.image.title)

    def as_json(self):
        """Return a mapping for the desk's script."""
        content = {"name": self.name, "state": self.state, "reason": str(self.reason)}
        if self.image:
            content |= {"title": self.image.title, "url": form_of(self.image), "thumbnail": thumbnail_of(self.image)}
        return content


def form_of(image):
    """Return the address of an image's form."""
    return reverse("admin:articles_image_change", args=[image.pk])


def thumbnail_of(image):
    """Return the address of an image's smallest rendition, or an empty string if it has no files."""
    return reverse("admin:articles_image_thumbnail", args=[image.pk]) if image.sizes else ""


def already_here(image):
    """Return what the form says of a file of which there is an image already."""
    sentence = _('This file is already here: <a href="{url}">{title}</a>. Change that picture, or choose another file.')
    return format_html(sentence, url=form_of(image), title=image.title)


def title_of(name):
    """Return a first title from the name of a file."""
    return one_line(Path(name).stem.replace("_", " "))[:200] or _("Untitled")


def upload_picture(file, by):
    """Make an image of an uploaded file, unless there is one; return the `Upload`.

    Raises `django.db.OperationalError` where the database stays locked, and then nothing is stored.
    """
    if duplicate := Image.objects.same_file(file).first():
        return Upload(file.name, "duplicate", duplicate)
    image = Image(title=title_of(file.name))
    try:
        new = image.files.make(file)
    except PictureError as error:
        return Upload(file.name, "refused", reason=str(error))
    except OSError:
        return Upload(file.name, "refused", reason=NOT_STORED)
    image.take_keywords(new.reading)
    with new, transaction.atomic():
        image.files.adopt(new)
        record(image, by)
    return Upload(file.name, "new", image)


def upload_pictures(files, by):
    """Make images of uploaded files; return the `Upload` of each.

    Once the database stays locked the rest is not tried, for each file would wait just as long. They share one
    `Upload`: messages are stored in the session, which is in the database too.
    """
    uploads = []
    for file in files:
        try:
            uploads.append(upload_picture(file, by))
        except OperationalError:
            late = len(files) - len(uploads)
            name = file.name if late == 1 else ngettext("%(count)d file", "%(count)d files", late) % {"count": late}
            return [*uploads, Upload(name, "refused", reason=BUSY)]
    return uploads


def upload_view(admin, request):
    """Store the uploaded files; answer with JSON where a script asks, and with messages on the picture desk if not."""
    permissions.require(request.user, permissions.on(Image, "add"))
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
    uploads = upload_pictures(request.FILES.getlist("files")[:MAX_FILES], request.user)
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"files": [upload.as_json() for upload in uploads]})
    for upload in uploads:
        messages.add_message(request, Upload.LEVELS[upload.state], upload.message())
    if not uploads:
        messages.error(request, _("Choose one or more files first."))
    return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
