"""The admin of picture agencies, by whose names credit lines are read."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import DeskAdmin
from articles.admin.forms import DeskForm
from articles.models import Agency
from articles.text import one_line


class LinesField(forms.CharField):
    """A list of strings, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (one_line(line) for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return self.to_python(data) != (initial or [])


class AgencyForm(DeskForm):
    aliases = LinesField(
        label=_("Other spellings"), required=False, help_text=_("One to a line, such as AP Photo for AP.")
    )
    collections = LinesField(
        label=_("Collections"),
        required=False,
        help_text=_("Its own collections, one to a line. A brand that is also another spelling keeps its name here."),
    )
    partners = LinesField(
        label=_("Partners"),
        required=False,
        help_text=_(
            "Whose pictures it passes on, one to a line. Such a name says nothing without the agency beside it."
        ),
    )


@admin.register(Agency)
class AgencyAdmin(DeskAdmin):
    """The table of agencies; the next credit line is read with what is added here."""

    form = AgencyForm
    first_step = _("Add the agencies whose pictures you print: credit lines are read by their names.")
    list_display = ["name", "spellings", "its_collections"]
    search_fields = ["name", "aliases", "collections", "partners"]
    fields = ["name", "aliases", "collections", "partners"]

    @admin.display(description=_("other spellings"))
    def spellings(self, agency):
        return ", ".join(agency.aliases) or "—"

    @admin.display(description=_("collections"))
    def its_collections(self, agency):
        return ", ".join(agency.collections) or "—"
