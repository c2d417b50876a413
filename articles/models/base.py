"""The root of every model: a key that reads the same in another database."""

import uuid

from django.db import models


class BaseModel(models.Model):
    """A model with a UUID for its key, so that documents, fixtures and links can name it anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
