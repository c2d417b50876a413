"""The demonstration, loaded once for all tests of a module that use it."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@contextmanager
def loaded_into(media, blocker):
    """Load the demonstration into the test database, with its pictures in a folder, and roll back afterwards."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        call_command("loaddata", "demo", verbosity=0)
        yield media
        transaction.set_rollback(True)
