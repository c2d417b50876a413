"""Web addresses on pages: every one is shown through this filter."""

from django import template

from articles.text import safe_address

register = template.Library()
register.filter(safe_address)
