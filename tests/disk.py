"""The disk on which pictures are stored: what is on it, and how it is when it is full."""

import errno

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


class FullDisk(FileSystemStorage):
    """A disk with room for so many bytes: what does not fit is cut short and left, as a real one leaves it."""

    def __init__(self, room):
        super().__init__()
        self.room = room

    def save(self, name, content, max_length=None):
        whole = content.read()
        name = super().save(name, ContentFile(whole[: self.room]), max_length)
        if len(whole) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(whole)
        return name


def leave_room(settings, room):
    """Leave room for so many bytes; `settings` are those of the test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "tests.disk.FullDisk", "OPTIONS": {"room": room}},
    }


def folders_stored():
    """Return the folders of pictures in the media storage."""
    return default_storage.listdir("pictures")[0] if default_storage.exists("pictures") else []


def files_stored():
    """Return the names of all files of pictures in the media storage."""
    return [name for stem in folders_stored() for name in default_storage.listdir(f"pictures/{stem}")[1]]
