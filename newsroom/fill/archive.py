"""Adding articles to the archive: in batches, each a transaction, so that it can be stopped and continued."""

from collections import defaultdict

from django.db import connection, transaction
from django.db.models import Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Edition,
    FileReading,
    Generation,
    Image,
    Section,
    fact_models,
    update_article_index,
)
from newsroom.fill.articles import Articles
from newsroom.fill.facts import Facts
from newsroom.fill.pictures import PictureFiles, clear
from newsroom.fill.plan import Plan

MOST = 150_000  # articles: the moment of the next one would lie ahead
BATCH = 250  # articles in a transaction
ROWS = 2000  # in a statement; Django lowers this to what the database can take


class ForeignContent(Exception):
    """The database holds content, and none of it is this archive's."""


def add_articles(count, seed=0):
    """Add to the archive until it has so many articles; yield how many it has after each batch.

    Raises `ForeignContent` where the archive has not been begun and the database holds anything else.
    """
    plan = Plan(seed)
    made = articles_made(plan)
    if not made:
        refuse_foreign_content()
    pictures = PictureFiles(plan)
    while made < count:
        until = min(made + BATCH, count)
        add_batch(plan, pictures, made, until)
        made = until
        yield made
    if connection.vendor == "postgresql":
        # The server does this by itself, but perhaps only after the first pages were measured.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def articles_made(plan):
    """Return how many articles the archive has: those up to the last one that exists."""
    made = 0
    for start in range(0, MOST, 1000):
        numbers = {plan.key("article", number): number for number in range(start, start + 1000)}
        existing = Article.objects.filter(pk__in=numbers).values_list("pk", flat=True)
        last = max((numbers[key] for key in existing), default=None)
        if last is None:
            break
        made = last + 1
    return made


def refuse_foreign_content():
    """Raise `ForeignContent` where there is any content: a site must never be mixed with an invented archive."""
    for model in (Article, Section, *fact_models()):
        if model.objects.exists():
            raise ForeignContent(
                _("This database holds %(models)s of another origin. Nothing was added. Use an empty database.")
                % {"models": model._meta.verbose_name_plural}
            )


def add_batch(plan, pictures, start, end):
    """Add the articles from one number until another, with the facts that they bring, in one transaction.

    Files are made before it, as uploads are; they are deleted if the transaction fails.
    """
    rows = []
    facts = Facts(plan, pictures, rows)
    articles = Articles(plan, facts, rows)
    try:
        add_facts(plan, facts, start, end)
        for number in range(start, end):
            articles.add(number)
        insert(rows)
    except BaseException:
        pictures.forget()
        images = {row.pk: row for row in rows if isinstance(row, Image)}
        stored = Image.objects.in_bulk(images)  # all, if the transaction was committed just before
        for key in images.keys() - stored.keys():
            clear(images[key])
        raise


def add_facts(plan, facts, start, end):
    """Add the facts that the articles from one number until another bring."""
    if not start:
        facts.add_sections()
    for counted, add in (
        (plan.authors, facts.add_author),
        (plan.topics, facts.add_topic),
        (plan.sources, facts.add_source),
        (plan.images, facts.add_image),
        (plan.timelines, facts.add_timeline),
    ):
        for number in range(counted(start) if start else 0, counted(end)):
            add(number)


@transaction.atomic
def insert(rows):
    """Insert unsaved rows, model by model; constraints on foreign keys are checked at the end of the transaction."""
    by_model = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, of_model in by_model.items():
        model.objects.bulk_create(of_model, ROWS)
    update_article_index(Article, [article.pk for article in by_model[Article]])
    set_moments(by_model)
    Generation.objects.raise_at(Generation.objects.publishing_moment())


def set_moments(by_model):
    """Set the columns that Django fills with the clock's time when a row is inserted."""
    editions = Edition.objects.filter(article=OuterRef("pk")).order_by().values("article")
    articles = Article.objects.filter(pk__in=[article.pk for article in by_model[Article]])
    articles.update(
        created=Coalesce(Subquery(editions.annotate(first=Min("created")).values("first")), "created"),
        modified=Coalesce(Subquery(editions.annotate(last=Max("created")).values("last")), "modified"),
    )
    added = Image.objects.filter(pk=OuterRef("image")).values("added")
    readings = FileReading.objects.filter(pk__in=[reading.pk for reading in by_model[FileReading]])
    readings.update(taken=Subquery(added))
