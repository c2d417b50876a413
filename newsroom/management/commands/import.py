"""`import`: a site from the file that `export` wrote."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.site_archive import ArchiveError, load_site, show_progress


class Command(BaseCommand):
    """Fill an empty database from an archive: row for row what it was, with its pictures."""

    help = "Load an archive that export wrote into an empty database, all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="The archive to load.")

    def handle(self, *, file, **options):
        try:
            show_progress(load_site(file), self.stdout, self.stderr)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Nothing was loaded."), returncode=130) from None
        self.stdout.write(_("Loaded %(file)s. New accounts need passwords: manage.py changepassword.") % {"file": file})
