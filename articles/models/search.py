"""Searching working copies at the desk: by the beginnings of words, in the text, its pictures, people and sources.

A table of (word, article) rows, as images have it, would hold some hundred rows for each article. Here each article has
one row with its words, of which the database itself keeps the index: SQLite's FTS5 by triggers, PostgreSQL's GIN. For
50,000 articles of 250 words each they take 80 MB, and the index as much.
"""

from content_editor.models import PluginBase
from django.db import models
from django.db.models import Exists, F, Lookup, OuterRef, Value

from articles.models.facts import Fact, working_copies_with
from articles.models.images import LONGEST_QUERY, MOST_WORDS, Image, words_of
from articles.text import LineField, ProseField, SlugField, WordsField, folded_columns, prose_to_text

# Up to so many articles are found by the index and sorted; more are soon found among the newest. Of 50,000 articles on
# SQLite that takes 30 ms for 2,000 of them, where looking at the newest took 90; for all of them 20 ms instead of 440.
COMMON = 10_000
# So few are named by their keys: PostgreSQL, which cannot tell that they are few, would read all articles in order.
FEW = 1_000
BATCH = 500  # articles whose words are derived at a time
LONGEST = 500_000  # bytes of the words of an article; PostgreSQL refuses more than 1,048,575


class FoldedWords(models.TextField):
    """Words as `words_of` returns them, with a space between two; `beginnings` looks them up."""


@FoldedWords.register_lookup
class Beginnings(Lookup):
    """Whether every one of some beginnings (a tuple of folded words) begins a word; answered from the index alone."""

    lookup_name = "beginnings"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        """Ask the FTS5 table, whose rows have the keys of those that it was made of."""
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        index = connection.ops.quote_name(f"{self.lhs.target.model._meta.db_table}_index")
        key = connection.ops.quote_name(self.lhs.target.model._meta.pk.column)
        query = " ".join('"{}"*'.format(word.replace('"', "")) for word in self.rhs)
        return f"{alias}.{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [query]

    def as_postgresql(self, compiler, connection):
        """Compare with the expression that is indexed: PostgreSQL's own parser would divide the words once more."""
        words, params = self.process_lhs(compiler, connection)
        beginnings = " & ".join("'{}':*".format(word.replace("\\", "").replace("'", "")) for word in self.rhs)
        return f"array_to_tsvector(string_to_array({words}, ' ')) @@ %s::tsquery", [*params, beginnings]


class ArticleText(models.Model):
    """The words of a working copy, with the names, captions and credits of the facts that it uses, for searching.

    Derived: saving an article writes it; after blocks were stored alone, `article.update_search_index()` does.
    The migration that makes the table says how it is indexed; on SQLite a table that is made anew loses its triggers.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="search_text")
    words = FoldedWords()

    def __str__(self):
        return self.words[:80]


def articles_with_words(articles, query):
    """Return the articles (of a query set) of which every word of a query begins a word, in any case or accents."""
    beginnings = tuple(words_of(query[:LONGEST_QUERY])[:MOST_WORDS])
    if not beginnings:
        return articles
    texts = ArticleText.objects.using(articles.db).filter(words__beginnings=beginnings)
    few = list(texts.values_list("article", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return articles.filter(pk__in=few)
    if texts[COMMON : COMMON + 1].exists():
        return articles.filter(Exists(texts.filter(article=OuterRef("pk"))))
    return articles.filter(pk__in=texts.values("article"))


def update_article_index(model, keys):
    """Write the words of the articles (of this model) with these keys."""
    keys = list(keys)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        ArticleText.objects.bulk_create(
            [ArticleText(article_id=key, words=words) for key, words in derive_words(model, batch).items()],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["words"],
        )


def outdated_article_words(model, keys):
    """Return the words of those articles, by key, that are not found by all of them.

    A word too many is no fault: `add_words_of` leaves the old name of a fact until the article is saved.
    """
    stored = dict(ArticleText.objects.filter(article__in=keys).values_list("article", "words"))
    derived = derive_words(model, keys)
    return {key: words for key, words in derived.items() if not set(words.split()) <= set(stored.get(key, "").split())}


def derive_words(model, keys):
    """Return the words of articles by key; one query, however many articles, rows and facts there are."""
    texts = {}
    first, *others = (
        rows.filter(**{f"{owner}__in": list(keys), f"{path}__gt": ""})
        .annotate(text=F(path), is_prose=Value(is_prose))
        .order_by()
        .values_list(owner, "text", "is_prose")
        for rows, owner, path, is_prose in columns_searched(model)
    )
    for key, text, is_prose in first.union(*others, all=True):
        texts.setdefault(key, []).append(prose_to_text(text) if is_prose else text)
    return {key: shortened(words_of(*of_article)) for key, of_article in texts.items()}


def shortened(words):
    """Return words as they are stored."""
    return " ".join(sorted(words)).encode()[:LONGEST].decode(errors="ignore").strip()


def columns_searched(model):
    """Yield (manager, owner, path, whether it is prose) for every column with words of an article.

    The owner is the path from a row to its article; the path leads from the row to its own words, to the names of the
    facts to which it refers, and to the words by which its images are searched.
    """
    relations = [r for r in model._meta.related_objects if r.on_delete is models.CASCADE and is_part(r.related_model)]
    for rows, owner in [(model, "pk"), *((r.related_model, r.field.attname) for r in relations)]:
        for field in rows._meta.concrete_fields:
            for path in paths_to_words(field):
                yield rows._base_manager, owner, path, isinstance(field, ProseField)


def is_part(model):
    """Whether rows of a model are a part of the text of an article: blocks, or what refers to a fact, as bylines do."""
    references = [field.related_model for field in model._meta.concrete_fields if field.is_relation]
    return issubclass(model, PluginBase) or any(issubclass(reference, Fact) for reference in references)


def paths_to_words(field):
    """Return the paths to the words of a column: itself, or those of the fact that it refers to."""
    if isinstance(field, (LineField, WordsField, SlugField, ProseField)):
        return [field.name]
    if not field.is_relation or not issubclass(field.related_model, Fact):
        return []
    if issubclass(field.related_model, Image):
        return [f"{field.name}__words__word"]
    return [f"{field.name}__{line}" for line in lines_of(field.related_model)]


def lines_of(model):
    """Return the columns with the names of a kind of fact: those that are folded for look-ups."""
    return sorted({line for column in folded_columns(model) for line in model._meta.get_field(column).lines})


def add_words_of(model, fact, anew=False):
    """Let the articles that use a fact be found by its words; those that it had before stay until a save.

    Thousands may use it, so nothing else of them is read. With `anew` their words are derived again, as for an erasure.
    """
    copies = working_copies_with(fact).values("pk")
    if anew:
        update_article_index(model, copies.values_list("pk", flat=True))
        return
    if isinstance(fact, Image):
        texts = fact.words.values_list("word", flat=True)
    else:
        texts = [getattr(fact, line) or "" for line in lines_of(type(fact))]
    words, changed = words_of(*texts), []
    for text in ArticleText.objects.filter(article__in=copies) if words else ():
        known = text.words.split()
        if new := set(words).difference(known):
            text.words = shortened([*known, *new])
            changed.append(text)
    ArticleText.objects.bulk_update(changed, ["words"], BATCH)
