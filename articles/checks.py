"""System checks: mistakes that would keep content from being edited or shown are reported when a command starts."""

from content_editor.models import PluginBase
from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from articles.credits import FIXTURE as AGENCIES
from articles.languages import is_known
from articles.models import Article

# articles.E005 is that of `WebAddressField`.
NO_TEMPLATE, HIDDEN_BLOCKS, UNKNOWN_LANGUAGE, NO_AGENCIES = (f"articles.E00{number}" for number in range(1, 5))
UNKNOWN_ARTICLE_LANGUAGE = "articles.W001"


@register()
def check_block_kinds(app_configs, **kwargs):
    """Check every installed kind of block."""
    models = (model for model in apps.get_models() if issubclass(model, PluginBase))
    kinds = [model for model in models if model._meta.get_field("parent").related_model is Article]
    return [error for kind in kinds for error in block_kind_errors(kind)]


def block_kind_errors(kind):
    """Yield an error for each thing that keeps blocks of a kind from being edited or shown."""
    name = kind._meta.label
    if not kind().has_template:
        yield Error(
            f"The block kind {name} has no template, so readers do not see its blocks.",
            hint=f"Add templates/{kind().template_name}. Its context has the block as “block”.",
            obj=kind,
            id=NO_TEMPLATE,
        )
    if kind._meta.get_field("parent").remote_field.hidden:
        yield Error(
            f"The foreign key “parent” of the block kind {name} has a hidden related name, so articles do not find "
            "its blocks: they are neither edited nor published.",
            hint='Inherit “parent” from Block, or give it related_name="%(app_label)s_%(class)s_set".',
            obj=kind,
            id=HIDDEN_BLOCKS,
        )


@register(Tags.translation)
def check_language_code(app_configs, **kwargs):
    """Check that Django knows the publication's language: new articles are written in it."""
    if is_known(settings.LANGUAGE_CODE):
        return []
    return [
        Error(
            f"LANGUAGE_CODE is {settings.LANGUAGE_CODE!r}, a language that Django does not know.",
            hint="Set LANGUAGE_CODE to one of django.conf.locale.LANG_INFO, such as “en-us” or “pt-br”.",
            id=UNKNOWN_LANGUAGE,
        )
    ]


@register(Tags.database)
def check_article_languages(app_configs, databases=None, **kwargs):
    """Warn of articles in a language that Django does not know; run by `migrate` and `check --database default`."""
    warnings = []
    for alias in databases or ():
        # `migrate` runs this before there are tables.
        if Article._meta.db_table not in connections[alias].introspection.table_names():
            continue
        languages = Article.objects.using(alias).order_by("language").values_list("language", flat=True).distinct()
        warnings += [
            Warning(
                f"There are articles in the language {language!r}, which Django does not know.",
                hint="Their text runs from left to right until their language is set at the desk. "
                "`manage.py verify` names the articles.",
                id=UNKNOWN_ARTICLE_LANGUAGE,
            )
            for language in languages
            if not is_known(language)
        ]
    return warnings


@register()
def check_agencies(app_configs, **kwargs):
    """Check that the table of agencies that every new site starts with is installed."""
    if AGENCIES.is_file():
        return []
    return [
        Error(
            f"{AGENCIES} is missing: a new site would know no agency, and could not read a credit line.",
            hint="Install Newsroom from a whole checkout: git restore articles/fixtures/agencies.json",
            id=NO_AGENCIES,
        )
    ]
