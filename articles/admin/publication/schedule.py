"""Forms for a moment to come on the newsroom's own clock, which skips an hour in spring and repeats one in autumn."""

import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import WrongMoment
from articles.models.editions import checked_schedule
from articles.moments import moments_showing, newsroom_time, utc_offset

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


class MomentForm(forms.Form):
    """Asks for a date and time after `now`."""

    at = LocalTimeField(label=_("Date and time"))
    which = forms.ChoiceField(label=_("Which of the two?"), widget=forms.RadioSelect, required=False)

    def __init__(self, data=None, *, now, **kwargs):
        self.now = now
        super().__init__(data, **{"label_suffix": "", **kwargs})
        self.fields["at"].help_text = gettext("On the newsroom's clock: %(zone)s.") % {"zone": settings.TIME_ZONE}
        self.choices = self._choices()
        if self.choices:
            first, second = ({"offset": utc_offset(moment)} for moment in self.choices.values())
            self.fields["which"].choices = [
                ("first", gettext("%(offset)s, before the clocks go back") % first),
                ("second", gettext("%(offset)s, an hour later, after they went back") % second),
            ]
        else:
            del self.fields["which"]

    def _choices(self):
        """Return the moments between which `which` decides: two where the clocks show the time twice, or none."""
        try:
            local = self.fields["at"].clean(self.data.get(self.add_prefix("at")))
        except ValidationError:
            return {}
        moments = moments_showing(local) if local else []
        return dict(zip(("first", "second"), moments, strict=True)) if len(moments) == 2 else {}

    @property
    def in_utc(self):
        """What the chosen time is in UTC, as a sentence; empty where none was chosen, or where it is the same."""
        moment = self.moment if self.is_bound and self.is_valid() else None
        if not moment:
            return ""
        utc, local = moment.astimezone(datetime.UTC), newsroom_time(moment)
        if not local.utcoffset():
            return ""
        form = "H:i" if utc.date() == local.date() else "D j M H:i"
        return gettext("%(time)s there is %(utc)s UTC.") % {
            "time": format_date(local, "H:i"),
            "utc": format_date(utc, form),
        }

    @property
    def moment(self):
        """The chosen moment as an aware datetime; None for now, and where there is none yet."""
        return self.cleaned_data.get("moment") if self.is_bound else None

    def clean(self):
        cleaned = super().clean()
        cleaned["moment"] = self._moment(cleaned["at"]) if cleaned.get("at") else None
        return cleaned

    def _moment(self, local):
        """Return the moment of a local time, or None after adding an error."""
        params = {"day": format_date(local, "j F Y"), "time": format_date(local, "H:i"), "zone": settings.TIME_ZONE}
        if self.choices:
            moment = self.choices.get(self.cleaned_data.get("which"))
            if moment is None:
                self.add_error("which", TWICE % params)
                return None
        else:
            moment = next(iter(moments_showing(local)), None)
            if moment is None:
                self.add_error("at", SKIPPED % params)
                return None
        try:
            return checked_schedule(moment, self.now)
        except WrongMoment as error:
            self.add_error("at", error.message_dict["at"])
            return None


class NowOrLaterForm(MomentForm):
    """Asks for now, or for a date and time to come."""

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
        if cleaned.get("when") not in (None, AT) and typed:
            chosen = dict(self.fields["when"].choices)[cleaned["when"]]
            message = gettext("You gave a date and time, but chose “%(choice)s”. Choose one of the two.")
            self.add_error("when", message % {"choice": chosen})
        if cleaned.get("when") == AT and not typed:
            self.add_error("at", gettext("Give a date and a time."))
        return cleaned
