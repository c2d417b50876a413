"""Base classes of the models."""

import uuid

from django.conf import settings
from django.db import models


class LoadedRelations(models.Model):
    """A model that does not look up once more, when it is validated, the rows to which it refers and which it has."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """Validate the columns, but for foreign keys whose rows were loaded."""
        references = [field for field in self._meta.concrete_fields if field.is_relation and field.is_cached(self)]
        rows = {field.name: field.get_cached_value(self) for field in references}
        loaded = {name for name, row in rows.items() if row is not None and not row._state.adding}
        super().clean_fields({*(exclude or ()), *loaded})


class BaseModel(LoadedRelations):
    """A model with a UUID as its key, so that documents, fixtures and links can name a row in any database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class WorkingCopy(BaseModel):
    """What editors write in and readers never see.

    A class of its own below the facts, because they must find the working copies that use them: a merger raises their
    versions, and the desk says where a fact is used. `version` rises with every save, so that nobody overwrites a
    colleague's work or publishes what was not reviewed.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="articles_begun"
    )
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save the working copy, or some of its columns, and raise its version."""
        raises_version = not self._state.adding and (update_fields is None or bool(update_fields))
        if raises_version:
            self.version += 1
        if raises_version and update_fields is not None:
            update_fields = {*update_fields, "version", "modified"}
        super().save(*args, update_fields=update_fields, **kwargs)
