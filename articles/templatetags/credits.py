"""Credit lines, letter for letter."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def credited(image):
    """An image's whole credit as `<span class="credit">`, whose text is the record's; empty where there is none.

    Before it stands what a machine did, where one made or edited the picture. A long credit may break after its
    slashes, which `<wbr>` allows without adding a letter.
    """
    line = image.credit
    label = format_html('<span class="made-by">{}</span> ', image.ai_label) if image.ai_label else mark_safe("")
    return label + format_html('<span class="credit">{}</span>', breakable(line)) if line else label


def breakable(line):
    """Return the line as HTML that may break after each slash."""
    return mark_safe("/<wbr>".join(conditional_escape(part) for part in line.split("/")))
