"""Everything that rests on a source, on one page for editors."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.admin.publication import clock
from articles.models import Edition, permissions
from articles.models.facts import where_used

MOST = 100


class RestingAdmin(admin.ModelAdmin):
    """Mixed into the admin of sources. The page names what is under embargo: it takes the right to publish."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.rests_page)
        return [path("<uuid:pk>/rests/", page, name="articles_source_rests"), *super().get_urls()]

    def tools(self, request, obj):
        """Add the link to the page to the tools of the form."""
        page = (reverse("admin:articles_source_rests", args=[obj.pk]), _("What rests on it"))
        found = super().tools(request, obj)
        return [page, *found] if permissions.allows(request.user, permissions.TO_SEE_ALL) else found

    def rests_page(self, request, pk):
        """List the editions, working copies and facts that rest on a source."""
        if not permissions.allows(request.user, permissions.TO_SEE_ALL) or not self.has_view_permission(request):
            raise PermissionDenied
        source = self.get_object(request, str(pk))
        if source is None:
            raise Http404
        rests = [(name, rows.count(), [self._line(row) for row in rows[:MOST]]) for name, rows in where_used(source)]
        context = {"title": _("What rests on it"), "original": source, "opts": self.opts, "rests": rests}
        return TemplateResponse(request, "admin/articles/rests.html", self.admin_site.each_context(request) | context)

    def _line(self, row):
        """Return (words, the desk's page, what else is to be said) of something that rests on the source."""
        if isinstance(row, Edition):
            said = _("edition %(number)s, %(moment)s") % {"number": row.number, "moment": clock(row.live_from)}
            return row.headline, reverse("admin:articles_article_history", args=[row.article_id]), said
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        date = getattr(row, "date", None)
        return row, reverse(name, args=[row.pk]), date.words if date else ""
