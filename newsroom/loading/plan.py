"""What loading a fixture would do: the rows of our apps with their keys, their objects and their files."""

import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.loading.editions import check_columns, mark_publishing
from newsroom.loading.names import Names
from newsroom.loading.parts import Parts
from newsroom.loading.pictures import find_pictures, make_files
from newsroom.loading.rows import columns_of
from newsroom.loading.rules import check_addresses, check_values
from newsroom.loading.values import add_slugs, build, check_keys, find_here


class Plan:
    """The rows of a fixture, ready to be saved. Nothing of the database has been changed, and bad rows were refused.

    `rows` are to be saved, and `publishing` are those that publish a working copy afterwards. `parts` are the lists
    of what belongs to others. As a context manager it deletes the files of pictures that were not adopted.
    """

    def __init__(self, rows, problems):
        self.problems = problems
        problems.check()
        self.find_keys(rows)
        self.build(rows)
        self.new_files = make_files(rows, problems)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.new_files.close()

    def find_keys(self, rows):
        """Find out which row of the site each row stands for, and which rows its references mean."""
        find_pictures(rows, self.problems)
        self.problems.check()
        names = Names(rows, self.problems)
        names.identify()
        self.problems.check()
        names.resolve()
        self.problems.check()
        mark_publishing(rows)
        self.publishing = [row for row in rows if row.publishes]
        self.rows = [row for row in rows if not row.publishes]
        self.parts = Parts(self.rows)
        self.parts.identify()
        for row in self.rows:
            if row.key is None:
                find_key(row, self.problems)
        check_twice(self.rows, self.problems)
        self.problems.check()

    def build(self, rows):
        """Build the objects of the rows, and check them."""
        find_here(self.rows)
        add_slugs(self.rows)
        moment = timezone.now()
        for row in self.publishing:
            check_columns(row, self.problems)
        for row in rows:
            build(row, moment, self.problems)
        self.problems.check()
        for row in self.rows:
            check_values(row, self.problems)
        check_keys(rows, self.problems)
        check_addresses(self.rows, self.problems)
        self.problems.check()


def find_key(row, problems):
    """Give a row that is neither named nor a part the key of the row here that says the same, or a new one."""
    default = row.model().pk
    if default is None:
        problems.add(row, "pk", _("It is missing."))
    elif isinstance(default, uuid.UUID):
        said = {field.attname: row.values[field.name] for field in columns_of(row.model) if field.name in row.values}
        try:
            same = row.model._base_manager.filter(**said).first() if said else None
        except (TypeError, ValueError, ValidationError):  # `build` says what is wrong with a value
            same = None
        row.key = same.pk if same else default
    else:
        row.key = default


def check_twice(rows, problems):
    """Note each row whose key another row of the file has."""
    first = {}
    for row in rows:
        other = first.setdefault((row.model, row.key), row)
        if other is not row and row.file == other.file:
            problems.add(row, "pk", _("Row %(number)s has this key too.") % {"number": other.number})
