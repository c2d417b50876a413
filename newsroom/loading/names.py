"""Names in place of keys: which row of the file or of the site is meant by a slug, a name, a title or a picture."""

import uuid
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.fact_keys import FactKeysField
from articles.models import Agency, Article, Fact, Image, Section
from articles.text import one_line
from newsroom.loading.parts import stored_value
from newsroom.loading.pictures import find_picture
from newsroom.loading.rows import columns_of, hint, refers_to_own

NAME_COLUMNS = ("slug", "name", "title", "headline")
NAMED = (Section, Article, Agency, Fact)
# What tells a row without a slug from others of its name, where the file says it.
TELLING = {"timeline.event": ("title", "date"), "articles.source": ("title", "publisher")}


def name_columns(model):
    """Return the columns by which rows of a model are called, the one that is unique first."""
    names = {field.name for field in model._meta.concrete_fields}
    return [column for column in NAME_COLUMNS if column in names]


def as_key(value):
    """Return the UUID that a value is, or None."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def references_of(row):
    """Yield (column, value) for every reference to a row of ours of which a row says something."""
    for field in columns_of(row.model):
        if field.name in row.values and (isinstance(field, FactKeysField) or refers_to_own(field)):
            yield field, row.values[field.name]


class Names:
    """The names of the rows of a fixture, and of those of the site that it mentions."""

    def __init__(self, rows, problems):
        self.rows, self.problems = rows, problems
        self.survivors = {}  # by the keys of merged facts

    def identify(self):
        """Give a key to each row that has a name and none yet: that of the row here which it stands for, or a new one.

        Two rows of the file that stand for the same thing are a problem, and so are several such rows here.
        """
        by_model = defaultdict(list)
        for row in self.rows:
            if issubclass(row.model, NAMED):
                by_model[row.model].append(row)
        for model, rows in by_model.items():
            if any(row.key is None for row in rows):
                self._identify(model, rows)

    def _identify(self, model, rows):
        first = {}
        here = self._called_alike(model, [row for row in rows if row.key is None])
        for row in rows:
            identity = identity_of(row)
            if not identity:
                continue
            other = first.setdefault(tuple(sorted(identity.items())), row)
            if other is not row and None in (row.key, other.key):
                self.problems.add(row, "", _("This is the same as row %(number)s.") % {"number": other.number})
        for row in [row for row in rows if row.key is None]:
            same = images_of(row.picture) if row.picture else [o for o in here if is_same(identity_of(row), o)]
            if model is Article and not same:
                same = self._published_at(row)
            if len(same) > 1:
                self.problems.add(row, next(iter(identity_of(row))), several(model, len(same)))
            row.key = same[0].pk if same else uuid.uuid4()

    def _published_at(self, row):
        """Return the article, in a list, that was published at the address of a row, whatever its slug is by now."""
        called = text_of(row.values.get("section"))
        sections = [r for r in self.rows if r.model is Section and called in map(text_of, r.values.values())]
        slugs = {text_of(section.values.get("slug")) for section in sections}
        slugs.update(Section.objects.filter(Q(slug=called) | Q(name=called)).values_list("slug", flat=True))
        paths = [f"{slug}/{text_of(row.values.get('slug'))}" for slug in slugs]
        return list(Article.objects.filter(addresses__path__in=paths).distinct())

    def _called_alike(self, model, rows):
        """Return the rows of the site that have one of the names of these rows."""
        texts = {column: {text_of(row.values.get(column)) for row in rows} - {""} for column in name_columns(model)}
        return self._search(model, texts)

    def _search(self, model, texts):
        condition = Q(pk__in=[])
        for column, words in texts.items():
            condition |= Q(**{f"{column}__in": words})
        found = model._base_manager.filter(condition)
        found = list(found.select_related("section") if model is Article else found)
        self.survivors |= {f.pk: f.merged_into_id for f in found if getattr(f, "merged_into_id", None)}
        return found

    def resolve(self):
        """Replace every name by the key of the row that is meant; what is not known, or not unique, is a problem."""
        named = [(row, field, value) for row in self.rows for field, value in references_of(row)]
        texts = defaultdict(set)
        for _row, field, value in named:
            texts[target_of(field)].update(text for text in names_in(field, value) if text)
        self.index = {model: self._index(model, words) for model, words in texts.items() if words}
        for row, field, value in named:
            if value is None:
                continue
            keys = [self._key(row, field, each) for each in values_in(field, value)]
            row.values[field.name] = keys if isinstance(field, FactKeysField) else keys[0]

    def _index(self, model, words):
        """Return a mapping of names to the keys of the rows that have them; names that are unique come first."""
        columns = name_columns(model)
        searched = words | {word.rpartition("/")[2] for word in words} if model is Article else words
        in_file = {row.key: row for row in self.rows if row.model is model}
        here = self._search(model, dict.fromkeys(columns, searched)) if columns else []
        index = {column: defaultdict(set) for column in ("file", "address", *columns, "words")}
        for row in in_file.values():
            for column in ("file", *columns):
                index[column][text_of(row.values.get(column))].add(row.key)
            address = f"{text_of(row.values.get('section'))}/{text_of(row.values.get('slug'))}"
            index["address"][address].add(row.key)
            index["words"][words_of(row)].add(row.key)
        for other in here:
            said = in_file[other.pk].values if other.pk in in_file else {}
            for column in columns:
                if column not in said:
                    index[column][getattr(other, column)].add(other.pk)
            index["words"][str(other)].add(other.pk)
            if isinstance(other, Article):
                index["address"][other.address_path].add(other.pk)
        return index

    def _key(self, row, field, value):
        """Return the key that a value names or is, or None where that is a problem."""
        if key := as_key(value):
            return key
        text, model = name_in(value), target_of(field)
        if text is None:
            self.problems.add(row, field.name, _("Write the slug, the name or the key of one row."))
            return None
        keys = next((by_text[text] for by_text in self.index[model].values() if by_text.get(text)), set())
        if model is Image and not keys:
            keys = {image.pk for image in images_of(find_picture(row.file, text))}
        keys = {self.survivors.get(key, key) for key in keys}
        if len(keys) == 1:
            return keys.pop()
        self.problems.add(row, field.name, several(model, len(keys)) if keys else self._unknown(model, text))
        return None

    def _unknown(self, model, text):
        """Return the sentence for a name that neither a row of the file nor one here has."""
        columns = name_columns(model)
        known = {text_of(row.values.get(column)) for row in self.rows if row.model is model for column in columns}
        if columns:
            known.update(model._base_manager.values_list(columns[0], flat=True)[:1000])
        known = sorted(known - {""})
        return _("No %(kind)s is called “%(name)s”, in the file or on this site. %(hint)s") % {
            "kind": model._meta.verbose_name,
            "name": one_line(text)[:80],
            "hint": hint(text, known, known[:20]) if known else _("Write a row for it."),
        }


def target_of(field):
    """Return the model to which a column refers."""
    return field.fact_model if isinstance(field, FactKeysField) else field.related_model


def names_in(field, value):
    """Return the names, not the keys, in the value of a reference."""
    return [name_in(each) for each in values_in(field, value) if not as_key(each)]


def values_in(field, value):
    """Return the single references in the value of a column."""
    return value if isinstance(field, FactKeysField) and isinstance(value, list) else [value]


def name_in(value):
    """Return the name that a value is, or a list of one name as Django writes it; or None."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value) and value:
        value = "/".join(value)
    return one_line(value) if isinstance(value, str) and value.strip() else None


def text_of(value):
    """Return a value of a name's column as it will be stored."""
    return "" if value is None else one_line(str(value))


def images_of(picture):
    """Return the images here that are made of a picture file; else those that once were, before another replaced it."""
    if picture is None:
        return []
    images = Image.objects.filter(sha256=picture.sha256)
    return images or Image.objects.filter(readings__sha256=picture.sha256).distinct()


def words_of(row):
    """Return how the site would write a row, such as “The News (Southern Press)” for a source."""
    columns = [field.name for field in columns_of(row.model) if field.name in (*NAME_COLUMNS, "publisher")]
    return str(row.model(**{column: text_of(row.values.get(column)) for column in columns}))


def several(model, count):
    """Return the sentence for a name that several rows have."""
    return _("%(count)s %(kinds)s are called so. Write the slug or the key of the one that you mean.") % {
        "count": count,
        "kinds": model._meta.verbose_name_plural,
    }


def identity_of(row):
    """Return what tells the thing that a row stands for from all others, by column; {} where nothing does."""
    values, model = row.values, row.model
    if row.picture:
        return {"sha256": row.picture.sha256}
    if text_of(values.get("slug")):
        return {column: text_of(values[column]) for column in ("slug", "section") if values.get(column)}
    columns = TELLING.get(model._meta.label_lower) or name_columns(model)[-1:]
    return {column: text_of(values[column]) for column in columns if values.get(column) is not None}


def is_same(identity, other):
    """Return whether a row of the site is the one with this identity."""
    return bool(identity) and all(has_value(other, column, text) for column, text in identity.items())


def has_value(other, column, text):
    """Return whether a row of the site has a value, written as text, in a column."""
    value = getattr(other, column)
    if isinstance(value, Section):
        return text in (value.slug, value.name, str(value.pk))
    try:
        return value == stored_value(other._meta.get_field(column), text)
    except ValidationError:
        return False
