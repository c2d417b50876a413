"""`renditions`: make out-of-date image files again, after a change of widths, formats or credits."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.images import PictureError
from articles.models import Image


class Command(BaseCommand):
    """Each image is its own transaction: the command can be interrupted, and the next run goes on where it stopped."""

    help = "Make the files of every image again that differ from what the settings and its row ask for."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only print how many images are out of date.")

    def handle(self, *, dry_run, **options):
        images = Image.objects.unmerged().exclude(original="").order_by("pk")
        outdated = [image.pk for image in images if image.files.are_stale]
        if dry_run or not outdated:
            self.stdout.write(
                ngettext("%(count)s image is out of date.", "%(count)s images are out of date.", len(outdated))
                % {"count": len(outdated)}
            )
            return
        failures = 0
        for number, pk in enumerate(outdated, start=1):
            image = Image.objects.get(pk=pk)
            try:
                image.files.renew()
            except (OSError, PictureError) as error:
                failures += 1
                self.stderr.write(f"{image}: {error}")
            self.stdout.write(
                _("%(number)s of %(count)s: %(image)s") % {"number": number, "count": len(outdated), "image": image}
            )
        if failures:
            raise CommandError(
                ngettext(
                    "%(count)s image failed. The others are done; run the command again.",
                    "%(count)s images failed. The others are done; run the command again.",
                    failures,
                )
                % {"count": failures}
            )
