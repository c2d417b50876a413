"""`export`: the whole site in one file."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.site_archive import export_site, show_progress


class Command(BaseCommand):
    """Write every row, the accounts and the pictures into an archive, while the site goes on."""

    help = "Write the whole site into one file: rows, pictures, and accounts without passwords."

    def add_arguments(self, parser):
        parser.add_argument("file", help="The archive to write, such as site.zip; an older one is replaced.")
        parser.add_argument("--no-accounts", action="store_true", help="Leave out who works here.")

    def handle(self, *, file, no_accounts, **options):
        try:
            show_progress(export_site(file, accounts=not no_accounts), self.stdout, self.stderr)
        except OSError as error:
            raise CommandError(_("The archive cannot be written: %(reason)s.") % {"reason": error}) from error
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Nothing was written."), returncode=130) from None
        self.stdout.write(_("Wrote %(file)s.") % {"file": file})
