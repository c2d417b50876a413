"""`build_demo`: make the demonstration's fixture, and the files of its pictures, from its stories."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.demo import FIXTURE, PICTURES


class Command(BaseCommand):
    """Build the fixture in another process with a database of its own, so that the site's data are not touched."""

    help = "Make newsroom/fixtures/demo.json from the stories in newsroom/demo/stories/."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit with 1 if the fixture is out of date."
        )

    def handle(self, check, **options):
        with tempfile.TemporaryDirectory() as folder:
            fixture = built_in_a_new_process(folder)
            if check and fixture != FIXTURE.read_bytes():
                raise CommandError(_("The fixture is out of date. Run manage.py build_demo and commit the result."))
            if not check:
                FIXTURE.write_bytes(fixture)
                replace_files(Path(folder, "media", "pictures"))
        self.stdout.write(
            _("%(name)s: %(size)s kB, %(rows)s rows.")
            % {"name": FIXTURE.name, "size": len(fixture) // 1000, "rows": fixture.count(b'"pk": ')}
        )


def built_in_a_new_process(folder):
    """Return the fixture's bytes, built with an empty database in memory and this folder for media."""
    variables = {"VAR_DIR": folder, "DATABASE_URL": "sqlite://:memory:", "MEDIA_STORAGE": "local"}
    process = subprocess.run(
        [sys.executable, "-m", "newsroom.demo"],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        capture_output=True,
    )
    if process.returncode:
        raise CommandError(process.stderr.decode())
    return process.stdout


def replace_files(pictures):
    """Replace the files of pictures beside the fixture, a folder for each picture, by those that were made with it."""
    for folder in pictures.iterdir():
        shutil.rmtree(PICTURES / folder.name, ignore_errors=True)
        shutil.copytree(folder, PICTURES / folder.name)
