"""What period a draft is about, and under what licence it is published."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maille.core.kernel.period import Period, read_period
from maille.places.enums import DataLicence, TextLicence
from maille.reports.models import Draft

UNKNOWN = "unknown"
QUARTER = "quarter"
OTHER = "other"
YEARS_OFFERED = 3
QUARTERS = 4


class PeriodForm(forms.Form):
    """A year, two dates, or nobody knows; ``period`` is what it comes to."""

    span = forms.ChoiceField(label=_("What period do you answer for?"), widget=forms.RadioSelect)
    quarter = forms.ChoiceField(label=_("Which quarter?"), required=False)
    start = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    end = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *arguments: Any, draft: Draft | None = None, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*arguments, **options)
        this_year = timezone.localdate().year
        self.fields["span"].choices = [  # type: ignore[attr-defined]
            *((str(this_year - back), str(this_year - back)) for back in range(YEARS_OFFERED)),
            (QUARTER, _("One quarter")),
            (OTHER, _("Another period")),
            (UNKNOWN, _("Period not known")),
        ]
        self.fields["quarter"].choices = [  # type: ignore[attr-defined]
            (f"{year}-Q{number}", _("%(year)s, quarter %(n)s") % {"year": year, "n": number})
            for year in range(this_year, this_year - YEARS_OFFERED, -1)
            for number in range(QUARTERS, 0, -1)
        ]
        if draft is not None:
            self.initial = _initial(draft, {str(this_year - back) for back in range(YEARS_OFFERED)})

    @property
    def period(self) -> Period:
        """Give the period that was chosen."""
        span = self.cleaned_data["span"]
        if span == UNKNOWN:
            return Period()
        if span == QUARTER:
            return read_period(self.cleaned_data["quarter"])
        if span == OTHER:
            return Period(self.cleaned_data["start"], self.cleaned_data["end"])
        return Period(dt.date(int(span), 1, 1), dt.date(int(span), 12, 31))

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of another period, in order."""
        cleaned = super().clean() or {}
        if cleaned.get("span") == QUARTER and not cleaned.get("quarter"):
            self.add_error("quarter", _("Choose a quarter."))
        if cleaned.get("span") == OTHER and not self.errors:
            start, end = cleaned.get("start"), cleaned.get("end")
            if start is None or end is None:
                self.add_error(
                    "start" if start is None else "end",
                    _("Give both days, or choose “Period not known”."),
                )
            elif end < start:
                self.add_error("end", _("The last day comes before the first: exchange them."))
        return cleaned


class StartForm(PeriodForm):
    """A new draft: its period, and whether it starts from the last answers."""

    copy = forms.BooleanField(
        label=_("Start from the last answers"),
        help_text=_("Each one is shown to be confirmed or changed. Stories are not copied."),
        required=False,
    )


class PublishForm(forms.Form):
    """What an edition says of itself, and the steward's word."""

    licence_text = forms.ChoiceField(
        label=_("Licence of the words"), choices=TextLicence, widget=forms.Select
    )
    licence_data = forms.ChoiceField(
        label=_("Licence of the figures"), choices=DataLicence, widget=forms.Select
    )
    reviewed_by = forms.CharField(
        label=_("Who has read it before you publish it"),
        help_text=_("Roles rather than names: the board, two volunteers, the city's officer."),
        required=False,
        max_length=120,
    )
    confirmed = forms.BooleanField(
        label=_("I have read the report. Once published, it cannot be changed: only corrected."),
        error_messages={"required": _("Read the report, then tick this box.")},
    )


def _initial(draft: Draft, years: set[str]) -> dict[str, Any]:
    if draft.start is None or draft.end is None:
        return {"span": UNKNOWN}
    year = str(draft.start.year)
    whole = (dt.date(draft.start.year, 1, 1), dt.date(draft.start.year, 12, 31))
    if (draft.start, draft.end) == whole and year in years:
        return {"span": year}
    return {"span": OTHER, "start": draft.start, "end": draft.end}
