from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """The site: settings, addresses, front page and the commands that set everything up."""

    default = True
    name = "newsroom"

    def ready(self):
        from newsroom import groups  # models can be imported only when every app is there

        post_migrate.connect(groups.ensure, dispatch_uid="newsroom.groups")


class DeskConfig(admin.AdminConfig):
    """Django's admin, on the site of the desk."""

    default = False  # of this module: it is named in the settings
    default_site = "newsroom.desk.DeskSite"
