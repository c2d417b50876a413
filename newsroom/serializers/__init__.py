"""The serializers of `dumpdata`, with moments to the microsecond.

Django's own cut them to milliseconds, and so forget which of two changes came first.
"""

import datetime

from django.core.serializers.json import DjangoJSONEncoder


class ExactEncoder(DjangoJSONEncoder):
    """Django's encoder, with moments to the microsecond."""

    def default(self, value):
        if isinstance(value, datetime.datetime):
            return value.isoformat().replace("+00:00", "Z")
        return super().default(value)
