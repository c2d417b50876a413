"""Moments on the desk."""

from django import template

from articles.moments import format_moment

register = template.Library()

register.filter(format_moment)
