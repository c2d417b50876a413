"""The panels on the first page of the desk.

A tag, as Django's own list of recent actions on that page is: the admin site, which has the page, is there before the
admin of articles, on which the panels rest.
"""

from django import template

from newsroom.dashboard import Dashboard

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context):
    """Return the panels for the person who asks, at the moment of the request."""
    request = context["request"]
    return Dashboard(request.user, request.moment).panels()
