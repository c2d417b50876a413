from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What is written, and what it rests on."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        # Models can be imported only when every app is there.
        from articles import checks  # noqa: F401 (it registers its checks)
        from articles.models.images import agency

        post_migrate.connect(agency.seed, sender=self, dispatch_uid="articles.agencies")
