"""Pictures brought to the desk: one or many files, each through the safe chain, each with its own answer."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.images.form import FULL
from articles.images import PictureError
from articles.models import Image, record
from articles.text import one_line

MOST = 50  # files that one request without scripts may bring
BUSY = gettext_lazy("The database is busy, and nothing was kept of the picture. Upload it again in a moment.")


def title_of(name):
    """Return a first title from the name of a file."""
    return one_line(Path(name).stem.replace("_", " "))[:200] or _("Untitled")


def take(upload, by):
    """Take one upload; return what became of it: `new` or `have` with the image, or `refused` with the reason.

    Raises `django.db.OperationalError` where the database stays locked, and then nothing is kept.
    """
    double = Image.objects.same_file(upload).first()
    if double:
        return {"state": "have", "image": double}
    image = Image(title=title_of(upload.name))
    try:
        image.take_file(upload)
    except PictureError as error:
        return {"state": "refused", "why": str(error)}
    except OSError:
        return {"state": "refused", "why": FULL}
    try:
        with transaction.atomic():
            image.save()
            record(image, by)
    except BaseException:
        image.drop_files()
        raise
    return {"state": "new", "image": image}


def take_all(files, by):
    """Take uploads; return the name of each with what became of it.

    Once the database stays locked the rest is not tried, for each file would wait just as long, and is answered for in
    one line, for many would be kept in the session, which is in the database too.
    """
    done = []
    for upload in files:
        try:
            done.append((upload.name, take(upload, by)))
        except OperationalError:
            late = len(files) - len(done)
            name = upload.name if late == 1 else ngettext("%(count)d file", "%(count)d files", late) % {"count": late}
            return [*done, (name, {"state": "refused", "why": BUSY})]
    return done


def told(name, done):
    """Return in words what became of a file."""
    image = done.get("image")
    link = image and format_html('<a href="{}">{}</a>', form_of(image), image.title)
    if done["state"] == "new":
        return format_html(_("Taken: {name}, as {image}. Credit it next."), name=name, image=link)
    if done["state"] == "have":
        return format_html(_("You have this already: {name} is {image}."), name=name, image=link)
    return format_html(_("Not taken: {name}. {why}"), name=name, why=done["why"])


def form_of(image):
    """Return the address of an image's form."""
    return reverse("admin:articles_image_change", args=[image.pk])


def answer(name, done):
    """Return what became of a file as the desk's script reads it."""
    image = done.get("image")
    said = {"name": name, "state": done["state"], "why": done.get("why", "")}
    if image:
        said |= {"title": image.title, "url": form_of(image)}
        said["thumbnail"] = reverse("admin:articles_image_thumbnail", args=[image.pk])
    return said


def upload_view(request, may_add):
    """Take the uploaded files: answered as JSON where a script asks, with messages on the picture desk otherwise."""
    if request.method != "POST" or not may_add:
        raise PermissionDenied
    files = request.FILES.getlist("files")[:MOST]
    done = take_all(files, request.user)
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"files": [answer(name, each) for name, each in done]})
    level = {"new": messages.SUCCESS, "have": messages.WARNING, "refused": messages.ERROR}
    for name, each in done:
        messages.add_message(request, level[each["state"]], told(name, each))
    if not done:
        messages.error(request, _("Choose one or more files first."))
    return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
