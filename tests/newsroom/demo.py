"""The demonstration, loaded once for all the tests of a module that ask for it."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@contextmanager
def loaded_into(media, blocker):
    """Hold the demonstration in the test database, its pictures in a folder, and take all back afterward."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        call_command("loaddata", "demo", verbosity=0)
        yield media
        transaction.set_rollback(True)
