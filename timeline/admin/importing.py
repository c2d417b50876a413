"""Importing an uploaded timeline: a report of every event is shown first, then all is imported at once."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views import View

from articles.models import permissions
from timeline.admin.import_form import ImportForm
from timeline.interchange import MAX_BYTES, Outcome, permissions_to_import


def summarise(report):
    """Return what an import will do, as the label of its button."""
    count = len(report.lines)
    if report.is_new:
        label = ngettext(
            "Import %(count)d event into the new timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the new timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    else:
        label = ngettext(
            "Import %(count)d event into the timeline “%(timeline)s” (%(new)d new)",
            "Import %(count)d events into the timeline “%(timeline)s” (%(new)d new)",
            count,
        )
    return label % {"count": count, "timeline": report.timeline, "new": report.count(Outcome.CREATED)}


class ImportView(View):
    """The page that imports a timeline: it asks for a file, shows the report, and imports once that is agreed to."""

    model_admin = None

    def setup(self, request):
        super().setup(request)
        permissions.require(request.user, permissions_to_import())

    def get(self, request):
        return self._render(ImportForm(user=request.user, moment=request.moment))

    def post(self, request):
        form = ImportForm(request.POST, request.FILES, user=request.user, moment=request.moment)
        report = form.run_import(dry_run=True) if form.is_valid() else None
        if report is None:
            return self._render(form)
        form.ask_about_public_change(report)
        summary = summarise(report)
        if form.is_agreed_to(summary) and (imported := form.run_import(dry_run=False)):
            return self._redirect(imported)
        return self._render(form, report=report if form.is_valid() else None, summary=summary)

    def _render(self, form, **context):
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": gettext("Import a timeline"),
            "form": form,
            "opts": self.model_admin.opts,
            "max_megabytes": MAX_BYTES // 1_000_000,
            **context,
        }
        return TemplateResponse(self.request, "admin/timeline/import.html", context)

    def _redirect(self, report):
        """Redirect to the timeline with a message of what was imported."""
        count, new = len(report.lines), report.count(Outcome.CREATED)
        message = ngettext(
            "%(count)d event imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            "%(count)d events imported into “%(timeline)s”: %(new)d new, %(known)d known before.",
            count,
        )
        values = {"count": count, "timeline": report.timeline, "new": new, "known": count - new}
        messages.success(self.request, message % values)
        return HttpResponseRedirect(reverse("admin:timeline_timeline_change", args=[report.timeline.pk]))
