"""When to count, and what was counted."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maille.core.effects.counting import FEWEST_DAYS, Stratum
from maille.core.effects.observing import AuthorRole
from maille.core.kernel.period import Period
from maille.observations.actions.counting import Counted
from maille.observations.counting import USUAL_DAYS, PlanAsked
from maille.observations.labels import AUTHOR_ROLES
from maille.observations.models import CountingPlan
from maille.observations.queries.counting import days_of_events
from maille.places.forms.fields import LinesField
from maille.places.models import Place

_WEEKDAYS: Final = [
    *(("0", _("Monday")), ("1", _("Tuesday")), ("2", _("Wednesday")), ("3", _("Thursday"))),
    *(("4", _("Friday")), ("5", _("Saturday")), ("6", _("Sunday"))),
]
_WRITTEN: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MOST_COUNTED: Final = 100_000
_COUNTERS: Final = {AuthorRole.STEWARD.value, AuthorRole.VOLUNTEER.value, AuthorRole.PARTNER.value}
_SEASON: Final = dt.timedelta(days=90)


def _day(label: Any) -> forms.DateField:  # noqa: ANN401 - a lazy text
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget)


def _how_many(label: Any, stratum: Stratum) -> forms.IntegerField:  # noqa: ANN401 - the same
    return forms.IntegerField(
        label=label,
        min_value=FEWEST_DAYS,
        max_value=100,
        initial=USUAL_DAYS[stratum],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class DrawForm(forms.Form):
    """How many days of each sort to count."""

    weekday = _how_many(_("Weekdays to count"), Stratum.WEEKDAY)
    weekend = _how_many(_("Saturdays and Sundays to count"), Stratum.WEEKEND)
    event = _how_many(_("Days of an event to count"), Stratum.EVENT)

    def days_per_stratum(self) -> dict[Stratum, int]:
        """Give what was asked, by sort of days."""
        return {
            stratum: self.cleaned_data[stratum.value]
            for stratum in Stratum
            if stratum.value in self.fields
        }


class MoreDaysForm(DrawForm):
    """How many days of each sort to count in the end; never fewer than were drawn."""

    def __init__(self, plan: CountingPlan, data: Mapping[str, Any] | None = None) -> None:
        drawn = {one["stratum"]: one["drawn"] for one in plan.strata}
        super().__init__(data, initial=drawn)
        for stratum in Stratum:
            if stratum.value not in drawn:
                del self.fields[stratum.value]


class PlanForm(DrawForm):
    """Between which days to count, and how often."""

    start = _day(_("From"))
    end = _day(_("To"))
    days_off = forms.MultipleChoiceField(
        label=_("Closed on"),
        choices=_WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    programme = forms.BooleanField(
        label=_("Draw apart the days of the programme that do not come back every week"),
        required=False,
        initial=True,
    )
    events = LinesField(
        label=_("Other days of an event"),
        help_text=_("One date per line: 2026-06-21 or 21/06/2026."),
    )
    field_order = ("start", "end", "days_off", "programme", "events")

    def __init__(self, place: Place, data: Mapping[str, Any] | None = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"start": today, "end": today + _SEASON})
        self.place = place

    def clean_events(self) -> list[dt.date]:
        """Read dates as people write them."""
        return [_read_day(line) for line in self.cleaned_data["events"]]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day comes before the first."))
        return cleaned

    def asked(self) -> PlanAsked:
        """Give what is asked."""
        given = self.cleaned_data
        period = Period(given["start"], given["end"])
        announced = days_of_events(self.place, period) if given["programme"] else frozenset()
        return PlanAsked(
            period=period,
            days_off=frozenset(map(int, given["days_off"])),
            event_days=announced | {*given["events"]},
            days_per_stratum=self.days_per_stratum(),
        )


class CountForm(forms.Form):
    """How many people came in on a day."""

    count = forms.IntegerField(
        label=_("How many people came in, from opening to closing?"),
        help_text=_("Each entry counts, even twice the same person. Empty: not counted."),
        required=False,
        min_value=0,
        max_value=_MOST_COUNTED,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    counted_by = forms.ChoiceField(
        label=_("Who counted?"),
        choices=[choice for choice in AUTHOR_ROLES if choice[0] in _COUNTERS],
        initial=AuthorRole.STEWARD.value,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Anything unusual that day?"),
        help_text=_("Rain, a strike, closed early…"),
        required=False,
        max_length=300,
    )

    def counted(self) -> Counted:
        """Give what was counted."""
        given = self.cleaned_data
        return Counted(given["count"], AuthorRole(given["counted_by"]), given["note"])


def _read_day(line: str) -> dt.date:
    written = _WRITTEN.fullmatch(line)
    day, month, year = written.groups() if written else ("", "", "")
    text = f"{year}-{month:0>2}-{day:0>2}" if written else line
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise forms.ValidationError(
            _("“%(line)s” is not a date: write 2026-06-21 or 21/06/2026."), params={"line": line}
        ) from error
