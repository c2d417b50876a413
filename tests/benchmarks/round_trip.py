"""Whether a site survives `export` and `import`, and `dumpdata` and `loaddata`: row for row, and page for page.

    python tests/benchmarks/round_trip.py [--articles 200] [--to postgres://...]

Makes a site of the demonstration and invented articles in SQLite; writes it out, loads it into an empty database (of
SQLite too, or the one that `--to` names, of which everything is deleted), and from there into another one of SQLite.
Each copy is compared with the first site: the checksums of all rows and files, and the bytes of all pages for readers
at one moment. Prints a line for each and exits with 1 where anything differs.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["/", "/topics/", "/timelines/", "/credits/", "/corrections/"]


class Site:
    """A site in a folder of its own, driven by commands in other processes."""

    def __init__(self, folder, name, database=""):
        self.folder = Path(folder, name)
        self.folder.mkdir()
        self.database = database or f"sqlite:///{self.folder / 'site.sqlite3'}"
        self.manage("migrate", "-v0")
        self.manage("flush", "--no-input", "-v0")

    def run(self, *command):
        """Run a Python command; return its output. Stops everything where it fails."""
        variables = {"VAR_DIR": str(self.folder), "DATABASE_URL": self.database, "LOG_LEVEL": "ERROR"}
        process = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, text=True
        )
        if process.returncode:
            sys.exit(f"{' '.join(command)} failed.")
        return process.stdout

    def manage(self, *arguments):
        return self.run("manage.py", *map(str, arguments))

    def export(self):
        """Write the site into an archive; return its path."""
        path = self.folder / "site.zip"
        self.manage("export", path)
        return path

    def dump(self):
        """Write the rows of the site into a fixture; return its path."""
        path = self.folder / "site.json"
        self.manage("dumpdata", "auth.user", "articles", "timeline", "admin.logentry", "-o", path, "-v0")
        return path

    def contents(self):
        """Return the checksums of all rows and files by member of an archive, and of all pages by address."""
        with zipfile.ZipFile(self.export()) as archive:
            members = json.loads(archive.read("manifest.json"))["members"]
        accounts = {"accounts.jsonl", "groups.jsonl"}
        rows = {name: member["sha256"] for name, member in members.items() if name not in accounts}
        return rows | json.loads(self.run(__file__, "--pages"))


def print_pages():
    """Print the checksums of all pages of the site that the environment names, as JSON by address."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    import time_machine
    from django.test import Client
    from django.test.utils import setup_test_environment

    from articles.models import Address, Author, Section, Topic
    from timeline.models import Event, Timeline

    setup_test_environment()
    client = Client()
    addresses = [f"/{path}/" for path in Address.objects.order_by("path").values_list("path", flat=True)]
    rows = [row for model in (Section, Topic, Author, Event, Timeline) for row in model.objects.order_by("pk")]
    addresses += [row.get_absolute_url() for row in rows if row.slug]
    with time_machine.travel("2026-11-01T12:00Z", tick=False):
        answers = {address: client.get(address) for address in [*PAGES, *addresses]}
    print(json.dumps({a: f"{r.status_code} {hashlib.sha256(r.content).hexdigest()}" for a, r in answers.items()}))


def carry(site, copy, write, load):
    """Write a site out and load it into another one; a fixture has no pictures, so that their folder is copied."""
    if write is Site.dump:
        shutil.copytree(site.folder / "media", copy.folder / "media", dirs_exist_ok=True)
    copy.manage(load, write(site))


def compare(name, site, copy):
    """Print how much of a copy is the same; return whether all of it is.

    The generation may differ: `loaddata` raises it, as every command does that readers can notice.
    """
    keys = (site.keys() | copy.keys()) - {"rows/articles.generation.jsonl"}
    differing = sorted(key for key in keys if site.get(key) != copy.get(key))
    print(f"{name}: {len(keys) - len(differing)} of {len(keys)} tables, files and pages are the same.")
    for key in differing[:20]:
        print(f"    {key} differs")
    return not differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--to", default="", help="the address of a database of which everything is deleted")
    parser.add_argument("--pages", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pages:
        return print_pages()
    with tempfile.TemporaryDirectory() as folder:
        first = Site(folder, "first")
        first.manage("fill", options.articles)
        first.manage("loaddata", "demo", "-v0")
        site = first.contents()
        same = []
        for name, load, write in (("export", "import", Site.export), ("dumpdata", "loaddata", Site.dump)):
            second = Site(folder, f"{name}-there", options.to)
            carry(first, second, write, load)
            same.append(compare(f"{name}, then {load}", site, second.contents()))
            third = Site(folder, f"{name}-back")
            carry(second, third, write, load)
            same.append(compare("and back", site, third.contents()))
    sys.exit(not all(same))


if __name__ == "__main__":
    main()
