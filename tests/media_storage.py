"""The media storage in tests: the files in it, and a disk that runs full."""

import errno

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


class FullDisk(FileSystemStorage):
    """A disk with space for a number of bytes. Like a real one, it stores the beginning of a file that does not fit."""

    def __init__(self, space):
        super().__init__()
        self.space = space

    def save(self, name, content, max_length=None):
        data = content.read()
        name = super().save(name, ContentFile(data[: self.space]), max_length)
        if len(data) > self.space:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.space -= len(data)
        return name


def limit_space(settings, space):
    """Leave space for a number of bytes; `settings` is the fixture."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "tests.media_storage.FullDisk", "OPTIONS": {"space": space}},
    }


def folders_stored():
    """Return the folders of pictures in the media storage."""
    return default_storage.listdir("pictures")[0] if default_storage.exists("pictures") else []


def files_stored():
    """Return the names of all files of pictures in the media storage."""
    return [name for stem in folders_stored() for name in default_storage.listdir(f"pictures/{stem}")[1]]
