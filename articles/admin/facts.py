"""The base of the admin of facts: every change is recorded, and a public one asks for its kind and a note."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.admin.desk import DeskAdmin, is_autocomplete
from articles.admin.equal_names import EqualNameForm
from articles.admin.uses import uses_page
from articles.exceptions import Refusal
from articles.models import Edition, FactVersion, Kind, check_kind, delete_fact, permissions, record

KINDS = [(kind.value, kind.label) for kind in (Kind.UPDATE, Kind.CORRECTION, Kind.MINOR)]
MOST_LISTED = 20  # live editions that the form of a fact names
RELEASE = (_("Public on its own"), {"fields": ["released_from"], "classes": ["collapse"]})


class FactForm(EqualNameForm):
    """The form of a fact; `seen` is the version that the editor opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and not self.is_bound:
            self.initial["seen"] = str(getattr(self._latest(), "pk", ""))

    def _latest(self):
        """Return the newest version of the fact with the person who made it, or None."""
        return FactVersion.objects.filter(fact=self.instance.pk).select_related("by").first()

    def clean(self):
        """Refuse to overwrite a version that the editor has not seen; saving once more is then deliberate."""
        cleaned = super().clean()
        if self.instance._state.adding:
            return cleaned
        list(type(self.instance).objects.select_for_update().filter(pk=self.instance.pk).values_list("pk"))
        latest = self._latest()
        key = str(getattr(latest, "pk", ""))
        if cleaned.get("seen") != key:
            self.data = self.data.copy()
            self.data["seen"] = key
            message = gettext(
                "{person} saved this after you had opened it. Your text is still here, and nothing has been saved. "
                '<a href="" target="_blank">Look at what is saved now</a>; saving again replaces it with yours.'
            )
            person = name_of(latest and latest.by) or gettext("Somebody")
            raise ValidationError(format_html(message, person=person))
        return cleaned


class PublicChange(forms.Form):
    """Asks for the kind of a public change and a note to readers; no kind is selected beforehand."""

    change_kind = forms.ChoiceField(
        label=_("What kind of change is this?"), choices=KINDS, required=False, widget=forms.RadioSelect
    )
    change_note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_(
            "For a correction, say what was wrong and what is right. Every article that shows this will say so."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        try:
            check_kind(cleaned.get("change_kind"), cleaned.get("change_note", ""))
        except Refusal as refusal:
            for field, messages in refusal.message_dict.items():
                self.add_error(f"change_{field}", messages)
        return cleaned

    @property
    def change(self):
        """The answers, as the methods of facts expect them."""
        return {"kind": self.cleaned_data["change_kind"], "note": self.cleaned_data["change_note"]}


class FactAdmin(DeskAdmin):
    """Base of the admin of every kind of fact. It saves rows first and records the version last."""

    form = FactForm
    change_form_template = "admin/articles/fact_form.html"

    def get_urls(self):
        """Add the page that lists the editions which mention a fact."""
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}_uses"
        return [path("<uuid:pk>/uses/", view(partial(uses_page, self)), name=name), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user, request.moment)

    def get_object(self, request, object_id, from_field=None):
        """Raise 404 for what this person may not see, exactly as for what does not exist."""
        fact = super().get_object(request, object_id, from_field)
        if fact is None and not settings.SHARED_FACTS:
            raise Http404
        return fact

    def get_search_results(self, request, queryset, search_term):
        """Offer in an autocomplete only active facts: none that was merged, taken down or erased."""
        rows, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        return (rows.active() if is_autocomplete(request) else rows), may_have_duplicates

    def is_public(self, request, obj):
        """Return whether readers see this fact at the request's moment; queried once a request."""
        known = request.__dict__.setdefault("_public_facts", {})
        if obj is not None and obj.pk not in known:
            known[obj.pk] = obj.is_public(request.moment)
        return obj is not None and known[obj.pk]

    def public_change(self, request, *facts):
        """Return the form about a change of facts, or None where readers see none of them."""
        if not any(self.is_public(request, fact) for fact in facts):
            return None
        return PublicChange(request.POST if request.method == "POST" else None, label_suffix="")

    def may_change(self, request, obj, *names):
        """Return whether somebody may change these columns and parts of a fact; `record` asks the same."""
        needs = permissions.to_change(obj or self.model, names, self.is_public(request, obj))
        return permissions.allows(request.user, needs)

    def is_limited(self, request, obj):
        """Return whether somebody may change only the `correctable` columns of this fact."""
        return obj is not None and not self.may_change(request, obj, permissions.ANYTHING)

    def has_change_permission(self, request, obj=None):
        least = self.model.correctable or [permissions.ANYTHING]
        return super().has_change_permission(request, obj) and self.may_change(request, obj, *least)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return super().has_delete_permission(request, obj)
        needs = permissions.to_delete(obj, self.is_public(request, obj))
        return permissions.allows(request.user, needs)

    def may_change_rows(self, request, obj, model):
        """Return whether somebody may change the inline rows of this model."""
        names = [name for name, relation in self.model.part_relations().items() if relation.related_model is model]
        return self.has_change_permission(request, obj) and self.may_change(request, obj, *names)

    def get_fieldsets(self, request, obj=None):
        """Show the field that releases a fact on its own only to those who may change it."""
        fieldsets = [*super().get_fieldsets(request, obj)]
        return [*fieldsets, RELEASE] if self.may_change(request, obj, "released_from") else fieldsets

    def get_readonly_fields(self, request, obj=None):
        """Make read-only what somebody may not change of a public fact that they may correct."""
        fields = super().get_readonly_fields(request, obj)
        if not self.is_limited(request, obj):
            return fields
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [*fields, *(name for name in names if name not in self.model.correctable)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Add the questions about a public change where readers see the fact."""
        if self.is_public(request, obj) and self.has_change_permission(request, obj):
            kwargs["form"] = type(f"Public{self.form.__name__}", (PublicChange, self.form), {})
        form = super().get_form(request, obj, change=change, **kwargs)
        form.others = self.get_queryset(request).active()
        return form

    def tools(self, request, obj):
        """Return the (address, label) pairs of the links above the form."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["tools"] = self.tools(request, obj) if obj else []
        if self.is_public(request, obj):
            live = Edition.objects.live_at(request.moment).select_related("address").order_by("-updated_from")
            newest = obj.first_shown_in(live, MOST_LISTED + 1, request.moment)
            context["readers_see"] = {
                "editions": newest[:MOST_LISTED],
                "more_than": MOST_LISTED if len(newest) > MOST_LISTED else 0,
                "asked": "change_kind" in context["adminform"].form.fields,
                "limited": self.is_limited(request, obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """Save the rows and then record the version, which holds them."""
        super().save_related(request, form, formsets, change)
        record(form.instance, request.user, **(form.change if isinstance(form, PublicChange) else {}))

    def delete_model(self, request, obj):
        delete_fact(obj, request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for fact in queryset:
                delete_fact(fact, request.user)
