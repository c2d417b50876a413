"""Check what could be wrong in the database although every constraint holds, and derive anew what can be derived."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article, Edition, Generation

INDEX = ("first_live_from", "updated_from")


class Command(BaseCommand):
    """`manage.py verify`: numbers without gaps, documents that read, index columns as they must be."""

    help = "Check every article's editions. Exits with 1 where something is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Derive the index columns of editions anew.")

    def handle(self, *, repair, **options):
        wrong = 0
        for article in Article.objects.exclude(editions=None).iterator():
            for sentence in self.faults(article, repair):
                wrong += 1
                self.stdout.write(f"{article}: {sentence}")
        if wrong:
            raise CommandError(f"{wrong} fault(s) found.")
        self.stdout.write(f"{Edition.objects.count()} editions stand as they should.")

    @transaction.atomic
    def faults(self, article, repair):
        """Return a sentence for everything wrong with an article's editions, having repaired what can be."""
        editions = list(article.editions.order_by("number").select_related("text"))
        found = []
        if [edition.number for edition in editions] != list(range(1, len(editions) + 1)):
            found.append("the numbers of its editions have a gap")
        unread = [edition.number for edition in editions if edition.has_text and not readable(edition)]
        found += [f"the document of edition {number} cannot be read" for number in unread]
        before = list(article.editions.filter(cancelled_at=None).order_by("number").values_list(*INDEX))
        with transaction.atomic():
            Edition.objects.reindex(article.pk)
            after = list(article.editions.filter(cancelled_at=None).order_by("number").values_list(*INDEX))
            if before != after and not repair:
                transaction.set_rollback(True)
                found.append("index columns differ from what they are derived from (run with --repair)")
        if before != after and repair:
            Generation.objects.raise_at(Generation.objects.publishing_moment())
        return found


def readable(edition):
    """Whether an edition has a document in a format that this release reads."""
    text = getattr(edition, "text", None)
    try:
        return bool(text) and json.loads(text.document)["format"] == 1
    except (ValueError, KeyError, TypeError):
        return False
