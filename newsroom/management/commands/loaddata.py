"""Django's `loaddata`, for fixtures that a person has written, and for rows that editors have changed meanwhile."""

import sys
import warnings
from pathlib import Path

from django.core import serializers
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.core.management.utils import parse_apps_and_model_labels
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _

from articles.images import PictureError
from articles.models import Image
from newsroom.loading import FixtureFile, Plan, Problems, Saving, read_rows, rows_from, store_missing_files


class Command(loaddata.Command):
    """Load fixtures: all of them or, with a sentence for each bad row, nothing.

    Rows of our apps need say only what a person knows (see `newsroom.loading`). What was changed on this site since
    the fixture was last loaded is left as it is, with a message. An image whose files are missing gets them from
    `<stem>.*` in a folder beside the fixture that has the fixture's name. Rows of other apps are loaded by Django.
    """

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Replaces working copies, facts and sections that were changed on this site, too.",
        )

    def handle(self, *fixture_labels, overwrite=False, **options):
        """Read and check everything, and make the files of pictures, before the transaction that locks the database."""
        self.ignore, self.using, self.app_label = options["ignore"], options["database"], options["app_label"]
        self.verbosity, self.format = options["verbosity"], options["format"]
        self.excluded_models, self.excluded_apps = parse_apps_and_model_labels(options["exclude"])
        self.serialization_formats = serializers.get_public_serializer_formats()
        self.models, self.objs_with_deferred_fields = set(), []
        problems = Problems()
        rows, files = self.read(fixture_labels, problems)
        included = [row for row in rows if not self.is_excluded(row)]
        with Plan([row for row in included if row.is_own], problems) as plan, transaction.atomic(using=self.using):
            foreign = self.save_foreign([row for row in included if not row.is_own])
            saving = Saving(plan, self.save_obj, overwrite)
            saving.run()
            self.check_constraints()
        self.report(saving, foreign + saving.count, len(rows), files)
        for row in plan.rows:
            if row.model is Image and row.key in saving.facts:
                self.make_files(row)

    def read(self, fixture_labels, problems):
        """Return the rows of all files, and how many files there are."""
        rows, count = [], 0
        for label in fixture_labels:
            for path, folder, name in self.find_fixtures(label):
                _name, file_format, compression = self.parse_name(Path(path).name)
                open_file, mode = self.compression_formats[compression]
                file = FixtureFile(Path(path).name, Path(folder) if folder else None, name)
                stream = sys.stdin if path == loaddata.READ_STDIN else open_file(path, mode)
                try:
                    written = read_rows(file, stream, file_format)
                finally:
                    stream.close()
                if not written:
                    warnings.warn(f"No fixture data found for '{name}'.", RuntimeWarning, stacklevel=2)
                rows += rows_from(file, written, problems, self.ignore)
                count += 1
        return rows, count

    def is_excluded(self, row):
        """Return whether a row is of a model or an app that the caller has excluded."""
        if row.model is None:
            return False
        return row.model in self.excluded_models or row.model._meta.app_config in self.excluded_apps

    def save_foreign(self, rows):
        """Save the rows of other apps as Django does; return how many."""
        count = 0
        for row in rows:
            objects = [row.object]
            try:
                if isinstance(row.object, dict):
                    options = {"using": self.using, "ignorenonexistent": self.ignore, "handle_forward_references": True}
                    objects = list(serializers.deserialize("python", objects, **options))
                count += sum(map(self.save_obj, objects))
            except (serializers.base.DeserializationError, DatabaseError, ValueError, LookupError) as error:
                sentence = row.sentence("", " ".join(str(error).split()))
                raise CommandError(f"{sentence} {_('Nothing was loaded.')}") from error
        for deferred in self.objs_with_deferred_fields:
            deferred.save_deferred_fields(using=self.using)
        return count

    def check_constraints(self):
        """Raise `CommandError` for a row that refers to one that does not exist."""
        connection = connections[self.using]
        try:
            connection.check_constraints(table_names=[model._meta.db_table for model in self.models])
        except DatabaseError as error:
            raise CommandError(f"{error} {_('Nothing was loaded.')}") from error
        self.reset_sequences(connection, self.models)

    def report(self, saving, loaded, total, files):
        """Say what was left as it is, and how many rows were loaded."""
        if self.verbosity < 1:
            return
        for message in saving.messages:
            self.stdout.write(message)
        counted = f"{loaded} object(s)" if loaded == total else f"{loaded} object(s) (of {total})"
        self.stdout.write(f"Installed {counted} from {files} fixture(s)")

    def make_files(self, row):
        """Make the files of an image where they are missing or out of date; a warning says what cannot be made."""
        image = Image.objects.get(pk=row.key)
        folder = row.file.folder and row.file.folder / row.file.stem
        try:
            store_missing_files(image, folder)
            image.files.renew()
        except (PictureError, OSError) as problem:
            self.stderr.write(self.style.WARNING(str(problem)))
