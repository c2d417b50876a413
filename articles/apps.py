from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles, their editions, and the facts in them but events and timelines."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        # Both import models, which is possible only when every app is loaded.
        from articles import checks  # noqa: F401 (importing them registers them)
        from articles.models.images import agency

        post_migrate.connect(agency.seed, sender=self, dispatch_uid="articles.agencies")
