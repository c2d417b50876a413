"""The pages of the log of the desk: a list with filters, and the same as CSV."""

import csv
import datetime
import io

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import permissions
from articles.moments import newsroom_time
from newsroom.audit import Kind, Place, acts
from timeline.interchange import neutralise_formulas

MOST_PAGES = 100  # in a file
COLUMNS = (_("Moment"), _("Person"), _("Act"), _("About"), _("Note"), _("Key"))
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2200, 1, 1)


class FilterForm(forms.Form):
    """The filters; a value that is none is left out."""

    person = forms.ModelChoiceField(
        User.objects.order_by("username"), required=False, label=_("Person"), empty_label=_("Everybody")
    )
    kind = forms.ChoiceField(choices=[("", _("Everything")), *Kind.choices], required=False, label=_("Kind of act"))
    day = forms.DateField(
        required=False,
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)


def checked_filters(request):
    """Return the filter form of a request and its values, after checking the right to read the log."""
    permissions.require(request.user, permissions.TO_READ_LOG)
    form = FilterForm(request.GET)
    form.is_valid()
    return form, form.cleaned_data


def log_view(site, request):
    """Show a page of the log, after the place that `?after=` names."""
    form, filters = checked_filters(request)
    try:
        after = Place.parse(request.GET["after"]) if "after" in request.GET else None
    except ValueError as error:
        raise BadRequest(gettext("The address names no page of the log. Choose the filters again.")) from error
    rows, following = acts(filters, after)
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        **site.each_context(request),
        "title": gettext("Log"),
        "form": form,
        "acts": rows,
        "is_filtered": any(filters.values()),
        "is_later_page": after is not None,
        "query": query.urlencode(),
        "next_query": with_values(query, after=following) if following else "",
        "all_query": with_values(query, about=""),
    }
    for act in rows:
        act.about_query = with_values(query, about=act.about) if act.about else ""
    return TemplateResponse(request, "admin/log.html", context)


def with_values(query, **values):
    """Return a query with some values in place of its own."""
    changed = query.copy()
    for name, value in values.items():
        changed[name] = str(value)
    return changed.urlencode()


def download_view(request):
    """Answer with the log that the filters let through as CSV, the newest first, at most so many pages of it."""
    _form, filters = checked_filters(request)
    output = io.StringIO(newline="")
    columns = [str(name) for name in COLUMNS]
    writer = csv.DictWriter(output, columns, lineterminator="\r\n")
    writer.writeheader()
    after = None
    for _page in range(MOST_PAGES):
        rows, after = acts(filters, after)
        writer.writerows(neutralise_formulas(dict(zip(columns, cells_of(act), strict=True))) for act in rows)
        if after is None:
            break
    name = f"log-{newsroom_time(request.moment):%Y-%m-%d}.csv"
    return HttpResponse(
        # Without a byte order mark, Excel does not read the file as UTF-8.
        "\ufeff" + output.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def cells_of(act):
    """Return an act as the cells of its row."""
    moment = newsroom_time(act.moment).isoformat(sep=" ", timespec="seconds")
    return [moment, act.by, str(act.action), act.subject, act.note, act.about]
