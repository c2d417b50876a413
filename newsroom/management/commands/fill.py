"""`fill`: an archive of any size for trials and benchmarks."""

import time

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.fill import MOST, ForeignContent, add_articles


class Command(BaseCommand):
    """Fill an empty database with articles, or add to those of an earlier run with the same seed."""

    help = "Fill an empty database with an archive for trials and benchmarks. Run it again to continue or to add."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, help="How many articles the archive shall have.")
        parser.add_argument("--seed", type=int, default=0, help="Another seed makes another archive (default: 0).")

    def handle(self, *, count, seed, **options):
        if not 0 < count <= MOST:
            raise CommandError(_("Choose from 1 to %(most)s articles.") % {"most": MOST})
        begun, made = time.monotonic(), 0
        try:
            for made in add_articles(count, seed):
                seconds = time.monotonic() - begun
                self.stderr.write(
                    _("%(made)s of %(count)s articles, %(seconds)d s")
                    % {"made": made, "count": count, "seconds": seconds}
                )
        except ForeignContent as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            raise CommandError(
                _("Stopped. Run the same command to continue; nothing is lost."), returncode=130
            ) from None
        self.stdout.write(
            _("The archive has %(count)s articles.") % {"count": count}
            if made
            else _("The archive has so many articles already. Nothing was added.")
        )
