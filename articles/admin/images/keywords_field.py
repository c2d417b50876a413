"""The form field for keywords."""

from django import forms

from articles.models.images import clean_keywords


class KeywordsField(forms.CharField):
    """Keywords, typed with commas or on lines of their own; its value is a list."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return clean_keywords((value or "").replace("\n", ",").split(","))

    def has_changed(self, initial, data):
        return self.to_python(data) != (initial or [])
