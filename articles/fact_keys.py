"""A column that holds the keys of several facts of one kind, in order: what a block needs to freeze a list of them."""

import uuid

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext


class FactKeysFormField(forms.ModelMultipleChoiceField):
    """Chooses facts, and gives their keys as strings in the order in which they were sent."""

    def clean(self, value):
        chosen = {str(fact.pk) for fact in super().clean(value)}
        return [key for key in dict.fromkeys(map(str, value or [])) if key in chosen]


class FactKeysField(models.JSONField):
    """A list of keys of facts, as strings; `to` names the kind, such as `timeline.Event`.

    It freezes and thaws like every column. `FactLoader` fetches what it names, and a block's mentions protect it.
    """

    def __init__(self, *args, to="", **kwargs):
        self.to = to
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"to": self.to}

    @property
    def fact_model(self):
        """The kind of fact."""
        return apps.get_model(self.to)

    def keys(self, row):
        """Return the keys in a row's column as UUIDs."""
        return [uuid.UUID(key) for key in getattr(row, self.attname) or []]

    def formfield(self, **kwargs):
        """Choose among all facts of the kind; the desk gives it a chooser that searches."""
        facts = {"form_class": FactKeysFormField, "queryset": self.fact_model._base_manager.all()}
        return models.Field.formfield(self, **{**facts, "show_hidden_initial": False, **kwargs})

    def reference(self):
        """Return some foreign key to the kind of fact: what the desk's search for choosers has to be asked by."""
        return next(r.field for r in self.fact_model._meta.related_objects if r.field.many_to_one)

    def get_prep_value(self, value):
        return super().get_prep_value([str(key) for key in value or []])

    def validate(self, value, model_instance):
        """Refuse what is no list of keys, and keys of facts that are not there."""
        super().validate(value, model_instance)
        try:
            keys = {uuid.UUID(str(key)) for key in value}
        except (TypeError, ValueError) as error:
            raise ValidationError(gettext("This is not a list of keys.")) from error
        if self.fact_model.objects.filter(pk__in=keys).count() < len(keys):
            raise ValidationError(gettext("One of these is not there any more. Choose again."))
