"""What every list and form of the desk has in common."""

from collections import Counter

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.utils.text import capfirst

from articles.admin.forms import Chooser, DeskForm, ManyChooser, PictureChooser
from articles.admin.limits import LimitedAdmin
from articles.dates import PartialDateField
from articles.fact_keys import FactKeysField
from articles.models import Fact, Image
from articles.text import WebAddressField, WordsField

FILTERS = {"exact", "in", "id", "isnull", "gte", "lt"}


class DeskFields:
    """Fields of forms and of the rows inside them: what can be chosen is searched for, never listed."""

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
            kwargs["widget"] = chooser(db_field, self.admin_site)
        if not settings.SHARED_FACTS and issubclass(model, Fact):
            kwargs.setdefault("queryset", model.objects.visible_to(request.user, request.moment))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Leave two buttons beside a chooser, change and add: deleting a shared fact has its own page."""
        if isinstance(db_field, FactKeysField):
            kwargs["widget"] = ManyChooser(db_field.reference(), self.admin_site)
            kwargs["queryset"] = db_field.fact_model.objects.visible_to(request.user, request.moment)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class Desk(LimitedAdmin, DeskFields):
    """Mixed into every `ModelAdmin` of the desk."""

    list_per_page = 50
    show_full_result_count = False

    def may_change_rows(self, request, obj, model):
        """Tell whether somebody may change the rows of this kind inside an object that is saved."""
        return self.has_change_permission(request, obj)

    def lookup_allowed(self, lookup, value, request=None):
        """Allow the filters that are on the page and nothing else: `?field__startswith=` would be an oracle."""
        filters = self.get_list_filter(request) if request else self.list_filter
        names = {item[0] if isinstance(item, (list, tuple)) else item for item in filters} | {self.date_hierarchy}
        names |= {getattr(item, "parameter_name", item) for item in names}
        name, *how = lookup.split("__")
        return (name in names or lookup in names) and FILTERS.issuperset(how)

    def has_change_permission(self, request, obj=None):
        """Whoever may add a row may change the one that is not saved yet: content-editor asks about it."""
        if obj is not None and obj._state.adding:
            return self.has_add_permission(request)
        return super().has_change_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        """Count what protects a row instead of naming it: the names may be under embargo."""
        going, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            protected = self._protectors(objs)
        return going, counts, perms_needed, protected

    def _protectors(self, objs):
        """Return a line for each kind of row that points at one of these."""
        found = Counter()
        for relation in (r for r in self.opts.related_objects if r.on_delete is models.PROTECT):
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(objs)})
            found[relation.related_model._meta.verbose_name_plural] += rows.count()
        return [f"{capfirst(name)}: {count}" for name, count in found.items() if count]


class OfParent(DeskFields):
    """Mixed into rows inside a form: whoever may change the whole may change its rows, and nobody else."""

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
        """Return the rows together with the rows that their choosers show: one query a kind."""
        fields = self.model._meta.concrete_fields
        chosen = [f.name for f in fields if f.many_to_one and not issubclass(self.parent_model, f.related_model)]
        rows = super().get_queryset(request)
        return rows.select_related(*chosen) if chosen else rows


class PartInline(OfParent, admin.StackedInline):
    """The parts of a whole, in an order that the editor sets; `fields` is one line of a row."""

    classes = ["desk-rows"]
