from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What is written, and what it rests on."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles.models import agency  # models can be imported only when every app is there

        post_migrate.connect(agency.seed, sender=self, dispatch_uid="articles.agencies")
