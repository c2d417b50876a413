"""A file that was sent with a form which has errors: it is kept, so that it need not be chosen again."""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER, FIELD, SALT = "kept", "kept_upload", "articles.kept_upload"
KEPT_FOR = datetime.timedelta(days=1)


class KeptUpload:
    """The file of a posted form of an image: the one sent with it, or the one that was kept from an earlier try.

    It lies in the media storage, where only this finds it, until the image is saved, and at most about a day. The
    form carries its path and its name, signed for the person who sent it.
    """

    def __init__(self, request):
        self.request, self.path, self.name = request, "", ""
        if "upload" in request.FILES or FIELD not in request.POST:
            return
        try:
            path, name, person = signing.loads(request.POST[FIELD], salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return
        if person == request.user.pk and default_storage.exists(path):
            self.path, self.name = path, name
            request.FILES["upload"] = File(default_storage.open(path), name=name)

    def finish(self, response, refused):
        """Keep the file where the form comes back with errors, unless it was `refused` itself; forget it otherwise."""
        upload = self.request.FILES.get("upload")
        comes_back = response.status_code == 200 and hasattr(response, "context_data")
        if upload and comes_back and not refused and upload.size <= settings.MAX_PICTURE_BYTES:
            if not self.path:
                self._keep(upload)
            token = signing.dumps([self.path, self.name, self.request.user.pk], salt=SALT)
            response.context_data |= {"kept_upload": token, "kept_name": self.name}
        elif self.path:
            default_storage.delete(self.path)

    def _keep(self, upload):
        """Store the file that was sent, after those were deleted that nobody came back for."""
        delete_forgotten()
        upload.seek(0)
        self.name, self.path = upload.name, default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", upload)


def delete_forgotten():
    """Delete the kept files that are older than `KEPT_FOR`."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for name in names:
        if default_storage.get_modified_time(f"{FOLDER}/{name}") < timezone.now() - KEPT_FOR:
            default_storage.delete(f"{FOLDER}/{name}")
