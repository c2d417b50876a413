"""The bases of every list and form of the desk."""

from collections import Counter
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext

from articles.admin.deleting import link, uses_of
from articles.admin.forms import Chooser, DeskForm, LoadedChoiceField, ManyChooser, PictureChooser
from articles.admin.formsets import RowFormSet
from articles.admin.sent_twice import key_of_row, new_form_key
from articles.dates import PartialDateField
from articles.fact_keys import FactKeysField
from articles.models import Fact, Image, permissions
from articles.text import WebAddressField, WordsField

MOST_WORDS, LONGEST_SEARCH = 8, 400  # of a search; SQLite refuses a condition that is a thousand deep
ALLOWED_LOOKUPS = {"exact", "in", "id", "isnull", "gte", "lt"}


def is_autocomplete(request):
    """Return whether a request asks for the choices of an autocomplete."""
    match = request.resolver_match
    return bool(match) and match.url_name in ("autocomplete", "articles_image_choose")


def name_of(person):
    """Return the name of a person; empty for an import and for an account that was deleted."""
    return (person.get_full_name() or person.username) if person else ""


class CappedPaginator(Paginator):
    """Counts no further than `most` rows: an exact count reads the whole table, and nobody pages that far."""

    most = 10_000

    @cached_property
    def count(self):
        """The number of rows, at most `most`."""
        return self.object_list.order_by()[: self.most].count()


class DeskFields:
    """The fields of forms and inlines: related rows are searched for, never listed in a select."""

    form = DeskForm
    formfield_overrides = {
        WordsField: {"widget": AdminTextareaWidget(attrs={"rows": 2})},
        PartialDateField: {"widget": AdminTextInputWidget},
        WebAddressField: {"widget": AdminURLFieldWidget},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        model = db_field.remote_field.model
        if "widget" not in kwargs and self.admin_site.is_registered(model):
            chooser = PictureChooser if issubclass(model, Image) else Chooser
            kwargs |= {"widget": chooser(db_field, self.admin_site), "form_class": LoadedChoiceField}
        if not settings.SHARED_FACTS and issubclass(model, Fact):
            kwargs.setdefault("queryset", model.objects.visible_to(request.user, request.moment))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Leave out the buttons beside a field that view and delete a related row."""
        if isinstance(db_field, FactKeysField):
            kwargs["widget"] = ManyChooser(db_field.reference(), self.admin_site)
            kwargs["queryset"] = db_field.fact_model.objects.visible_to(request.user, request.moment)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class LimitedAdmin:
    """Mixed into every `ModelAdmin` of the desk: limits searches, and checks the keys of actions."""

    def get_changeform_initial_data(self, request):
        """Ignore initial moments from the address: their widget has two fields and fails on text."""
        moments = {field.name for field in self.opts.fields if isinstance(field, models.DateTimeField)}
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name not in moments}

    def get_search_results(self, request, queryset, search_term):
        """Search for the first words only."""
        words = " ".join(search_term[:LONGEST_SEARCH].split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, words)

    def changelist_view(self, request, extra_context=None):
        """Refuse an action on keys that cannot be keys of this model; Django would answer with an error."""
        try:
            for key in request.POST.getlist("_selected_action"):
                self.opts.pk.to_python(key)
        except (ValidationError, ValueError):
            messages.error(request, gettext("One of the selected rows no longer exists. Select again."))
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)


class DeskAdmin(LimitedAdmin, DeskFields, admin.ModelAdmin):
    """Base of the admin of articles, facts and what belongs to them."""

    list_per_page = 50
    show_full_result_count = False
    # What an empty list says to those who may add a row.
    first_step = ""

    def changelist_view(self, request, extra_context=None):
        """Give the list what it says while it is empty."""
        context = {"what_next": partial(self.what_next, request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def what_next(self, request):
        """Return what somebody can do about an empty list: add the first row, or ask those who may."""
        if self.has_add_permission(request):
            return self.first_step
        return " ".join(permissions.message_for(need) for need in permissions.on(self.model, "add"))

    def add_view(self, request, form_url="", extra_context=None):
        """Add a row; a form that is sent twice finds the row of the first time, and reports the same success."""
        if request.method != "POST":
            return super().add_view(request, form_url, extra_context)
        request.key_of_row = key_of_row(request)
        if row := self._added_before(request):
            return self.response_add(request, row)
        try:
            response = super().add_view(request, form_url, extra_context)
        except IntegrityError:  # both were sent at once, and the other request was first
            if row := self._added_before(request):
                return self.response_add(request, row)
            raise
        # Where the form has errors, the reason may be the row that the other request added.
        row = self._added_before(request) if response.status_code == HTTPStatus.OK else None
        return self.response_add(request, row) if row else response

    def _added_before(self, request):
        """Return the row that the same form has added, or None."""
        return request.key_of_row and self.get_queryset(request).filter(pk=request.key_of_row).first()

    def save_model(self, request, obj, form, change):
        if not change and request.key_of_row:
            obj.pk = request.key_of_row
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add:
            context["form_key"] = new_form_key(request)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def may_change_rows(self, request, obj, model):
        """Return whether somebody may change the inline rows of this model in a saved object."""
        return self.has_change_permission(request, obj)

    def lookup_allowed(self, lookup, value, request=None):
        """Allow only the filters on the page.

        With `?field__startswith=` one could guess, letter by letter, what one may not see.
        """
        filters = self.get_list_filter(request) if request else self.list_filter
        names = {item[0] if isinstance(item, (list, tuple)) else item for item in filters} | {self.date_hierarchy}
        names |= {getattr(item, "parameter_name", item) for item in names}
        name, *transforms = lookup.split("__")
        return (name in names or lookup in names) and ALLOWED_LOOKUPS.issuperset(transforms)

    def has_change_permission(self, request, obj=None):
        """Allow whoever may add a row to change an unsaved one: content-editor calls this on the page that adds it."""
        if obj is not None and obj._state.adding:
            return self.has_add_permission(request)
        return super().has_change_permission(request, obj)

    def instead_of_deleting(self, request, obj):
        """Return (address, label) of what somebody can do with a row that is used, and so cannot be deleted."""
        return []

    def render_delete_form(self, request, context):
        if context["protected"]:
            context["instead"] = self.instead_of_deleting(request, context["object"])
        return super().render_delete_form(request, context)

    def get_deleted_objects(self, objs, request):
        """Say where rows are used instead of naming all that protects them: the names may be under embargo."""
        uses = [(obj, listed) for obj in objs if (listed := uses_of(self.admin_site, request, obj))]
        if uses:
            named = [item for obj, listed in uses for item in self._used_row(request, obj, listed)]
            return [], {}, set(), uses[0][1] if len(objs) == 1 else named
        to_delete, model_count, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            counts = Counter()
            for relation in (r for r in self.opts.related_objects if r.on_delete is models.PROTECT):
                rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(objs)})
                counts[relation.related_model._meta.verbose_name_plural] += rows.count()
            protected = [f"{capfirst(name)}: {count}" for name, count in counts.items() if count]
        return to_delete, model_count, perms_needed, protected

    def _used_row(self, request, obj, listed):
        """Return one of several used rows as a nested list: its uses, and what can be done instead of deleting it."""
        offers = [link(address, label) for address, label in self.instead_of_deleting(request, obj)]
        return [str(obj), [*listed, gettext("Instead you can:"), offers] if offers else listed]


class ParentPermissions(DeskFields):
    """Mixed into inlines: whoever may change the object may change its rows, and nobody else."""

    formset = RowFormSet
    extra = 0

    def _parent(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def has_change_permission(self, request, obj=None):
        parent = self._parent()
        return parent.may_change_rows(request, obj, self.model) if obj else parent.has_add_permission(request)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        return self._parent().has_view_permission(request, obj) or self.has_change_permission(request, obj)

    def get_queryset(self, request):
        """Return the rows with the related rows that their fields show, in one query."""
        fields = self.model._meta.concrete_fields
        related = [f.name for f in fields if f.many_to_one and not issubclass(self.parent_model, f.related_model)]
        rows = super().get_queryset(request)
        return rows.select_related(*related) if related else rows


class PartInline(ParentPermissions, admin.StackedInline):
    """The rows that belong to an object, such as its bylines, in an order that the editor sets."""

    classes = ["desk-rows"]
