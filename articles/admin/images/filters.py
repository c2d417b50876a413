"""The filters of the picture desk: a form beside the search, whose answers are in the address of the list."""

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from articles.accounts import name_of
from articles.dates import PartialDateFormField
from articles.models import Collection, Image


def sees_collections(user):
    """Whether somebody sees collections: their names may betray a story that is not theirs, as its pictures would."""
    return settings.SHARED_FACTS or Image.all_visible_to(user)


class UploaderField(forms.ModelChoiceField):
    """A choice of the accounts of the desk, by the names of people."""

    def label_from_instance(self, account):
        return name_of(account)


class PictureFilters(forms.Form):
    """Asks which pictures are listed: whose, of when, and what they were sorted by. Every answer may be left out."""

    agency = forms.CharField(label=_("Agency"), required=False, max_length=200)
    taken_from = PartialDateFormField(label=_("Taken from"), required=False)
    taken_until = PartialDateFormField(label=_("Taken until"), required=False)
    uploader = UploaderField(
        get_user_model().objects.filter(is_staff=True).order_by("username"),
        label=_("Uploaded by"),
        required=False,
        empty_label=_("Anybody"),
    )
    keyword = forms.CharField(label=_("Keyword"), required=False, max_length=200)
    collection = forms.ModelChoiceField(
        Collection.objects.all(), label=_("Collection"), required=False, empty_label=_("Any")
    )

    def __init__(self, data, user):
        super().__init__(data, label_suffix="", auto_id="filter-%s")
        if not sees_collections(user):
            del self.fields["collection"]
        for name in ("taken_from", "taken_until"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "placeholder": "2019"}

    def apply(self, images):
        """Return those of the images (a query set) that the answers select; none where an answer has an error."""
        if not self.is_valid():
            return images.none()
        answers = self.cleaned_data
        if answers["agency"]:
            images = images.from_agency(answers["agency"])
        if answers["uploader"]:
            images = images.uploaded_by(answers["uploader"])
        if answers["keyword"]:
            images = images.with_keyword(answers["keyword"])
        if answers.get("collection"):
            images = images.in_collection(answers["collection"])
        if answers["taken_from"] or answers["taken_until"]:
            images = images.taken_during(answers["taken_from"], answers["taken_until"])
        return images

    @property
    def used(self):
        """Whether one of the questions is answered."""
        return any(self.data.get(name) for name in self.fields)
