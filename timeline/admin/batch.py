"""Events, many at once: a row an event, by keyboard alone, and nothing lost where a row has to be corrected."""

import re
import uuid

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext

from articles.exceptions import BUSY, Refusal
from timeline.admin.event_rows import EventRow, EventRows
from timeline.admin.target_timeline import TargetTimelineForm
from timeline.models import Event, enter, key_of

PREFIX = "events"
EMPTY_ROWS, MOST_ROWS = 5, 200
MOST = 500  # rows of any page that enters events
ROW = re.compile(rf"{PREFIX}-[0-9]{{1,4}}")
Rows = forms.formset_factory(EventRow, EventRows, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def once_of(data):
    """Return the key of a page that is sent once, as it came back, or a new one."""
    try:
        return uuid.UUID(data["once"]) if data else uuid.uuid4()
    except (KeyError, ValueError) as error:
        raise BadRequest(gettext("This page was not sent as it was given out.")) from error


def is_done(once):
    """Whether an earlier click of the same page has entered its events."""
    return Event.objects.filter(pk__in=[key_of(once, place) for place in range(MOST)]).exists()


class EnteringAdmin(admin.ModelAdmin):
    """Mixed into the admin of events: the page on which many are entered."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("many/", view(self.many_page), name="timeline_event_many"),
            path("near/", view(self.near_page), name="timeline_event_near"),
            *super().get_urls(),
        ]

    def many_page(self, request):
        """Ask for events in rows; enter them all, or say at each cell what has to be corrected."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        who = {"user": request.user, "moment": request.moment}
        rows, into = Rows(data, prefix=PREFIX, form_kwargs=who), TargetTimelineForm(data, **who)
        once = once_of(data)
        if data and self.entered(request, rows, into, once):
            return HttpResponseRedirect(reverse("admin:timeline_event_many"))
        context = {"title": "Events, many at once", "rows": rows, "into": into, "once": once, "opts": self.opts}
        return TemplateResponse(request, "admin/timeline/many.html", self.admin_site.each_context(request) | context)

    def entered(self, request, rows, into, once):
        """Enter the rows that were filled, if all is right, and say so; tell whether it was done, now or before."""
        if is_done(once):
            return True
        if not all([rows.is_valid(), into.is_valid()]):  # both are asked: all that is wrong is said at once
            return False
        filled = rows.filled()
        wanted = [form.cleaned_data | {"key": key_of(once, place)} for place, form in filled]
        try:
            events = enter(wanted, request.user, **into.answers)
        except IntegrityError:  # two clicks at once: the other one has entered them
            into.add_error(None, BUSY)
            return is_done(once)
        except (Refusal, OperationalError) as error:
            into.add_error(None, BUSY if isinstance(error, OperationalError) else error)
            return False
        self._tell(request, wanted, events, into.answers["timeline"])
        return True

    def _tell(self, request, wanted, events, timeline):
        """Say what was entered."""
        if not wanted:
            messages.warning(request, gettext("No row was filled in, so nothing was entered."))
            return
        known = sum(bool(row["same_as"]) for row in wanted)
        new = len(events) - known
        said = ngettext("%(count)d event entered", "%(count)d events entered", new) % {"count": new}
        if known:
            already = ngettext("%(count)d known already", "%(count)d known already", known) % {"count": known}
            said = f"{said}, {already}"
        where = gettext("%(said)s; all of them are in the timeline “%(timeline)s”.") if timeline else "%(said)s."
        messages.success(request, where % {"said": said, "timeline": timeline})

    def near_page(self, request):
        """Return the known events that may be the one in a row that is being written, as the choice between them."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        prefix = request.GET.get("prefix", "")
        if not ROW.fullmatch(prefix):
            raise BadRequest(gettext("There is no such row."))
        row = EventRow(request.GET, prefix=prefix, user=request.user, moment=request.moment)
        row.full_clean()
        row.errors.pop("choice", None)
        return render(request, "admin/timeline/_near.html", {"row": row})
