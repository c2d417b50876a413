"""Expressions that are compiled when they are first used, as a server that only answers readers never needs many."""

import re

from django.utils.functional import SimpleLazyObject


def lazy_pattern(pattern, flags=0):
    """Return a regular expression that is used like one of `re.compile`, which it calls when it is first used.

    For expressions with many alternatives: those that read credit lines, restrictions and dates in copy took longer to
    compile than all the rest of a worker's start.
    """
    return SimpleLazyObject(lambda: re.compile(pattern, flags))
