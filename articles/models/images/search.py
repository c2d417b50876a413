"""Searching images at the desk: by the beginnings of words, and by state."""

import hashlib
import re

from django.db import connections, models
from django.db.models import Exists, OuterRef, Q, Subquery

from articles.dates import day_to_stored
from articles.images import AI_LABELS
from articles.models.facts import FactQuerySet, FactVersion
from articles.models.images.agency import Agency
from articles.models.images.collection import CollectedImage
from articles.models.images.files import FormerStem
from articles.models.images.rights import SOON, Right, in_force
from articles.models.images.terms import LONGEST_TERM, NO_CREDIT, agency_term, keyword_term
from articles.text import fold, printable

WORD = re.compile(r"\w+")
LONGEST_QUERY = 400  # characters of a search that are read
MOST_WORDS = 8  # words of a search that count: each is a subquery
# Rows of the search index: images with a word, or with all words, of which there are more are not listed.
COMMON = 1_000
# Images of a list that are found by its own index and put in order; where there are more, they are soon found among the
# newest. Of 10,000 images, 3,000 in order cost as much as 1,000 of 3,000 among the newest.
MANY = 3_000


def words_of(*texts):
    """Return the words of some texts once each, as look-ups compare them; an apostrophe divides two words."""
    words = map(fold, WORD.findall(printable(" ".join(texts))))
    return list(dict.fromkeys(word[:LONGEST_TERM] for word in words if word))


def conditions_barring(moment):
    """Return the conditions, each found by an index of its own, of the rights that bar the use of their image.

    They are denials, and allowances for other times if there is no other. Each right is looked at by itself; only for
    an allowance that is not in force the image's others are looked up.
    """
    allow = Right.Kind.ALLOW
    lapsed = Q(~Exists(Right.objects.in_force_at(moment).filter(image=OuterRef("image"), kind=allow)), kind=allow)
    return lapsed & Q(until__lte=moment), lapsed & Q(begins__gt=moment), Q(in_force(moment), kind=Right.Kind.DENY)


def barring_at(moment):
    """Return the rights that bar the use of their image at a moment, to be looked up for one image."""
    ended, to_come, denied = conditions_barring(moment)
    return Right.objects.filter(ended | to_come | denied)


class ImageWord(models.Model):
    """A row of the search index: a word of an image, or one of its terms (see `terms`).

    Derived from the whole image whenever it is recorded.
    """

    image = models.ForeignKey("articles.Image", models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST_TERM, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("image", "word", name="image_word_once")]

    def __str__(self):
        return self.word


def rows_of(beginning, database):
    """Return the rows of the search index whose word has a beginning."""
    index = ImageWord.objects.using(database)
    # Each database uses its index for one of the two only: SQLite not for LIKE, PostgreSQL not for a range.
    if connections[database].vendor == "sqlite":
        return index.filter(word__gte=beginning, word__lt=beginning + "\U0010ffff")
    return index.filter(word__startswith=beginning)


def is_common(rows):
    """Whether more than `COMMON` rows of the search index are found."""
    return has_more(rows, COMMON)


def has_more(rows, most):
    """Whether a query set has more than `most` rows."""
    return rows[most : most + 1].exists()


def having(some, rows):
    """Return some rows of the search index, of images that are also found in each of these query sets of its rows."""
    return some.filter(*(Exists(each.filter(image=OuterRef("image"))) for each in rows if each is not some))


class ImageQuerySet(FactQuerySet):
    """Filters images by moment, state and words."""

    def unmerged(self):
        """Return the images that were not merged into another."""
        return self.filter(merged_into=None)

    def usable_at(self, moment):
        """Return the images that may be shown at a moment, as `Image.usable_at` asks of one that is loaded."""
        return (
            self.unmerged()
            .filter(killed_at=None, erased_at=None)
            .filter(~Exists(barring_at(moment).filter(image=OuterRef("pk"))))
        )

    def unusable_at(self, moment):
        """Return the images that may not be shown at a moment; `Image.reasons` says why."""
        rights, images = Right.objects.using(self.db), self.model._base_manager.using(self.db)
        killed, erased = Q(killed_at__isnull=False), Q(erased_at__isnull=False)
        # As with words: images that many rights bar are soon found among the newest, and few are found by those rights.
        lists = [rights.filter(each).values("image") for each in conditions_barring(moment)]
        lists = [
            each.order_by() for each in (*lists, images.filter(killed).values("pk"), images.filter(erased).values("pk"))
        ]
        if any(has_more(each, MANY) for each in lists):
            barred = Exists(barring_at(moment).filter(image=OuterRef("pk")))
            return self.unmerged().filter(killed | erased | barred)
        return self.unmerged().filter(pk__in=lists[0].union(*lists[1:]))

    def ending_soon(self, moment, within=SOON):
        """Return the usable images whose rights end within a time, soonest first, with that moment as `rights_end`.

        An allowance that another one continues does not count; a denial that begins does.
        """
        rights = Right.objects.filter(image=OuterRef("pk"))
        following = Right.objects.in_force_at(OuterRef("until")).filter(image=OuterRef("image"), kind=Right.Kind.ALLOW)
        soon = moment + within
        ends = rights.filter(~Exists(following), kind=Right.Kind.ALLOW, until__gt=moment, until__lte=soon)
        denied = rights.filter(kind=Right.Kind.DENY, begins__gt=moment, begins__lte=soon)
        rights_end = models.functions.Least(
            models.functions.Coalesce(Subquery(ends.order_by("until").values("until")[:1]), soon),
            models.functions.Coalesce(Subquery(denied.order_by("begins").values("begins")[:1]), soon),
        )
        candidates = Right.objects.filter(
            Q(until__gt=moment, until__lte=soon) | Q(begins__gt=moment, begins__lte=soon)
        ).values("image")
        images = self.usable_at(moment).filter(pk__in=candidates).filter(Exists(ends) | Exists(denied))
        return images.annotate(rights_end=rights_end).order_by("rights_end", "pk")

    def without_credit(self):
        """Return the images that have no credit line."""
        return self.having_term(NO_CREDIT)

    def without_alt(self):
        """Return the images that have no alternative text and are not marked decorative."""
        return self.unmerged().filter(alt="", decorative=False)

    def unused(self):
        """Return the images that nothing points at: no edition, no working copy, no other fact.

        What can point at an image is read from the model's relations, since other apps have blocks and facts that do.
        """
        images, own = self.unmerged(), {*self.model.own_relations, "former_stems"}
        for relation in self.model._meta.related_objects:
            if relation.get_accessor_name() not in own:
                pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
                images = images.filter(~Exists(pointing))
        return images

    def killed(self):
        """Return the images that were killed."""
        return self.unmerged().filter(killed_at__isnull=False)

    def by_machine(self):
        """Return the images that were made or edited by AI, and are labelled so."""
        labelled = list(AI_LABELS)
        return self.unmerged().filter(Q(source_type__in=labelled) | Q(signed_source_type__in=labelled))

    def having_term(self, *terms):
        """Return the images with one of some terms in the search index."""
        rows = ImageWord.objects.using(self.db).filter(word__in=terms)
        if has_more(rows, MANY):
            return self.unmerged().filter(Exists(rows.filter(image=OuterRef("pk"))))
        return self.unmerged().filter(pk__in=rows.values("image"))

    def with_keyword(self, keyword):
        """Return the images with a keyword, in whatever letter case."""
        return self.having_term(keyword_term(keyword))

    def in_collection(self, collection):
        """Return the images of a collection."""
        rows = CollectedImage.objects.filter(collection=collection, image=OuterRef("pk"))
        return self.unmerged().filter(Exists(rows))

    def from_agency(self, agency):
        """Return the images of an agency, by any of its names: a credit has it confirmed, or its line ends with it."""
        return self.having_term(*map(agency_term, Agency.objects.spellings(agency)))

    def uploaded_by(self, user):
        """Return the images whose first version a person made."""
        versions = FactVersion.objects.filter(fact=OuterRef("pk")).order_by("moment")
        return self.unmerged().alias(uploader=Subquery(versions.values("by")[:1])).filter(uploader=user.pk)

    def taken_during(self, first, last):
        """Return the images taken at a time that may be within these partial dates; None for no limit."""
        images = self.unmerged()
        if last is not None and last.bounds[1]:
            images = images.filter(date__first_day__lte=day_to_stored(last.bounds[1]))
        if first is not None and first.bounds[0]:
            images = images.filter(date__last_day__gte=day_to_stored(first.bounds[0]))
        return images

    def search(self, query):
        """Return the images of which every word of a query begins a word, in any case and without accents.

        Searched are title, caption, alternative text, place, keywords, credits, photographers, agencies and the people
        shown.
        """
        beginnings = words_of(query[:LONGEST_QUERY])[:MOST_WORDS]
        if not beginnings:
            return self.unmerged()
        rows = [rows_of(beginning, self.db) for beginning in beginnings]
        rare = next((each for each in rows if not is_common(each)), None)
        if rare is not None:
            return self.unmerged().filter(pk__in=having(rare, rows).values("image"))
        # If all are common, many images may have all of them, which are soon found among the newest; or hardly any,
        # for which every image would be looked at.
        if rows[1:]:
            few = list(having(rows[0], rows).values_list("image", flat=True)[: COMMON + 1])
            if len(few) <= COMMON:
                return self.unmerged().filter(pk__in=few)
        return self.unmerged().filter(*(Exists(each.filter(image=OuterRef("pk"))) for each in rows))

    def newest(self):
        """Return the images newest first; (`added`, key) is unique, so that pages can begin after any of them."""
        return self.order_by("-added", "-id")

    def same_file(self, upload):
        """Return the images made from an upload that equals this one byte for byte (bytes or a binary file)."""
        if isinstance(upload, bytes):
            digest = hashlib.sha256(upload)
        else:
            upload.seek(0)
            digest = hashlib.file_digest(upload, "sha256")
            upload.seek(0)
        return self.unmerged().filter(sha256=digest.hexdigest())

    def at_stem(self, stem):
        """Return the image whose files are or were stored under this stem, with its parts, or None."""
        former = FormerStem.objects.filter(stem=stem)
        images = self.filter(Q(stem=stem, merged_into=None) | Q(pk__in=former.values("image")))
        return next(iter(images.with_parts()), None)
