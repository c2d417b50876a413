from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """The site: settings, addresses, front page and the commands that set everything up."""

    name = "newsroom"
