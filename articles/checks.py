"""System checks: what would keep a kind of block from being edited or shown is said at start."""

from content_editor.models import PluginBase
from django.apps import apps
from django.core.checks import Error, register

from articles.models import Article

NO_TEMPLATE, HIDDEN = "articles.E001", "articles.E002"


@register()
def check_block_kinds(app_configs, **kwargs):
    """Check every kind of block that is installed."""
    models = (model for model in apps.get_models() if issubclass(model, PluginBase))
    kinds = [model for model in models if model._meta.get_field("parent").related_model is Article]
    return [error for kind in kinds for error in errors_of(kind)]


def errors_of(kind):
    """Yield an error for everything that keeps a kind of block from being edited or shown."""
    name = kind._meta.label
    if not kind().has_template:
        yield Error(
            f"The kind of block {name} has no template, so readers are not shown its blocks.",
            hint=f"Write templates/{kind().template_name}; it is given the block as “block”.",
            obj=kind,
            id=NO_TEMPLATE,
        )
    if kind._meta.get_field("parent").remote_field.hidden:
        yield Error(
            f"The foreign key “parent” of the kind of block {name} has a hidden related name, so articles do not "
            "know its blocks: they are neither edited nor published.",
            hint='Leave “parent” to the base class, or give it related_name="%(app_label)s_%(class)s_set".',
            obj=kind,
            id=HIDDEN,
        )
