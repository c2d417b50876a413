"""`import_timeline` imports a timeline from another program's file."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from articles.models import Kind
from timeline.interchange import MAX_BYTES, Outcome, UnreadableFile, excerpt, import_timeline, read_file

KINDS = [Kind.UPDATE.value, Kind.CORRECTION.value, Kind.MINOR.value]


class Command(BaseCommand):
    """`manage.py import_timeline FILE`: a line for every event and exit code 0, or what is wrong and exit code 1."""

    help = (
        "Import a timeline: TimelineJS JSON (versions 1 to 3, JSONP too), its spreadsheet as CSV, timeline-setter's "
        "CSV, or another CSV with dates and titles. A file is imported whole or, with --leave-out, without what has "
        "errors; nothing is fetched, and a second import changes nothing. Nothing becomes public, unless the timeline "
        "named with --timeline is: then --kind and --note are required."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Report what would be done and store nothing.")
        parser.add_argument("--timeline", metavar="SLUG", default="", help="The slug of the timeline to import into.")
        parser.add_argument("--new", action="store_true", help="Make a new timeline even if one has the same title.")
        parser.add_argument("--update", action="store_true", help="Change known events to what the file says.")
        parser.add_argument("--leave-out", action="store_true", help="Import all but what has errors, and list that.")
        parser.add_argument("--zone", default="", help="The time zone of the file's times, such as Europe/London.")
        parser.add_argument("--kind", choices=KINDS, help="The kind of change, where readers see it.")
        parser.add_argument("--note", default="", help="The note to readers; a correction requires it.")

    def handle(self, *, file, dry_run, zone, leave_out, **options):
        answers = {name: options.get(name) for name in ("new", "update", "kind")}
        answers |= {"slug": options["timeline"], "note": options.get("note", "")}
        try:
            with file.open("rb") as opened:
                imported = read_file(opened.read(MAX_BYTES + 1), zone=zone, leave_out=leave_out)
            report = import_timeline(imported, name=file.stem, dry_run=dry_run, **answers)
        except OSError as error:
            message = gettext("%(file)s cannot be read: %(reason)s.")
            raise CommandError(message % {"file": excerpt(file, 300), "reason": error.strerror}) from error
        except UnreadableFile as error:
            message = gettext("%(file)s was refused and nothing was stored.") % {"file": excerpt(file, 300)}
            raise CommandError("\n".join([*error.messages, message, *self.advice(error)])) from error
        except ValidationError as error:
            raise CommandError(" ".join([*error.messages, gettext("Nothing was stored.")])) from error
        self.print_report(report, dry_run)

    def advice(self, error):
        """Return the line that says how the rest of a refused file can be imported, where it can."""
        if not error.leaves_events:
            return []
        return [gettext("To import all but what has errors, add --leave-out.")]

    def print_report(self, report, dry_run):
        """Print a line for every event and era, for what was left out and for every remark, and a summary."""
        for line in [*report.lines, *report.eras]:
            self.stdout.write(str(line))
        for label, pairs in ((gettext("left out"), report.left_out), (gettext("check"), report.remarks)):
            for where, message in pairs:
                values = {"where": where, "label": label, "message": message}
                self.stdout.write(self.style.WARNING(gettext("%(where)s: %(label)s: %(message)s.") % values))
        if report.media_count:
            message = ngettext(
                "%(count)d new event names a picture, film or page: its form offers it as a source or picture.",
                "%(count)d new events name pictures, films or pages: their forms offer these as sources and pictures.",
                report.media_count,
            )
            self.stdout.write(message % {"count": report.media_count})
        if dry_run and report.changes_public:
            arguments = {"arguments": "--kind update --note “…”"}
            hint = gettext("Readers see what would change: to import it, add %(arguments)s.") % arguments
            self.stdout.write(self.style.WARNING(hint))
        self.stdout.write(self.summary(report, dry_run))

    def summary(self, report, dry_run):
        """Return the last line: how many events were imported, or would be."""
        count, new = len(report.lines), report.count(Outcome.CREATED)
        if dry_run:
            summary = ngettext(
                "%(format)s: %(count)d event would be imported into %(timeline)s (%(new)d of them new).",
                "%(format)s: %(count)d events would be imported into %(timeline)s (%(new)d of them new).",
                count,
            )
        else:
            summary = ngettext(
                "%(format)s: %(count)d event imported into %(timeline)s (%(new)d of them new).",
                "%(format)s: %(count)d events imported into %(timeline)s (%(new)d of them new).",
                count,
            )
        address = report.timeline.get_absolute_url()
        return summary % {"format": report.format, "count": count, "timeline": address, "new": new}
