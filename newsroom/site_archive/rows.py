"""The rows of a site as objects of their columns, read and inserted exactly as they are: no model saves anything."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection

from articles.models import Agency, Generation
from articles.queries import own_columns, row_from_json, to_json

# What `migrate` puts into the database of a new site, where the rows of an archive take its place.
MADE_BY_MIGRATE = (Agency, Generation)
BATCH = 2000  # rows that are in memory at a time


def site_models():
    """Return the models whose rows are the site: all but those of accounts and sessions."""
    return [*apps.get_app_config("articles").get_models(), *apps.get_app_config("timeline").get_models(), LogEntry]


def content_type_names():
    """Return the names of content types by key, such as `articles.section`: the keys differ from site to site."""
    return {kind.pk: f"{kind.app_label}.{kind.model}" for kind in ContentType.objects.all()}


def read_rows(model):
    """Yield every row of a model as an object of its columns."""
    names = content_type_names()
    for row in model._base_manager.order_by("pk").iterator(BATCH):
        values = {field.attname: to_json(field, row) for field in own_columns(model)}
        for field in references(model, ContentType):
            values[field.attname] = names[values[field.attname]]
        yield values


def references(model, to):
    """Return the foreign keys of a model that refer to rows of another."""
    return [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is to]


class RowLoader:
    """Inserts rows that `read_rows` read, perhaps on another site, whose accounts have other keys there.

    `accounts` has the keys of this site's accounts by those in the archive. `without_person` counts the rows that named
    an account which is not in it, and now name nobody.
    """

    def __init__(self, accounts):
        self.keys = {User: accounts, ContentType: {name: key for key, name in content_type_names().items()}}
        self.without_person = 0

    def insert(self, model, rows):
        """Insert rows of a model; all of them fit into memory."""
        fields = model._meta.concrete_fields
        found = [values for row in rows if (values := self._values(model, row))]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", found)

    def _values(self, model, row):
        """Return the values of a row for the database; None for one that is nothing without its account."""
        for to, keys in self.keys.items():
            for field in references(model, to):
                if row[field.attname] is not None:
                    row[field.attname] = keys.get(row[field.attname])
                    self.without_person += row[field.attname] is None
                    if row[field.attname] is None and not field.null:
                        return None
        # Columns that an older release did not have get their defaults.
        read = row_from_json(model, row)
        return [
            field.get_db_prep_save(getattr(read, field.attname), connection) for field in model._meta.concrete_fields
        ]

    def reset_sequences(self):
        """Let the keys that the database counts go on after those of the rows."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), site_models()):
                cursor.execute(statement)
