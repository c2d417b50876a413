"""A form renderer that writes the plainest widgets, labels and empty lists of errors without a template.

An article of thirty blocks has some two thousand of them, and Django renders each by up to three nested templates: that
was more than half of the time that its form took. What is written here equals what Django's templates give (a test
holds the two together); everything else, and whatever an installed app overrides by another template name, is rendered
by its template.
"""

from html import escape

from django.forms.renderers import TemplatesSetting
from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.translation import gettext

# The links beside the widget of a foreign key: their kind, icon and title (in Django's own words, which it translates).
LINKS = (
    ("change", "admin/img/icon-changelink.svg", "Change selected %(model)s"),
    ("add", "admin/img/icon-addlink.svg", "Add another %(model)s"),
)
OPTION = "django/forms/widgets/select_option.html"


def escaped(value):
    """Return a value as text for HTML; text that says that it is HTML already stays as it is."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def attributes(attrs):
    """Return HTML attributes, each with a space before it."""
    written = []
    for name, value in (attrs or {}).items():
        if value is True:
            written.append(f" {escaped(name)}")
        elif value is not False:
            written.append(f' {escaped(name)}="{escaped(value)}"')
    return "".join(written)


def input_widget(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    opening = f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"'
    return f"{opening}{value}{attributes(widget['attrs'])}>"


def textarea(context):
    widget = context["widget"]
    value = escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>\n{value}</textarea>'


def select(context):
    """Write a select without groups of options; return None for any other."""
    widget, options = context["widget"], []
    for group, choices, _index in widget["optgroups"]:
        if group or any(choice["template_name"] != OPTION for choice in choices):
            return None
        options += [
            f'\n  <option value="{escaped(choice["value"])}"{attributes(choice["attrs"])}>'
            f"{escaped(localize(choice['label']))}</option>\n"
            for choice in choices
        ]
    opening = f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return f"{opening}{''.join(options)}\n</select>"


def label(context):
    text = escaped(context["label"])
    return f"<{context['tag']}{attributes(context['attrs'])}>{text}</{context['tag']}>" if context["use_tag"] else text


def no_errors(context):
    """Write an empty list of errors, which is nothing; return None for any other."""
    return None if context["errors"] else ""


def related(context):
    """Write the widget of a foreign key with its links; return None where it has links that the desk leaves out."""
    if context["can_delete_related"] or context["can_view_related"] or context["model_has_limit_choices_to"]:
        return None
    html = [
        f'<div class="related-widget-wrapper" data-model-ref="{escaped(context["model_name"])}">\n',
        escaped(context["rendered_widget"]),
    ]
    for kind, icon, title in LINKS if not context["is_hidden"] else ():
        if context[f"can_{kind}_related"]:
            params = escaped(context["url_params"])
            if kind == "add":
                address = f'data-popup="yes" href="{escaped(context["add_related_url"])}?{params}"'
            else:
                template = escaped(context["change_related_template_url"])
                address = f'data-href-template="{template}?{params}" data-popup="yes"'
            html.append(
                f'<a class="related-widget-wrapper-link {kind}-related" id="{kind}_id_{escaped(context["name"])}" '
                f'{address} title="{gettext(title) % {"model": escaped(context["model"])}}">'
                f'<img src="{static(icon)}" alt="" width="24" height="24"></a>'
            )
    return "".join([*html, "\n</div>"])


WRITERS = {
    "admin/widgets/related_widget_wrapper.html": related,
    "django/forms/label.html": label,
    "django/forms/errors/list/default.html": no_errors,
    "django/forms/errors/list/ul.html": no_errors,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": textarea,
} | {f"django/forms/widgets/{kind}.html": input_widget for kind in ("checkbox", "hidden", "number", "text", "url")}


class FormRenderer(TemplatesSetting):
    """Django's renderer with the project's templates, but for what `WRITERS` write."""

    def render(self, template_name, context, request=None):
        writer = WRITERS.get(template_name)
        html = writer(context) if writer else None
        return super().render(template_name, context, request) if html is None else html
