"""A whole site in one file: every row, the accounts without passwords, the pictures, and a checksum of each.

The file is a zip archive: `rows/<model>.jsonl` has a row a line, as an object of its columns; `accounts.jsonl` and
`groups.jsonl` have what a site knows of its people; `media/` has the files of the images; and `manifest.json`, which is
written last, names every other member with its checksum (SHA-256).
"""

from newsroom.site_archive.errors import ArchiveError
from newsroom.site_archive.export import export_site
from newsroom.site_archive.load import load_site
from newsroom.site_archive.progress import show_progress

__all__ = ["ArchiveError", "export_site", "load_site", "show_progress"]
