"""`manage.py renditions`: make stale files again, after a change of sizes or formats, or after a failure."""

from django.core.management import BaseCommand, CommandError

from articles.images import PictureError
from articles.models import Image


class Command(BaseCommand):
    """Makes the files of one image after the other, so that a run that was stopped can be continued by another."""

    help = "Make the renditions again of every image whose files differ from what the settings and the record now give."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count the images whose files are stale.")

    def handle(self, *, dry_run, **options):
        images = Image.objects.unmerged().exclude(original="").order_by("pk")
        stale = [image.pk for image in images if image.files.are_stale]
        if dry_run or not stale:
            self.stdout.write(f"{len(stale)} image(s) to make again.")
            return
        failed = 0
        for number, pk in enumerate(stale, start=1):
            image = Image.objects.get(pk=pk)
            try:
                image.files.renew()
            except (OSError, PictureError) as error:
                failed += 1
                self.stderr.write(f"{image}: {error}")
            self.stdout.write(f"{number} of {len(stale)}: {image}")
        if failed:
            raise CommandError(f"{failed} image(s) could not be made. The others are done. Run the command again.")
