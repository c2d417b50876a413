"""The serializers of `dumpdata`, which write moments whole: Django's leave out microseconds, and so lose the order of two
things that happened in one millisecond.
"""

import datetime

from django.core.serializers.json import DjangoJSONEncoder


class ExactEncoder(DjangoJSONEncoder):
    """Django's encoder, with moments to the microsecond."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime.datetime) else super().default(value)
