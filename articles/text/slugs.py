"""Slugs: the last part of an address, in small Latin letters whatever the script of the words they are made of."""

import re

from anyascii import anyascii
from django import forms
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.text.characters import printable
from articles.text.fields import CleanedFieldMixin

IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def slug_of(text, max_length):
    """Return the slug that words have, at most `max_length` characters; empty where nothing in them can be spelled.

    “Straße” becomes `strasse`, “Привет мир” `privet-mir`; each ideograph is a syllable of its own.
    """
    return slugify(anyascii(IDEOGRAPH.sub(r" \g<0> ", printable(text))))[:max_length].strip("-_")


def cleaned_slug(text):
    """Return a typed slug as it is stored: without white space around it, in small letters."""
    return printable(text).strip().lower()


class SlugFormField(forms.SlugField):
    """A slug, in any case, as it is stored."""

    def to_python(self, value):
        return cleaned_slug(super().to_python(value))


class SlugField(CleanedFieldMixin, models.SlugField):
    """A slug in small letters, on every way into the database: so one is unique without regard to case."""

    clean_text = staticmethod(cleaned_slug)
    default_error_messages = {"unique": _("This slug is taken. Choose another one, or leave the field empty.")}

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": SlugFormField, **kwargs})


class PathField(CleanedFieldMixin, models.CharField):
    """The path of an address, in small letters as the slugs in it."""

    clean_text = staticmethod(cleaned_slug)
