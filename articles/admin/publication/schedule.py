"""When: the newsroom's own clock, with the hours that the clocks skip in spring and repeat in autumn."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import WrongMoment
from articles.models.editions import checked_schedule
from articles.moments import moments_showing, utc_offset

NOW, AT = "now", "at"
YEARS = range(1970, 2200)  # beyond them a moment is refused anyway, and some cannot be turned into another zone
SKIPPED = _(
    "On %(day)s the clocks in %(zone)s go forward and skip %(time)s: there is no such time. "
    "Choose an earlier or a later one."
)
TWICE = _("The clocks go back and show %(time)s twice that night. Say which you mean.")


class LocalTimeField(forms.Field):
    """A date and time on the newsroom's clock, without a zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": _("Give a date and a time, such as 2026-05-26 09:00."),
        "year": _("Choose a moment before the year 2200."),
    }

    def to_python(self, value):
        """Return the naive datetime, or raise `ValidationError`."""
        if value in self.empty_values:
            return None
        try:
            local = parse_datetime(value)
        except ValueError:
            local = None
        if local is None or local.tzinfo:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if local.year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        return local


class AtForm(forms.Form):
    """Asks for a date and time to come; `cleaned_data["moment"]` is the aware moment."""

    at = LocalTimeField(label=_("Date and time"))
    which = forms.ChoiceField(label=_("Which of the two?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = gettext("On the newsroom's clock: %(zone)s.") % {"zone": settings.TIME_ZONE}
        self.shown_twice = self._shown_twice()
        if self.shown_twice:
            first, second = ({"offset": utc_offset(moment)} for moment in self.shown_twice)
            self.fields["which"].choices = [
                ("first", gettext("%(offset)s, before the clocks go back") % first),
                ("second", gettext("%(offset)s, an hour later, after they went back") % second),
            ]
        else:
            del self.fields["which"]

    def _shown_twice(self):
        """Return the two moments of the time that was typed, or nothing where there are not two."""
        try:
            local = self.fields["at"].clean(self.data.get(self.add_prefix("at")))
        except ValidationError:
            return []
        moments = moments_showing(local) if local else []
        return moments if len(moments) == 2 else []

    def clean(self):
        cleaned = super().clean()
        cleaned["moment"] = self._moment(cleaned["at"]) if cleaned.get("at") else None
        return cleaned

    def _moment(self, local):
        """Return the moment meant, or None with an error at the field that has to say more."""
        moments = self.shown_twice or moments_showing(local)
        named = {"day": format_date(local, "j F Y"), "time": format_date(local, "H:i"), "zone": settings.TIME_ZONE}
        if not moments:
            self.add_error("at", SKIPPED % named)
            return None
        if len(moments) == 2 and not self.cleaned_data.get("which"):
            self.add_error("which", TWICE % named)
            return None
        moment = moments[-1] if self.cleaned_data.get("which") == "second" else moments[0]
        try:
            return checked_schedule(moment, self.moment)
        except WrongMoment as error:
            self.add_error("at", error.message_dict["at"])
            return None


class WhenForm(AtForm):
    """Asks for now, or for a date and time to come; `cleaned_data["moment"]` is None for now."""

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(NOW, _("Now")), (AT, _("At a date and time"))],
        widget=forms.RadioSelect,
        initial=NOW,
        error_messages={"required": _("Say when.")},
    )
    field_order = ("when", "at", "which")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False

    def clean(self):
        cleaned = super().clean()
        typed = self.data.get(self.add_prefix("at"))
        if cleaned.get("when") == NOW and typed:
            self.add_error("when", gettext("You gave a date and time, but chose “Now”. Choose one of the two."))
        if cleaned.get("when") == AT and not typed:
            self.add_error("at", gettext("Give a date and a time."))
        return cleaned
