from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_migrate, post_save


class NewsroomConfig(AppConfig):
    """The site: settings, addresses, front page, roles, commands and the demonstration."""

    default = True
    name = "newsroom"

    def ready(self):
        # All import models, which is possible only when every app is loaded.
        from articles.models import WorkflowStep
        from newsroom import access, checks, deployment_checks, mail, roles  # noqa: F401 (checks register themselves)

        post_migrate.connect(roles.create_groups, dispatch_uid="newsroom.roles")
        user_logged_in.connect(access.record_login, dispatch_uid="newsroom.login")
        user_login_failed.connect(access.record_failure, dispatch_uid="newsroom.failure")
        post_save.connect(mail.notify_of_step, sender=WorkflowStep, dispatch_uid="newsroom.mail")


class DeskConfig(admin.AdminConfig):
    """Django's admin with the desk as its site."""

    default = False  # for this module: the settings name this class in full
    default_site = "newsroom.desk.DeskSite"
