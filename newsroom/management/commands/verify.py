"""`verify`: find what can be wrong although every constraint of the database holds, and repair what is derived."""

import json

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.languages import is_known
from articles.models import (
    Article,
    Change,
    Edition,
    EditionText,
    Generation,
    outdated_article_words,
    update_article_index,
)
from articles.models.editions import derive_index, mention_models
from articles.text import folded_columns, wrongly_folded

BATCH = 500  # articles that are read at a time
DOCUMENTS = 100  # of them, documents


class Command(BaseCommand):
    """Check that editions are numbered without gaps, that their documents can be read and shown, and that their index
    columns, and those of their mentions, equal what they are derived from.

    Articles are read in batches, a few queries each, and nothing is written but with `--repair`.
    """

    help = "Check every article and its editions. Exits with 1 if there are problems."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Derive the index columns of editions again.")

    def handle(self, *, repair, **options):
        total, checked, editions, count = Article.objects.count(), 0, 0, 0
        for articles in batches():
            by_article = editions_of(articles)
            for article, problem in self.problems(articles, by_article, repair):
                count += 1
                self.stdout.write(f"{article}: {problem}")
            checked += len(articles)
            editions += sum(map(len, by_article.values()))
            self.show_progress(checked, total)
        for problem in names_not_found(repair):
            count += 1
            self.stdout.write(problem)
        for article in unsorted_articles():
            if repair:
                rederive(article)
            else:
                count += 1
                self.stdout.write(
                    f"{article}: {_('its mentions or its log are not sorted as its editions are (run with --repair)')}"
                )
        if count:
            raise CommandError(ngettext("%(count)s problem.", "%(count)s problems.", count) % {"count": count})
        self.stdout.write(
            ngettext("%(count)s edition, no problems.", "%(count)s editions, no problems.", editions)
            % {"count": editions}
        )

    def problems(self, articles, by_article, repair):
        """Yield (article, message) for each problem of a batch of articles, after repairing what can be."""
        unshown, unreadable = working_copies_with_unshown_blocks(articles), document_problems(by_article)
        unsearched = outdated_article_words(Article, [article.pk for article in articles])
        if repair:
            update_article_index(Article, unsearched)
        for article in articles:
            editions = by_article[article.pk]
            kinds = unshown.get(article.pk, ())
            problems = [*text_problems(_("the working copy"), article.language, kinds)]
            if [edition.number for edition in editions] != list(range(1, len(editions) + 1)):
                problems.append(_("the numbers of its editions have a gap"))
            for edition in editions:
                problems += unreadable.get(edition.pk, ())
            if article.pk in unsearched and not repair:
                problems.append(_("the search does not find all of its words (run with --repair)"))
            if index_differs(editions):
                if repair:
                    rederive(article)
                else:
                    problems.append(_("index columns differ from what they are derived from (run with --repair)"))
            yield from ((article, problem) for problem in problems)

    def show_progress(self, checked, total):
        """Write to a terminal, over what was written there before, how many articles have been checked."""
        if self.stderr.isatty():
            message = _("%(checked)s of %(total)s articles") % {"checked": checked, "total": total}
            self.stderr.write(message, str, ending="\n" if checked == total else "\r")


def batches():
    """Yield all articles in lists, by key; only the columns that are looked at."""
    articles = Article.objects.order_by("pk").only("headline", "language")
    batch = list(articles[:BATCH])
    while batch:
        yield batch
        batch = list(articles.filter(pk__gt=batch[-1].pk)[:BATCH])


def editions_of(articles):
    """Return the editions of some articles, in the order of their numbers, by the key of the article."""
    by_article = {article.pk: [] for article in articles}
    for edition in Edition.objects.filter(article__in=by_article).order_by("number"):
        by_article[edition.article_id].append(edition)
    return by_article


def index_differs(editions):
    """Return whether an index column of all editions of an article differs from what it is derived from."""
    before = [edition.index_columns for edition in editions]
    derive_index(editions)
    return [edition.index_columns for edition in editions] != before


def unsorted_articles():
    """Return the articles of which a mention or a line of the log is not sorted as its edition is; a query a table."""
    keys = set(Change.objects.unsorted().values_list("article", flat=True).distinct())
    for model in mention_models():
        unsorted = model.objects.exclude(updated_from=F("edition__updated_from")).order_by()
        keys.update(unsorted.values_list("edition__article", flat=True).distinct())
    return Article.objects.only("headline").in_bulk(keys - {None}).values()


def names_not_found(repair):
    """Yield a message for each kind of row with names that look-ups do not find, or fold these again."""
    for model in filter(folded_columns, apps.get_models()):
        rows, columns, count = model._base_manager.all(), folded_columns(model), 0
        for wrong in wrongly_folded(rows, columns):
            count += len(wrong)
            if repair:
                rows.bulk_update(wrong, columns)
        if count and not repair:
            message = _("%(kind)s: look-ups do not find the names of %(count)s (run with --repair)")
            yield message % {"kind": model._meta.verbose_name_plural, "count": count}


@transaction.atomic
def rederive(article):
    """Derive the index columns of an article's editions and their mentions again, and save them."""
    Article.objects.select_for_update().get(pk=article.pk)
    Edition.objects.reindex(article.pk)
    Edition.objects.reindex_mentions(list(article.editions.values_list("pk", flat=True)))
    Generation.objects.raise_at(Generation.objects.publishing_moment())


def working_copies_with_unshown_blocks(articles):
    """Return the names of the kinds of block without a template in some working copies, by the key of the article."""
    unshown = {}
    for name, kind in Article.block_kinds().items():
        if not kind().has_template:
            for key in kind.objects.filter(parent__in=articles).order_by().values_list("parent", flat=True).distinct():
                unshown.setdefault(key, []).append(name)
    return unshown


def document_problems(by_article):
    """Return messages for what this release cannot read, does not know or cannot show in documents, by edition.

    A document is read, looked at and forgotten: those of a batch need not fit into memory.
    """
    editions = {e.pk: e for editions in by_article.values() for e in editions if e.has_text}
    unread = dict(editions)
    problems = {}
    documents = EditionText.objects.filter(edition__article__in=by_article).values_list("edition", "document")
    for key, document in documents.iterator(DOCUMENTS):
        if edition := unread.pop(key, None):
            problems[key] = list(edition_problems(edition, document))
    for edition in unread.values():
        problems[edition.pk] = list(edition_problems(edition, ""))
    return problems


def edition_problems(edition, document):
    """Yield a message for everything in an edition's document that this release does not know or cannot show."""
    try:
        content = json.loads(document)
        is_readable = content["format"] == 1
    except (ValueError, KeyError, TypeError):
        is_readable = False
    if not is_readable:
        yield _("the document of edition %(number)s cannot be read") % {"number": edition.number}
    elif "article" in content:  # otherwise it was erased
        kinds = dict.fromkeys(block.get("kind") for block in content.get("blocks", []))
        text = _("edition %(number)s") % {"number": edition.number}
        yield from text_problems(text, content["article"].get("language"), kinds)


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
