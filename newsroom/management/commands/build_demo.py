"""`build_demo` makes the demonstration's fixture from its stories."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

import newsroom

FIXTURE = Path(newsroom.__file__).parent / "fixtures" / "demo.json"
PK = b'"pk": '


class Command(BaseCommand):
    """Build in a process and a database of its own: the site's data are neither read nor touched."""

    help = "Make newsroom/fixtures/demo.json from the stories in newsroom/demo/."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the fixture is out of date.")

    def handle(self, check, **options):
        text = built_apart()
        if check and text != FIXTURE.read_bytes():
            raise CommandError("The fixture is out of date: run manage.py build_demo and commit what it wrote.")
        if not check:
            FIXTURE.write_bytes(text)
        self.stdout.write(f"{FIXTURE.name}: {len(text) // 1000} kB, {text.count(PK)} rows.")


def built_apart():
    """Return the fixture's bytes, built in another process with nothing of this site but its code."""
    with tempfile.TemporaryDirectory() as folder:
        apart = {"VAR_DIR": folder, "DATABASE_URL": "sqlite://:memory:", "MEDIA_STORAGE": "local"}
        done = subprocess.run(
            [sys.executable, "-m", "newsroom.demo"], cwd=settings.BASE_DIR, env=os.environ | apart, capture_output=True
        )
    if done.returncode:
        raise CommandError(done.stderr.decode())
    return done.stdout
