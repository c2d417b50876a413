"""Check what could be wrong in the database although every constraint holds, and derive anew what can be derived."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.languages import is_known
from articles.models import Article, Edition, Generation

INDEX = ("first_live_from", "updated_from")


class Command(BaseCommand):
    """`manage.py verify`: numbers without gaps, documents that read, index columns as they must be, and nothing in
    working copies or editions that this release cannot show.
    """

    help = "Check every article and its editions. Exits with 1 where something is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Derive the index columns of editions anew.")

    def handle(self, *, repair, **options):
        wrong = 0
        for article in Article.objects.iterator():
            for sentence in [*working_copy_faults(article), *self.faults(article, repair)]:
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
        unread = {edition.pk: edition.number for edition in editions if edition.has_text and not readable(edition)}
        found += [f"the document of edition {number} cannot be read" for number in unread.values()]
        found += [sentence for edition in editions if edition.pk not in unread for sentence in edition_faults(edition)]
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


def working_copy_faults(article):
    """Yield a sentence for everything in a working copy that this release does not know or cannot show."""
    if not is_known(article.language):
        yield unknown_language("the working copy", article.language)
    for name, kind in Article.block_kinds().items():
        if not kind().has_template and kind.objects.filter(parent=article).exists():
            yield no_template("the working copy", name)


def edition_faults(edition):
    """Yield a sentence for everything in an edition's document that this release does not know or cannot show."""
    if not edition.has_text or "article" not in edition.text.content:
        return
    content, known, where = edition.text.content, Article.block_kinds(), f"edition {edition.number}"
    language = content["article"].get("language")
    if not is_known(language):
        yield unknown_language(where, language)
    for name in dict.fromkeys(block.get("kind") for block in content.get("blocks", [])):
        if name not in known:
            yield f"{where} holds blocks of the kind {name!r}, which is not installed: readers do not see them"
        elif not known[name]().has_template:
            yield no_template(where, name)


def unknown_language(where, language):
    """Say that a language is not known."""
    return f"{where} is in the language {language!r}, which this release does not know: it is set from left to right"


def no_template(where, name):
    """Say that a kind of block cannot be shown."""
    return f"{where} holds blocks of the kind {name!r}, which has no template: readers do not see them"
