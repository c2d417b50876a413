"""What error pages and reports do not show."""

import re

from django.views.debug import SafeExceptionReporterFilter


class ReporterFilter(SafeExceptionReporterFilter):
    """Django's filter, which here also hides addresses that may hold a password."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|DATABASE_URL|CACHE_URL|EMAIL_URL|LOCATION",
        re.IGNORECASE,
    )
