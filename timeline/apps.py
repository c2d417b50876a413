from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    """What happened, when, and who says so."""

    name = "timeline"
    verbose_name = _("Timeline")
