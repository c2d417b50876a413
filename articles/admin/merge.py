"""Merging two rows that mean one thing: what changes is said first, and answered for where readers see it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.facts import PublicChange
from articles.admin.forms import Chooser
from articles.exceptions import BUSY, Refusal
from articles.models import Kind, permissions
from articles.models.facts import where_used


class OtherForm(forms.Form):
    """Asks with which other row of its kind one is to be merged."""

    other = forms.ModelChoiceField(None, label=_("Merge it with"))


class MayMerge:
    """Mixed into the admin of what can be merged: who may."""

    def has_merge_permission(self, request, *rows):
        """Whether somebody may merge rows of this kind, and these if any are given."""
        public = any(self.is_public(request, row) for row in rows)
        return permissions.allows(request.user, permissions.to_merge(self.model, public))


class MergingAdmin(MayMerge, admin.ModelAdmin):
    """Mixed into the admin of what can be merged: the page that asks which of two is kept."""

    actions = ["merge_chosen"]

    def get_queryset(self, request):
        """Leave out what was merged: it only points at what was kept."""
        return super().get_queryset(request).filter(merged_into=None)

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<uuid:pk>/merge/", view(self.merge_page), name=name), *super().get_urls()]

    def tools(self, request, obj):
        """Add the link to merging to the tools of the form."""
        found = super().tools(request, obj)
        return [*found, (self._address(obj), gettext("Merge…"))] if self.has_merge_permission(request, obj) else found

    def _address(self, row):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[row.pk])

    @admin.action(description=_("Merge these two…"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        """Lead to the page that merges the two that were ticked."""
        rows = list(queryset[:3])
        if len(rows) != 2:
            messages.error(request, gettext("Tick the two that are to be merged."))
            return None
        return HttpResponseRedirect(f"{self._address(rows[0])}?other={rows[1].pk}")

    def merge_page(self, request, pk):
        """Ask for the other, say what would change, and merge the two when one of them is chosen to be kept."""
        row = self._row(request, pk)
        if not self.has_merge_permission(request, row):
            raise PermissionDenied
        asked = self._other_form(request, row)
        other = asked.cleaned_data["other"] if asked.is_valid() else None
        if other and not self.has_merge_permission(request, row, other):
            raise PermissionDenied
        context = {"title": gettext("Merge"), "original": row, "opts": self.opts, "asked": asked, "media": asked.media}
        if other:
            public = self.is_public(request, row) or self.is_public(request, other)
            data = request.POST if request.method == "POST" else None
            questions = PublicChange(data, label_suffix="") if public else None
            if data and (questions is None or questions.is_valid()):
                done = self._merge(request, {str(r.pk): r for r in (row, other)}, questions)
                if done:
                    return done
            context |= {"other": other, "both": [self._told(r) for r in (row, other)], "questions": questions}
            context["media"] = self.media
        return TemplateResponse(request, "admin/articles/merge.html", self.admin_site.each_context(request) | context)

    def _row(self, request, pk):
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        return row

    def _other_form(self, request, row):
        """Return the form that names the other row, filled from the address."""
        form = OtherForm(request.GET if "other" in request.GET else None, label_suffix="")
        others = self.get_queryset(request).exclude(pk=row.pk)
        form.fields["other"].queryset = others
        pointer = self.model._meta.get_field("merged_into")
        form.fields["other"].widget = Chooser(pointer, self.admin_site, choices=form.fields["other"].choices)
        return form

    def _told(self, row):
        """Return a row with what uses it, counted, for the question which is to be kept."""
        return row, [(name, rows.count()) for name, rows in where_used(row)]

    def _merge(self, request, both, questions):
        """Merge, and lead to what was kept; None where it was not chosen or was refused."""
        kept = both.pop(request.POST.get("keep", ""), None)
        if kept is None:
            messages.error(request, gettext("Choose which of the two is kept."))
            return None
        [gone] = both.values()
        said = questions.cleaned_data if questions else {}
        try:
            gone.merge_into(kept, request.user, said.get("change_kind") or Kind.MINOR, said.get("change_note", ""))
        except (Refusal, OperationalError) as error:
            messages.error(request, BUSY if isinstance(error, OperationalError) else " ".join(error.messages))
            return None
        messages.success(request, gettext("“%(gone)s” was merged into “%(kept)s”.") % {"gone": gone, "kept": kept})
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[kept.pk]))
