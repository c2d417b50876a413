"""Limits on how often something is asked for, counted in the cache."""

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)


def is_within(name, key, most, seconds):
    """Count one more request of a kind by a key, and return whether there are at most `most` in so many seconds.

    A cache that does not answer limits nobody: the desk works without it.
    """
    digest = hashlib.sha256(key.encode(errors="replace")).hexdigest()
    counter = f"throttle:{name}:{digest}"
    try:
        cache.add(counter, 0, seconds)
        return cache.incr(counter) <= most
    except Exception:  # every backend raises errors of its own
        logger.warning("The cache does not count requests.", exc_info=True)
        return True


def client_address(request):
    """Return the address from which a request comes: behind a proxy, the one that the proxy saw."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
