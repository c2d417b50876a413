"""`import_timeline` brings a timeline of another program in."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from articles.models import Kind
from timeline.interchange import MOST_BYTES, Unreadable, echoed, import_sheet, read_file

KINDS = [Kind.UPDATE.value, Kind.CORRECTION.value, Kind.MINOR.value]


class Command(BaseCommand):
    """`manage.py import_timeline FILE`: a line for every event and exit code 0, or what is wrong and exit code 1."""

    help = (
        "Import a timeline: TimelineJS JSON (versions 1 to 3, JSONP too), its spreadsheet as CSV, or timeline-setter's "
        "CSV. All of it or none; nothing is fetched, and a second import changes nothing. Nothing is made public, "
        "unless the timeline named with --timeline is: then say with --kind and --note what readers are told."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and store nothing.")
        parser.add_argument("--timeline", metavar="SLUG", default="", help="The timeline to import into, new or not.")
        parser.add_argument("--update", action="store_true", help="Let known events take the file's words.")
        parser.add_argument("--kind", choices=KINDS, help="What kind of change it is to readers of what is public.")
        parser.add_argument("--note", default="", help="What readers are told of it; a correction needs a sentence.")

    def handle(self, *, file, dry_run, timeline, update, kind=None, note="", **options):
        try:
            with file.open("rb") as opened:
                sheet = read_file(opened.read(MOST_BYTES + 1))
            told = (kind, note) if kind else None
            report = import_sheet(sheet, name=file.stem, slug=timeline, update=update, dry_run=dry_run, told=told)
        except OSError as error:
            raise CommandError(f"{echoed(file, 300)} cannot be read: {error.strerror}.") from error
        except Unreadable as error:
            lines = "\n".join(f"{where}: {sentence}" for where, sentence in error.faults)
            raise CommandError(f"{lines}\n{echoed(file, 300)} was refused and nothing was stored.") from error
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was stored.") from error
        self.tell(report, dry_run)

    def tell(self, report, dry_run):
        """Print a line for every event, the remarks, and what was done in all."""
        for line in report.lines:
            self.stdout.write(str(line))
        for where, sentence in report.remarks:
            self.stdout.write(self.style.WARNING(f"{where}: look: {sentence}."))
        if dry_run and report.for_readers:
            named = f"--timeline {report.timeline.slug} --kind update --note “…”"
            self.stdout.write(self.style.WARNING(f"Readers see what would change: to import it, add {named}."))
        done = "would be imported" if dry_run else "imported"
        self.stdout.write(
            f"{report.shape}: {len(report.lines)} events {done} into {report.timeline.get_absolute_url()} "
            f"({report.count('new')} of them new)."
        )
