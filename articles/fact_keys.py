"""A column with the keys of several facts of one model, in order, so that a block can freeze a list of them."""

import uuid
from types import MappingProxyType

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext


class CheckedKeys(list):
    """Keys of which a form knows that there are such facts."""


class FactKeysFormField(forms.ModelMultipleChoiceField):
    """A choice of facts; its value is their keys as strings, in the order in which they were sent.

    `loaded` has facts by their keys, as strings, where the rows of a formset have loaded what they chose at once.
    """

    loaded = MappingProxyType({})

    def clean(self, value):
        keys = dict.fromkeys(map(str, value or []))
        if keys and self.loaded.keys() >= keys.keys():
            return CheckedKeys(keys)
        chosen = {str(fact.pk) for fact in super().clean(value)}
        return CheckedKeys(key for key in keys if key in chosen)


class FactKeysField(models.JSONField):
    """A list of keys of facts, as strings; `to` is the label of their model, such as `timeline.Event`.

    It freezes and thaws like every column. `FactLoader` loads the facts, and the block's mentions protect them.
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
        return apps.get_model(self.to)

    def keys(self, row):
        """Return the keys in the column of a row as UUIDs."""
        return [uuid.UUID(key) for key in getattr(row, self.attname) or []]

    def formfield(self, **kwargs):
        """Return a choice among all facts of the model; the desk replaces its widget with an autocomplete."""
        facts = {"form_class": FactKeysFormField, "queryset": self.fact_model._base_manager.all()}
        return models.Field.formfield(self, **{**facts, "show_hidden_initial": False, **kwargs})

    def reference(self):
        """Return some foreign key to the model of the facts, because Django's autocomplete view searches by one."""
        return next(r.field for r in self.fact_model._meta.related_objects if r.field.many_to_one)

    def get_prep_value(self, value):
        return super().get_prep_value([str(key) for key in value or []])

    def validate(self, value, model_instance):
        """Raise `ValidationError` for anything but a list of keys of facts that exist."""
        super().validate(value, model_instance)
        if isinstance(value, CheckedKeys):
            return
        try:
            keys = {uuid.UUID(str(key)) for key in value}
        except (TypeError, ValueError) as error:
            raise ValidationError(gettext("This is not a list of keys.")) from error
        if self.fact_model.objects.filter(pk__in=keys).count() < len(keys):
            raise ValidationError(gettext("One of these does not exist any more. Choose again."))
