"""The members of an archive: written with a checksum, and read only as far as it agrees."""

import hashlib
import json
import zipfile

from django.utils.translation import gettext as _

from newsroom.site_archive.errors import ArchiveError

CHUNK = 1 << 20  # bytes that are in memory at a time
MANIFEST = "manifest.json"
FORMAT = 1


class MemberWriter:
    """Writes the members of an archive one after another; `members` has the manifest's line for each."""

    def __init__(self, archive):
        self.archive, self.members = archive, {}

    def write_lines(self, name, objects):
        """Write objects as lines of JSON; yield how many have been written after each."""
        digest, count = hashlib.sha256(), 0
        with self.archive.open(name, "w", force_zip64=True) as member:
            for count, values in enumerate(objects, 1):
                line = json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"
                member.write(line)
                digest.update(line)
                yield count
        self.members[name] = {"sha256": digest.hexdigest(), "rows": count}

    def write_file(self, name, file):
        """Write an open file as it is; pictures are compressed already."""
        digest = hashlib.sha256()
        with self.archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
            while chunk := file.read(CHUNK):
                member.write(chunk)
                digest.update(chunk)
        self.members[name] = {"sha256": digest.hexdigest()}

    def write_manifest(self, **about):
        """Write the last member, without which an archive is not whole."""
        manifest = {"format": FORMAT, **about, "members": self.members}
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


class MemberReader:
    """Reads the members of an archive that its manifest names.

    Raises `ArchiveError` for a file that is no archive of a site, or not a whole one.
    """

    def __init__(self, archive):
        self.archive = archive
        try:
            manifest = json.loads(archive.read(MANIFEST))
            self.format, self.members = manifest["format"], manifest["members"]
        except (KeyError, ValueError, TypeError) as error:
            raise not_an_archive() from error
        if self.format != FORMAT:
            raise ArchiveError(
                _("This archive has the format %(format)s, and this release reads %(known)s.")
                % {"format": self.format, "known": FORMAT}
            )

    def read_lines(self, name):
        """Yield the objects of a member; nothing, where the archive has no such member."""
        for line in self._checked(name, lambda member: member) if name in self.members else ():
            yield json.loads(line)

    def read_chunks(self, name):
        """Yield a member in pieces."""
        return self._checked(name, lambda member: iter(lambda: member.read(CHUNK), b""))

    def _checked(self, name, pieces):
        """Yield the pieces of a member; raise `ArchiveError` at its end where the checksum is another."""
        digest = hashlib.sha256()
        try:
            with self.archive.open(name) as member:
                for piece in pieces(member):
                    digest.update(piece)
                    yield piece
        except (KeyError, EOFError, OSError, zipfile.BadZipFile) as error:
            raise damaged(name) from error
        if digest.hexdigest() != self.members[name]["sha256"]:
            raise damaged(name)


def not_an_archive():
    """Return the error for a file that is something else, or only the beginning of an archive."""
    return ArchiveError(_("This is not an archive that “export” wrote, or only the beginning of one."))


def damaged(name):
    """Return the error for a member that is not what was written."""
    message = _("The archive is damaged: %(name)s is not what was written. Nothing was loaded.")
    return ArchiveError(message % {"name": name})
