"""The rows of a fixture: what each says, where it stands, and what is wrong with it."""

import difflib
import uuid

from django.apps import apps
from django.core.management import CommandError
from django.core.serializers.base import DeserializedObject
from django.db import models
from django.utils.translation import gettext as _

OWN_APPS = {"articles", "timeline", "newsroom"}
ROW_SHAPE = '{"model": "articles.topic", "fields": {"name": "Mara Lindqvist"}}'
MOST_PROBLEMS = 20


class Problems(dict):
    """The first problem of each bad row, as a sentence."""

    def add(self, row, name, sentence):
        """Note what is wrong with a column of a row, or with the row itself where the name is empty."""
        self.setdefault(row, row.sentence(name, sentence))

    def check(self):
        """Raise `CommandError` with a line for each bad row, if there is any."""
        if not self:
            return
        lines = list(self.values())[:MOST_PROBLEMS]
        if len(self) > len(lines):
            lines.append(_("%(count)s more rows are bad.") % {"count": len(self) - len(lines)})
        lines[-1] += " " + _("Nothing was loaded.")
        raise CommandError("\n".join(lines))


class Row:
    """A row of a fixture.

    `values` has what the file says, by column. `key` is the primary key, or None as long as it is not known; `here` is
    the row of the site that it stands for, or None. `object` is what will be saved. `new_files` are those made of
    the picture that the row names, `picture`.
    """

    key = here = object = model = picture = new_files = None
    # Whether columns of which the file says nothing get their defaults, even though there is such a row here.
    starts_anew = False
    # Whether the file says the key.
    has_key = False
    # Whether it publishes the working copy, instead of being an edition with its text.
    publishes = False

    def __init__(self, file, number, values=None):
        self.file, self.number, self.values = file, number, values or {}

    @property
    def is_own(self):
        """Whether the row belongs to one of our apps."""
        return self.model is not None and self.model._meta.app_label in OWN_APPS

    @property
    def is_complete(self):
        """Whether the file says everything that `dumpdata` writes of such a row."""
        return all(field.name in self.values for field in self.model._meta.concrete_fields if field.serialize)

    def sentence(self, name, sentence):
        """Return a sentence about a column of this row, with where it stands."""
        where = _("%(file)s, row %(number)s") % {"file": self.file.name, "number": self.number}
        if self.model:
            where += f" ({self.model._meta.label_lower})"
        return f"{where}, {name}: {sentence}" if name else f"{where}: {sentence}"


def rows_from(file, written, problems, ignore=False):
    """Return the rows of a file, and note those that cannot be rows of a model.

    With `ignore`, models and columns that do not exist are left out.
    """
    rows = [row_from(file, number, value, problems, ignore) for number, value in enumerate(written, 1)]
    return [row for row in rows if row]


def row_from(file, number, value, problems, ignore):
    """Return a row, or None for one that is ignored."""
    row = Row(file, number)
    if isinstance(value, DeserializedObject):
        return row_of_object(row, value)
    if not isinstance(value, dict) or not isinstance(value.get("model"), str):
        problems.add(row, "", _("This is not a row. Write it as %(shape)s.") % {"shape": ROW_SHAPE})
        return row
    try:
        row.model = apps.get_model(value["model"])
    except (LookupError, ValueError):
        if ignore:
            return None
        problems.add(row, "", unknown_model(value["model"]))
        return row
    if not row.is_own:
        row.object = value  # Django reads it when it is saved
        return row
    read_values(row, value, problems, ignore)
    return row


def row_of_object(row, deserialized):
    """Let a row stand for an object that Django has deserialized: it has all its columns."""
    row.model, row.key, row.object = type(deserialized.object), deserialized.object.pk, deserialized
    row.has_key = row.key is not None
    if row.is_own:
        values = {field.name: getattr(deserialized.object, field.attname) for field in columns_of(row.model)}
        row.values = {name: value for name, value in values.items() if value is not None}
        row.object = None
    return row


def unknown_model(label):
    """Return the sentence for a model that does not exist."""
    known = [model._meta.label_lower for model in apps.get_models()]
    return _("There is no model “%(label)s”. %(hint)s") % {
        "label": label,
        "hint": hint(label.lower(), known, [name for name in known if name.split(".")[0] in OWN_APPS]),
    }


def hint(word, known, listed):
    """Return the sentence that says what may have been meant by a word that is not known."""
    there_are = _("There are: %(names)s.") % {"names": ", ".join(listed)}
    if close := difflib.get_close_matches(word, known, 1):
        return _("Did you mean “%(name)s”? %(there_are)s") % {"name": close[0], "there_are": there_are}
    return there_are


def read_values(row, value, problems, ignore):
    """Set the key and the values of a row of ours, and note what cannot be one."""
    fields = value.get("fields", {})
    if other := value.keys() - {"model", "pk", "fields"}:
        sentence = _("A row has a model, a pk and fields, and nothing else. Write columns into its fields.")
        return problems.add(row, min(map(str, other)), sentence)
    if not isinstance(fields, dict):
        return problems.add(row, "fields", _("Write the columns as a mapping: %(shape)s.") % {"shape": ROW_SHAPE})
    try:
        if row.model._meta.pk.default is uuid.uuid4 and isinstance(value.get("pk"), int):
            raise ValueError  # Django would make a UUID of it
        row.key = row.model._meta.pk.to_python(value.get("pk"))
    except Exception:  # whatever a key's field raises, this is no key
        sentence = _("“%(key)s” is not a key. Leave pk out, or write a UUID.") % {"key": value["pk"]}
        return problems.add(row, "pk", sentence)
    row.has_key = row.key is not None
    for name, written in fields.items():
        if column := column_called(row.model, name):
            row.values[column] = written
        elif not ignore:
            problems.add(row, name, unknown_column(row.model, name))
    return None


def column_called(model, name):
    """Return the name of the column that a fixture may call so, or None; `file` names the picture of an image."""
    names = {field.attname: field.name for field in columns_of(model)}
    if name == "file" and hasattr(model, "files"):
        return name
    return name if name in names.values() else names.get(name)


def columns_of(model):
    """Return the columns that can stand among the fields of a row."""
    return [field for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]


def refers_to_own(field):
    """Return whether a column is a foreign key to a model of our apps."""
    return field.is_relation and field.related_model._meta.app_label in OWN_APPS


def unknown_column(model, name):
    """Return the sentence for a column that a model does not have."""
    relation = next((r for r in model._meta.related_objects if r.get_accessor_name() == name), None)
    if relation:
        return _("Write each of them as a row of its own, of the model %(label)s, whose %(column)s is this one.") % {
            "label": relation.related_model._meta.label_lower,
            "column": relation.field.name,
        }
    written = [field.name for field in columns_of(model) if field.editable and not isinstance(field, models.AutoField)]
    known = written + (["file"] if hasattr(model, "files") else [])
    return _("There is no such column. %(hint)s") % {"hint": hint(str(name), known, known)}
