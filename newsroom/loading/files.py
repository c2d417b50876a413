"""Fixture files: reading what a person or `dumpdata` has written, and finding the pictures that lie beside it."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.core import serializers
from django.core.management import CommandError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class FixtureFile:
    """A fixture file. `folder` is None where it came from standard input; `stem` is its name without endings."""

    name: str
    folder: Path | None
    stem: str

    @property
    def picture_folders(self):
        """The folders in which its pictures may lie: one of its name, and its own."""
        return [self.folder / self.stem, self.folder] if self.folder else []


def read_rows(file, stream, file_format):
    """Return the rows of a fixture as they are written.

    Rows of JSON, JSON lines and YAML are whatever stands there. Of other formats, such as XML, only Django knows how
    they are read: their rows are deserialized objects. Raises `CommandError` for a file that cannot be read at all.
    """
    if file_format not in READERS:
        return read_as_django(file, stream, file_format)
    content = stream.read()
    try:
        rows = READERS[file_format](content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except UnicodeDecodeError as error:
        raise unreadable(file, _("it is not text in UTF-8. Save it again with that encoding.")) from error
    except ValueError as error:
        raise unreadable(file, str(error)) from error
    if not isinstance(rows, list):
        raise unreadable(file, _("it is not a list of rows. Begin with [ and end with ]."))
    return rows


def unreadable(file, reason):
    """Return the error for a file that cannot be read."""
    return CommandError(_("%(file)s cannot be read: %(reason)s Nothing was loaded.") % vars_of(file, reason))


def vars_of(file, reason):
    """Return the values for a message about a file; the reason ends with a full stop."""
    return {"file": file.name, "reason": reason if reason.endswith(".") else f"{reason}."}


def read_json(text):
    """Return the value of a JSON text. Raises ValueError with the place of the mistake."""
    try:
        return json.loads(text, object_pairs_hook=each_name_once)
    except json.JSONDecodeError as error:
        raise ValueError(
            _("line %(line)s, column %(column)s is not JSON (%(reason)s).")
            % {"line": error.lineno, "column": error.colno, "reason": error.msg}
        ) from error


def each_name_once(pairs):
    """Return the mapping of (name, value) pairs. Raises ValueError for a name that stands there twice."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("“%(name)s” stands twice in one row.") % {"name": twice})
    return mapping


def read_json_lines(text):
    """Return the values of JSON lines; empty lines are none."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            rows += [json.loads(line, object_pairs_hook=each_name_once)] if line.strip() else []
        except json.JSONDecodeError as error:
            raise ValueError(
                _("line %(line)s, column %(column)s is not JSON (%(reason)s).")
                % {"line": number, "column": error.colno, "reason": error.msg}
            ) from error
    return rows


def read_yaml(text):
    """Return the value of a YAML text; Django can read YAML where PyYAML is installed."""
    try:
        import yaml  # optional, as for Django
    except ImportError as error:
        raise ValueError(_("YAML needs the package PyYAML. Install it, or write JSON.")) from error
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error


def read_as_django(file, stream, file_format):
    """Return the deserialized objects of a file in another format."""
    try:
        return list(serializers.deserialize(file_format, stream, handle_forward_references=True))
    except Exception as error:  # a parser of any format may raise anything about its file
        raise unreadable(file, f"{error} ({error.__cause__})" if error.__cause__ else str(error)) from error


READERS = {"json": read_json, "jsonl": read_json_lines, "yaml": read_yaml}
