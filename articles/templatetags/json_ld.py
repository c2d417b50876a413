"""Structured data in a page's head."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.pages import jsonld as structured

register = template.Library()
register.filter("stamp", structured.stamp)

# As Django's own `json_script`: nothing in a string can end the script element or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld(data):
    """A mapping as a `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def structured_article(page):
    """The structured data of an article that is read."""
    return json_ld(structured.article(page))


@register.simple_tag
def structured_topic(topic):
    """The structured data of a topic's page."""
    return json_ld(structured.topic(topic))


@register.simple_tag
def structured_author(author):
    """The structured data of an author's page."""
    return json_ld(structured.author(author))
