"""Formsets that cost the same few queries however many rows they have."""

from django import forms
from django.db.models import Model, UniqueConstraint
from django.db.models.signals import post_save, pre_save
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.translation import gettext

from articles.admin.forms import LoadedChoiceField, keys_in
from articles.admin.optimistic_lock import with_lost_rows_as_new
from articles.fact_keys import FactKeysFormField


def load_choices(row_forms):
    """Load what is chosen in the forms of a formset, in one query for each field of theirs.

    A field that was filled from the database has its row already (see `DeskForm`), and so has that of a row's own key.
    """
    fields = {}
    for form in row_forms:
        for name, field in form.fields.items():
            if isinstance(field, (LoadedChoiceField, FactKeysFormField)) and not field.loaded:
                fields.setdefault(name, []).append((form, field))
    for name, in_forms in fields.items():
        values = [form[name].value() for form, _field in in_forms]
        keys = {key for value in values for key in keys_in(value if isinstance(value, list) else [value])}
        _form, first = in_forms[0]
        rows = {str(row.pk): row for row in first.queryset.filter(pk__in=keys)} if keys else {}
        for _form, field in in_forms:
            field.loaded = rows


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of an object: what they refer to is loaded at once, and they are saved together.

    Django looks up each row, each row that it refers to, and that one once more, and saves each row by itself.
    """

    @cached_property
    def forms(self):
        row_forms = super().forms
        load_choices(row_forms)
        return row_forms

    def add_fields(self, form, index):
        """Let the hidden field for the key of a row find the row among those that are loaded."""
        super().add_fields(form, index)
        name = self.model._meta.pk.name
        field = form.fields[name]
        if self.is_bound and index is not None and type(field) is forms.ModelChoiceField:
            own = LoadedChoiceField(field.queryset, initial=field.initial, required=False, widget=field.widget)
            own.loaded = {str(row.pk): row for row in [form.instance] if not row._state.adding}
            form.fields[name] = own

    def clean(self):
        """Refuse what is named twice where the database allows it once: Django's formsets see no such constraint."""
        super().clean()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
                names = {*constraint.fields, *(expression.name for expression in constraint.expressions)}
                if self.fk.name in names:
                    [name] = names - {self.fk.name}
                    self._refuse_repeated(name)

    def _refuse_repeated(self, name):
        """Add an error to every row that refers to what another one refers to, be it on this page of rows or not."""
        filled = [form for form in self.forms if getattr(form, "cleaned_data", {}).get(name)]
        kept = [form for form in filled if not form.cleaned_data.get(DELETION_FIELD_NAME)]
        chosen = {form.cleaned_data[name] for form in kept if name in form.changed_data}
        named = self._named_elsewhere(name, chosen) if chosen and not self.instance._state.adding else set()
        for form in kept:
            row = form.cleaned_data[name]
            if row.pk in named:
                form.add_error(name, gettext("“%(name)s” is in this list already.") % {"name": row})
            named.add(row.pk)

    def _named_elsewhere(self, name, chosen):
        """Return the keys of those of the chosen rows that the object refers to in rows which are not on this page."""
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance, f"{name}__in": chosen})
        shown = [form.instance.pk for form in self.initial_forms]
        return set(rows.exclude(pk__in=shown).values_list(name, flat=True))

    def save(self, commit=True):
        """Insert, update and delete the rows of a kind in one query each, unless saving one does more than that."""
        if not commit or not saves_plainly(self.model):
            return super().save(commit)
        rows = super().save(commit=False)
        manager = self.model._default_manager
        manager.filter(pk__in=[row.pk for row in self.deleted_objects]).delete()
        changed = [row for row, _names in self.changed_objects]
        columns = [field for field in self.model._meta.concrete_fields if field.name in self.form.base_fields]
        manager.bulk_update(changed, [field.name for field in columns if field not in (self.fk, self.model._meta.pk)])
        manager.bulk_create(self.new_objects)
        self.save_m2m()
        return rows


class ArticleRowFormSet(RowFormSet):
    """The rows of an article: what was typed into rows that a colleague deleted meanwhile is saved as new rows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.instance._state.adding:
            self.data = with_lost_rows_as_new(self.data, self.prefix, self.get_queryset())


def saves_plainly(model):
    """Return whether nothing but the row itself is saved when a row of a model is."""
    listened_to = any(signal.has_listeners(model) for signal in (pre_save, post_save))
    return model.save is Model.save and model.delete is Model.delete and not listened_to
