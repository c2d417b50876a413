"""Who came in: records of log-ins, failed log-ins and changes of passwords, fed by Django's signals and our views."""

import logging

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from newsroom.models import AccessRecord
from newsroom.throttle import is_within

MOST_FAILURES, FAILURES_WITHIN = 300, 3600  # that are recorded: a stranger who guesses passwords cannot fill the disk

logger = logging.getLogger(__name__)


def record(action, account):
    """Record what was done with an account; a database that cannot store it keeps nobody out."""
    try:
        with transaction.atomic():
            AccessRecord.objects.create(action=action, account=account)
    except DatabaseError:
        logger.exception("An access could not be recorded.")


def record_login(sender, user, **kwargs):
    """Record a log-in; a receiver of `user_logged_in`."""
    record(AccessRecord.Action.LOGGED_IN, user)


def record_failure(sender, credentials, **kwargs):
    """Record a failed log-in; a receiver of `user_login_failed`."""
    if is_within("failed", "", MOST_FAILURES, FAILURES_WITHIN):
        name = str(credentials.get(User.USERNAME_FIELD, ""))
        record(AccessRecord.Action.FAILED, User.objects.filter(username=name).first())
