"""What `loaddata` adds to Django's own: it spares rows that were changed on this site, and stores missing pictures."""

from newsroom.loading.image_files import MissingPicture, store_missing_files
from newsroom.loading.local_changes import LocalChanges

__all__ = ["LocalChanges", "MissingPicture", "store_missing_files"]
