"""The page of the desk that leads to the whole site as readers will see it at a moment to come.

The addresses to which it leads are answered by `newsroom.middleware.show_moment_to_come`.
"""

import datetime

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from articles.addresses import path_as_of
from articles.admin import MomentForm
from articles.models import Edition, permissions
from articles.moments import format_moment, moments_showing, newsroom_time

MOST = 10  # scheduled editions that are offered
MORNING = datetime.time(9)


def as_of_page(request):
    """Ask for a moment to come and lead to the front page as of then; offer those at which something changes."""
    permissions.require(request.user, permissions.TO_SEE_ALL)
    form = MomentForm(request.GET if "at" in request.GET else None, now=request.moment)
    front = reverse("front")
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(path_as_of(form.moment, front))
    editions = list(Edition.objects.to_come_at(request.moment).select_related("address")[:MOST])
    context = admin.site.each_context(request) | {
        "title": gettext("The site at a moment to come"),
        "form": form,
        "mornings": [
            (path_as_of(moment, front), label % {"moment": format_moment(moment)})
            for label, moment in mornings(request.moment)
        ],
        "editions": [(path_as_of(edition.live_from, edition.path), edition) for edition in editions],
    }
    return TemplateResponse(request, "admin/as_of.html", context)


def mornings(moment):
    """Return (label, moment) of the next morning and of that a week later, on the newsroom's clock."""
    today = newsroom_time(moment).date()
    choices = [(gettext("Tomorrow morning, %(moment)s"), 1), (gettext("In a week, %(moment)s"), 7)]
    local = [(label, datetime.datetime.combine(today + datetime.timedelta(days), MORNING)) for label, days in choices]
    # No clocks are known to skip nine in the morning; where they did, that choice would be missing.
    return [(label, *moments_showing(time)[:1]) for label, time in local if moments_showing(time)]
