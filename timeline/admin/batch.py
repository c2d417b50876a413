"""Entering many events at once: a row an event, by keyboard alone; nothing is lost while a row has errors."""

import re
import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import IntegrityError, OperationalError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from articles.exceptions import BUSY, Refusal
from articles.models import permissions
from timeline.admin.forms import EventRowForm, EventRowsFormSet, TargetTimelineForm, find_similar
from timeline.batch import create_events, key_in_batch
from timeline.models import Event

PREFIX = "events"
ROW_PREFIX = re.compile(rf"{PREFIX}-[0-9]{{1,4}}")
EMPTY_ROWS = 5
MAX_ROWS = 200  # on the page of empty rows; the dates in an article may be more
MAX_POSITIONS = 500  # of any form that enters events
Rows = forms.formset_factory(EventRowForm, EventRowsFormSet, extra=EMPTY_ROWS, max_num=MAX_ROWS, absolute_max=MAX_ROWS)


class EventRowsView(View):
    """Base of the pages that enter events in rows.

    A subclass has `template_name`, `title` and `submit_label`, and `get_formset(data, **form_kwargs)` returns its rows,
    bound where there is data. Submitting the same form twice enters its events once: the hidden field `batch`
    determines their primary keys.
    """

    model_admin = None

    def get_context_data(self):
        """Return what only this page's template needs."""
        return {"opts": self.model_admin.opts}

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        permissions.require(request.user, permissions.on(Event, "add"))

    def get(self, request, **kwargs):
        self._make_forms(None, uuid.uuid4())
        return self._render()

    def post(self, request, **kwargs):
        try:
            batch = uuid.UUID(request.POST["batch"])
        except (KeyError, ValueError) as error:
            raise BadRequest(gettext("The form is incomplete. Open the page again.")) from error
        self._make_forms(request.POST, batch)
        if self._is_entered() or self._enter():
            return HttpResponseRedirect(request.path)
        return self._render()

    def _make_forms(self, data, batch):
        """Make the rows and the form about the timeline."""
        form_kwargs = {"user": self.request.user, "moment": self.request.moment}
        self.batch = batch
        self.rows = self.get_formset(data, **form_kwargs)
        self.target = TargetTimelineForm(data, **form_kwargs)

    def _render(self):
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": self.title,
            "submit_label": self.submit_label,
            "rows": self.rows,
            "target": self.target,
            "batch": self.batch,
            **self.get_context_data(),
        }
        return TemplateResponse(self.request, self.template_name, context)

    def _is_entered(self):
        """Whether the same form has been submitted before."""
        keys = [key_in_batch(self.batch, position) for position in range(MAX_POSITIONS)]
        return Event.objects.filter(pk__in=keys).exists()

    def _enter(self):
        """Enter the events of the rows; return whether they are entered, otherwise the forms have the errors."""
        if not all([self.rows.is_valid(), self.target.is_valid()]):  # a list, so that both show their errors
            return False
        rows = [
            form.cleaned_data | {"key": key_in_batch(self.batch, position)}
            for position, form in enumerate(self.rows.forms)
            if form.has_changed()
        ]
        try:
            create_events(rows, self.request.user, **self.target.answers)
        except IntegrityError:  # the same form was submitted twice at once, and the other request was first
            self.target.add_error(None, BUSY)
            return self._is_entered()
        except (Refusal, OperationalError) as error:
            self.target.add_error(None, BUSY if isinstance(error, OperationalError) else error)
            return False
        self._add_message(rows, self.target.answers["timeline"])
        return True

    def _add_message(self, rows, timeline):
        """Add the message that says how many events were entered."""
        if not rows:
            messages.warning(self.request, gettext("No row was filled in, so nothing was entered."))
            return
        known = len([row for row in rows if row["same_as"]])
        new = len(rows) - known
        counts = [ngettext("%(count)d event entered", "%(count)d events entered", new) % {"count": new}]
        if known:
            counts.append(ngettext("%(count)d known already", "%(count)d known already", known) % {"count": known})
        message = gettext("%(counts)s; all of them are in the timeline “%(timeline)s”.")
        if not timeline:
            message = gettext("%(counts)s.")
        messages.success(self.request, message % {"counts": ", ".join(counts), "timeline": timeline})


class BatchEntryView(EventRowsView):
    """The page on which many events are entered into empty rows."""

    template_name = "admin/timeline/enter_many.html"
    title = _("Enter many events")
    submit_label = _("Enter these events")

    def get_formset(self, data, **form_kwargs):
        return Rows(data, prefix=PREFIX, form_kwargs=form_kwargs)


class SimilarEventsView(View):
    """The known events that may be the same as the one in a row that is being filled in, as a fragment of the page."""

    model_admin = None

    def get(self, request):
        permissions.require(request.user, permissions.on(Event, "add"))
        prefix = request.GET.get("prefix", "")
        if not ROW_PREFIX.fullmatch(prefix):
            raise BadRequest(gettext("There is no such row."))
        row = EventRowForm(request.GET, prefix=prefix, user=request.user, moment=request.moment)
        row.full_clean()
        find_similar([row])
        row.errors.pop("choice", None)  # the row is not submitted yet, so nothing is missing
        return render(request, "admin/timeline/_similar.html", {"row": row})
