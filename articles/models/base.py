"""Base classes of the models."""

import uuid

from django.conf import settings
from django.db import models

from articles.addresses import UnusedSlugs
from articles.text import slug_of

NUMBER_LENGTH = 10  # characters that a slug leaves for a number after it


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


class Addressed(models.Model):
    """A model whose rows have a page at a slug, made from the column `named_by` where none was written."""

    named_by = "name"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row, with a slug made from its name where it has none."""
        self.fill_slug()
        super().save(*args, **kwargs)

    def slug_stem(self):
        """Return the slug that the row's name gives, before it is compared with those in use."""
        longest = self._meta.get_field("slug").max_length - NUMBER_LENGTH
        return slug_of(getattr(self, self.named_by), longest) or self._meta.model_name

    def slugs_in_use(self, stem):
        """Return the slugs that begin with a stem and that this row cannot have."""
        others = type(self)._base_manager.exclude(pk=self.pk)
        return others.filter(slug__startswith=stem).values_list("slug", flat=True)

    def fill_slug(self):
        """Make an unused slug where there is none."""
        if not self.slug:
            stem = self.slug_stem()
            self.slug = UnusedSlugs(self.slugs_in_use(stem)).make(stem)

    def clean(self):
        """Make the slug, which a form may leave out, before it is compared with what readers know."""
        self.fill_slug()
        super().clean()


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

    @classmethod
    def update_search_index_with(cls, fact, anew=False):
        """Let the working copies that use a fact be found by its words; `anew`, and no longer by those it had."""
        raise NotImplementedError
