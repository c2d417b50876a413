from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What is written, and what it rests on."""

    name = "articles"
    verbose_name = "Articles"
