from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """The site: settings, addresses, front page, roles, commands and the demonstration."""

    default = True
    name = "newsroom"

    def ready(self):
        # Both import models, which is possible only when every app is loaded.
        from newsroom import checks, deployment_checks, roles  # noqa: F401 (importing the checks registers them)

        post_migrate.connect(roles.create_groups, dispatch_uid="newsroom.roles")


class DeskConfig(admin.AdminConfig):
    """Django's admin with the desk as its site."""

    default = False  # for this module: the settings name this class in full
    default_site = "newsroom.desk.DeskSite"
