"""`verify`: find what can be wrong although every constraint of the database holds, and repair what is derived."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.languages import is_known
from articles.models import Article, Edition, Generation

INDEX = ("first_live_from", "updated_from")


class Command(BaseCommand):
    """Check that editions are numbered without gaps, that their documents can be read and shown, and that their index
    columns equal what they are derived from.
    """

    help = "Check every article and its editions. Exits with 1 if there are problems."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Derive the index columns of editions again.")

    def handle(self, *, repair, **options):
        count = 0
        for article in Article.objects.iterator():
            for problem in [*working_copy_problems(article), *self.problems(article, repair)]:
                count += 1
                self.stdout.write(f"{article}: {problem}")
        if count:
            raise CommandError(ngettext("%(count)s problem.", "%(count)s problems.", count) % {"count": count})
        editions = Edition.objects.count()
        self.stdout.write(
            ngettext("%(count)s edition, no problems.", "%(count)s editions, no problems.", editions)
            % {"count": editions}
        )

    @transaction.atomic
    def problems(self, article, repair):
        """Return a message for each problem with an article's editions, after repairing what can be."""
        editions = list(article.editions.order_by("number").select_related("text"))
        problems = []
        if [edition.number for edition in editions] != list(range(1, len(editions) + 1)):
            problems.append(_("the numbers of its editions have a gap"))
        for edition in editions:
            problems += edition_problems(edition)
        before = index_columns(article)
        Edition.objects.reindex(article.pk)
        if index_columns(article) != before:
            if repair:
                Generation.objects.raise_at(Generation.objects.publishing_moment())
            else:
                problems.append(_("index columns differ from what they are derived from (run with --repair)"))
                transaction.set_rollback(True)
        return problems


def index_columns(article):
    """Return the derived columns of the article's editions, in the order of their numbers."""
    return list(article.editions.filter(cancelled_at=None).order_by("number").values_list(*INDEX))


def is_readable(edition):
    """Return whether an edition has a document in a format that this release reads."""
    text = getattr(edition, "text", None)
    try:
        return bool(text) and json.loads(text.document)["format"] == 1
    except (ValueError, KeyError, TypeError):
        return False


def working_copy_problems(article):
    """Return a message for everything in a working copy that this release does not know or cannot show."""
    kinds = [
        name
        for name, kind in Article.block_kinds().items()
        if not kind().has_template and kind.objects.filter(parent=article).exists()
    ]
    return text_problems(_("the working copy"), article.language, kinds)


def edition_problems(edition):
    """Return a message for everything in an edition's document that this release does not know or cannot show."""
    if not edition.has_text:
        return []
    if not is_readable(edition):
        return [_("the document of edition %(number)s cannot be read") % {"number": edition.number}]
    content = edition.text.content
    if "article" not in content:  # it was erased
        return []
    kinds = dict.fromkeys(block.get("kind") for block in content.get("blocks", []))
    return text_problems(
        _("edition %(number)s") % {"number": edition.number}, content["article"].get("language"), kinds
    )


def text_problems(text, language, kinds):
    """Yield a message for a language, and for each kind of block, that this release does not know or cannot show."""
    installed = Article.block_kinds()
    if not is_known(language):
        yield _(
            "%(text)s is in the language “%(language)s”, which this release does not know: it is set from left to right"
        ) % {"text": text, "language": language}
    for name in kinds:
        if name not in installed:
            message = _("%(text)s holds blocks of the kind “%(kind)s”, which is not installed: readers do not see them")
            yield message % {"text": text, "kind": name}
        elif not installed[name]().has_template:
            message = _("%(text)s holds blocks of the kind “%(kind)s”, which has no template: readers do not see them")
            yield message % {"text": text, "kind": name}
