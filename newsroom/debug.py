"""What a page of `DEBUG` does not show."""

import re

from django.views.debug import SafeExceptionReporterFilter


class ReporterFilter(SafeExceptionReporterFilter):
    """Django's filter, which also hides the addresses in which passwords stand."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|DATABASE_URL|CACHE_URL|LOCATION", re.IGNORECASE
    )
