"""`import_timeline` imports a timeline from another program's file."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from articles.models import Kind
from timeline.interchange import MAX_BYTES, Outcome, UnreadableFile, excerpt, import_timeline, read_file

KINDS = [Kind.UPDATE.value, Kind.CORRECTION.value, Kind.MINOR.value]


class Command(BaseCommand):
    """`manage.py import_timeline FILE`: a line for every event and exit code 0, or what is wrong and exit code 1."""

    help = (
        "Import a timeline: TimelineJS JSON (versions 1 to 3, JSONP too), its spreadsheet as CSV, or timeline-setter's "
        "CSV. A file is imported whole or not at all; nothing is fetched, and a second import changes nothing. Nothing "
        "becomes public, unless the timeline named with --timeline is: then --kind and --note are required."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Report what would be done and store nothing.")
        parser.add_argument("--timeline", metavar="SLUG", default="", help="The slug of the timeline to import into.")
        parser.add_argument("--update", action="store_true", help="Change known events to what the file says.")
        parser.add_argument("--kind", choices=KINDS, help="The kind of change, where readers see it.")
        parser.add_argument("--note", default="", help="The note to readers; a correction requires it.")

    def handle(self, *, file, dry_run, timeline, update, kind=None, note="", **options):
        try:
            with file.open("rb") as opened:
                imported = read_file(opened.read(MAX_BYTES + 1))
            report = import_timeline(
                imported, name=file.stem, slug=timeline, update=update, dry_run=dry_run, kind=kind, note=note
            )
        except OSError as error:
            raise CommandError(f"{excerpt(file, 300)} cannot be read: {error.strerror}.") from error
        except UnreadableFile as error:
            lines = "\n".join(f"{where}: {message}" for where, message in error.errors)
            raise CommandError(f"{lines}\n{excerpt(file, 300)} was refused and nothing was stored.") from error
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was stored.") from error
        self.print_report(report, dry_run)

    def print_report(self, report, dry_run):
        """Print a line for every event, the remarks, and a summary."""
        for line in report.lines:
            self.stdout.write(str(line))
        for where, message in report.remarks:
            self.stdout.write(self.style.WARNING(f"{where}: check: {message}."))
        if dry_run and report.changes_public:
            arguments = f"--timeline {report.timeline.slug} --kind update --note “…”"
            self.stdout.write(self.style.WARNING(f"Readers see what would change: to import it, add {arguments}."))
        done = "would be imported" if dry_run else "imported"
        self.stdout.write(
            f"{report.format}: {len(report.lines)} events {done} into {report.timeline.get_absolute_url()} "
            f"({report.count(Outcome.CREATED)} of them new)."
        )
