"""`manage.py renditions`: make anew what is stale, after a change of sizes, formats or credits."""

from django.core.management import BaseCommand, CommandError

from articles.images import PictureError
from articles.models import Image


class Command(BaseCommand):
    """Each image is done by itself, so that stopping loses nothing and a second run begins where the first stopped."""

    help = "Make the renditions of every image anew whose files are not as the settings and the record now say."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say how many images are stale.")

    def handle(self, *, dry_run, **options):
        images = Image.objects.unmerged().exclude(original="").order_by("pk")
        stale = [image.pk for image in images if image.files.are_stale]
        if dry_run or not stale:
            self.stdout.write(f"{len(stale)} image(s) to make anew.")
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
            raise CommandError(f"{failed} image(s) could not be made anew. The others are done; run it again.")
