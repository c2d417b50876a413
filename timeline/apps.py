from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """What happened, when, and who says so."""

    name = "timeline"
    verbose_name = "Timeline"
