from django.apps import AppConfig
from django.contrib import admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy


class NewsroomConfig(AppConfig):
    """The site: settings, addresses, front page and the commands that set everything up."""

    name = "newsroom"

    def ready(self):
        from newsroom import groups  # models can be imported only when every app is there

        post_migrate.connect(groups.ensure, dispatch_uid="newsroom.groups")
        admin.site.enable_nav_sidebar = False  # the desk's parts stand in its header
        admin.site.index_title = gettext_lazy("Desk")
