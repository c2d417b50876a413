"""The page that merges two facts of one kind: it shows both, and asks which of them survives."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.forms import Chooser
from articles.exceptions import Refusal
from articles.models import permissions
from articles.models.facts import count_uses, where_used


class OtherForm(forms.Form):
    """Asks for the fact with which another is to be merged."""

    other = forms.ModelChoiceField(None, label=_("Merge it with"))


class MergingAdmin(admin.ModelAdmin):
    """Base class of the admin of facts that can be merged.

    `merge_details` names the fields that the page shows of each; kinds with pictures override `merge_thumbnail`.
    """

    actions = ["merge_chosen"]
    merge_details = ()

    def get_queryset(self, request):
        """Leave out merged facts: they only point to their survivors."""
        return super().get_queryset(request).filter(merged_into=None)

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<uuid:pk>/merge/", view(self.merge_page), name=name), *super().get_urls()]

    def has_merge_permission(self, request, *facts):
        """Return whether somebody may merge facts of this kind, and these if any are given."""
        return permissions.allows(request.user, self._needs_of_merging(request, *facts))

    def _needs_of_merging(self, request, *facts):
        public = any(self.is_public(request, fact) for fact in facts)
        return permissions.to_merge(self.model, public)

    def tools(self, request, obj):
        """Add the link to merging to the tools of the form."""
        links = super().tools(request, obj)
        return [*links, (self.merge_url(obj), gettext("Merge…"))] if self.has_merge_permission(request, obj) else links

    def instead_of_deleting(self, request, obj):
        """Offer the merger of a fact that is used."""
        instead = super().instead_of_deleting(request, obj)
        if not self.has_merge_permission(request, obj):
            return instead
        return [(self.merge_url(obj), gettext("Merge it into another one…")), *instead]

    def merge_url(self, fact, other=None):
        """Return the address of the page that merges a fact, with another if one is given."""
        page = reverse(admin_urlname(self.opts, "merge"), args=[fact.pk])
        return f"{page}?other={other.pk}" if other else page

    def merge_thumbnail(self, fact):
        """Return the address of a small picture of a fact, or an empty string."""
        return ""

    @admin.action(description=_("Merge these two…"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        """Open the page that merges the two that were ticked."""
        facts = list(queryset[:3])
        if len(facts) != 2:
            messages.error(request, gettext("Tick the two that are to be merged."))
            return None
        return HttpResponseRedirect(self.merge_url(*facts))

    def merge_page(self, request, pk):
        """Ask for the other fact, show both, and merge them when one is chosen to survive."""
        fact = self.get_object(request, str(pk))
        if fact is None:
            raise Http404
        permissions.require(request.user, self._needs_of_merging(request, fact))
        form = self._other_form(request, fact)
        other = form.cleaned_data["other"] if form.is_valid() else None
        context = {"title": gettext("Merge"), "original": fact, "opts": self.opts, "form": form, "media": form.media}
        if other:
            permissions.require(request.user, self._needs_of_merging(request, fact, other))
            questions = self.public_change(request, fact, other)
            if request.method == "POST" and (questions is None or questions.is_valid()):
                survivor = self._merge(request, [fact, other], questions)
                if survivor:
                    return redirect(admin_urlname(self.opts, "change"), survivor.pk)
            context |= {"sides": [self._side(fact), self._side(other)], "questions": questions, "media": self.media}
        return TemplateResponse(request, "admin/articles/merge.html", self.admin_site.each_context(request) | context)

    def _other_form(self, request, fact):
        """Return the form that asks for the other fact, bound to the query string if that names one."""
        form = OtherForm(request.GET if "other" in request.GET else None, label_suffix="")
        form.fields["other"].queryset = self.get_queryset(request).exclude(pk=fact.pk)
        pointer = self.model._meta.get_field("merged_into")
        form.fields["other"].widget = Chooser(pointer, self.admin_site, choices=form.fields["other"].choices)
        return form

    def _side(self, fact):
        """Return what the page shows of a fact."""
        values = [(self.model._meta.get_field(name), getattr(fact, name)) for name in self.merge_details]
        details = [(field.verbose_name, getattr(value, "words", value)) for field, value in values if value]
        return {
            "fact": fact,
            "details": [*details, *self.more_merge_details(fact)],
            "thumbnail": self.merge_thumbnail(fact),
            "uses": [(name, count_uses(rows)) for name, rows in where_used(fact)],
        }

    def more_merge_details(self, fact):
        """Return further (label, value) pairs that the page shows of a fact."""
        return []

    def _merge(self, request, facts, questions):
        """Merge the facts and return the survivor; None where none was chosen, or the merger was refused."""
        by_key = {str(fact.pk): fact for fact in facts}
        survivor = by_key.pop(request.POST.get("keep", ""), None)
        if survivor is None:
            messages.error(request, gettext("Choose which of the two is kept."))
            return None
        [merged] = by_key.values()
        try:
            merged.merge_into(survivor, request.user, **(questions.change if questions else {}))
        except Refusal as error:
            messages.error(request, " ".join(error.messages))
            return None
        names = {"merged": merged, "survivor": survivor}
        messages.success(request, gettext("“%(merged)s” was merged into “%(survivor)s”.") % names)
        return survivor
