"""Announcing an occasion, or changing one of its occurrences."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maille.core.occasions.words import WEEKDAYS
from maille.grids import load_grid
from maille.people.models import Person
from maille.places import enums
from maille.places.actions import occasions as actions
from maille.places.forms.fields import one_of, text, ticks
from maille.places.models import Occasion, Place
from maille.places.occasions import (
    MINUTES_A_DAY,
    OccasionLine,
    Occurrence,
    OccurrenceChange,
)
from maille.places.programme import recurrence_sentence
from maille.places.queries.occasions import rule_of
from maille.places.rhythms import RANKS, Recurrence, Rhythm, recurrence_of, rule_text
from maille.web.templatetags.maille import reading_language

FREE = (("yes", _("Free")), ("no", _("With a price, or pay what you wish")))
_MINUTE = dt.timedelta(minutes=1)


def day_field(label: Any, **options: Any) -> forms.DateField:  # noqa: ANN401 - Django's own
    """Give a field for a day, with the calendar of the browser."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


def time_field(label: Any, **options: Any) -> forms.TimeField:  # noqa: ANN401 - Django's own
    """Give a field for a time of day, which may also be typed as 12h30."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h", "%H"],
        required=False,
        **options,
    )


class OccasionForm(forms.Form):
    """What is held, when, how it comes back, for whom."""

    title = forms.CharField(
        label=_("What is it?"),
        help_text=_("As on the poster: la cantine du jeudi, atelier radio."),
        max_length=150,
    )
    starts_on = day_field(_("Day"), help_text=_("The first one, if it comes back."))
    starts_at = time_field(
        pgettext_lazy("time of day", "From"), help_text=_("Leave empty when it lasts all day.")
    )
    ends_at = time_field(pgettext_lazy("time of day", "To"))
    ends_on = day_field(
        _("Last day"), help_text=_("When one time lasts several days."), required=False
    )
    rhythm = forms.ChoiceField(
        label=_("Does it come back?"),
        choices=Rhythm.choices,
        initial=Rhythm.ONCE,
        widget=forms.RadioSelect(attrs={"class": "one"}),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days of the week"),
        help_text=_("None ticked: the day above."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ranks = forms.TypedMultipleChoiceField(
        label=_("Which ones of the month"),
        help_text=_("None ticked: as the day above, the 2nd Tuesday for instance."),
        choices=RANKS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interval = forms.IntegerField(
        label=_("One time in how many"),
        help_text=_("1: each time. 2: every other week, every other month."),
        min_value=1,
        max_value=52,
        initial=1,
        required=False,
    )
    last_on = day_field(
        _("Until"), help_text=_("Leave empty as long as it goes on."), required=False
    )
    space = forms.CharField(
        label=_("Where"),
        help_text=_("A room, the yard; empty: the whole place."),
        max_length=120,
        required=False,
    )
    description = text(_("In a few words"), most=2000)
    audiences = ticks(_("For whom"), enums.Audience.choices)
    themes = ticks(_("What it speaks for, in the effects report"), ())
    url = forms.URLField(
        label=_("A page about it"), max_length=400, assume_scheme="https", required=False
    )
    free = one_of(_("Price"), FREE, required=False)
    price = forms.CharField(label=_("How much"), max_length=80, required=False)

    def __init__(self, data: Any, *, occasion: Occasion | None = None) -> None:  # noqa: ANN401 - Django's own
        super().__init__(data, initial=initial_of(occasion) if occasion else None)
        language = reading_language()
        self.occasion = occasion
        self._field("weekdays").choices = list(enumerate(WEEKDAYS[language]))
        self._field("themes").choices = [
            (theme.id, theme.label.in_language(language)) for theme in load_grid().themes
        ]
        self._field("rhythm").choices = self._rhythms()

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing to know how long it lasts."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when it begins."))
        if starts and cleaned.get("ends_on") and not ends and "ends_at" not in self.errors:
            self.add_error("ends_at", _("Say at what time the last day ends."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return cleaned

    def line(self) -> OccasionLine:
        """Give what was typed as a value."""
        said = self.cleaned_data
        return OccasionLine(
            title=said["title"],
            starts_on=said["starts_on"],
            starts_at=said["starts_at"],
            minutes=_minutes(said),
            rule=self._rule(),
            last_on=said["last_on"] if said["rhythm"] != Rhythm.ONCE else None,
            description=said["description"],
            space=said["space"],
            themes=tuple(said["themes"]),
            audiences=tuple(said["audiences"]),
            url=said["url"],
            is_free={"yes": True, "no": False}.get(said["free"]),
            price=said["price"],
        )

    def save(self, *, place: Place, by: Person) -> Occasion:
        """Announce it, or change it."""
        if self.occasion is None:
            return actions.declare_occasion(place=place, line=self.line(), by=by)
        return actions.change_occasion(occasion=self.occasion, line=self.line(), by=by)

    def _rule(self) -> str:
        said, rhythm = self.cleaned_data, Rhythm(self.cleaned_data["rhythm"])
        if rhythm is Rhythm.KEPT and self.occasion is not None:
            return self.occasion.rule
        weekdays, ranks = tuple(said["weekdays"]), tuple(said["ranks"])
        return rule_text(
            Recurrence(rhythm, said["interval"] or 1, weekdays, ranks), said["starts_on"]
        )

    def _rhythms(self) -> list[tuple[str, Any]]:
        """Offer every rhythm, and the present one in words when no other says it."""
        offered: list[tuple[str, Any]] = [
            (rhythm.value, rhythm.label) for rhythm in Rhythm if rhythm is not Rhythm.KEPT
        ]
        rule = rule_of(self.occasion) if self.occasion else None
        if (
            self.occasion
            and rule
            and recurrence_of(rule, self.occasion.starts_on).rhythm is Rhythm.KEPT
        ):
            offered.append((Rhythm.KEPT.value, recurrence_sentence(rule)))
        return offered

    def _field(self, name: str) -> Any:  # noqa: ANN401 - the choices of each kind of field
        return self.fields[name]


class OccurrenceForm(forms.Form):
    """One occurrence, and no other."""

    on = day_field(_("Day"))
    at = time_field(pgettext_lazy("time of day", "From"))
    ends_at = time_field(pgettext_lazy("time of day", "To"))
    title = forms.CharField(label=_("What is it?"), max_length=150)
    space = forms.CharField(label=_("Where"), max_length=120, required=False)

    def __init__(self, data: Any, *, occasion: Occasion, now: Occurrence) -> None:  # noqa: ANN401 - Django's own
        initial = {
            "on": now.slot.on,
            "at": now.slot.at,
            "ends_at": now.ends.time() if now.ends else None,
            "title": now.title,
            "space": now.space,
        }
        super().__init__(data, initial=initial)
        self.occasion, self.original = occasion, now.slot.original
        if occasion.starts_at is None:
            del self.fields["at"], self.fields["ends_at"]

    def save(self, *, by: Person) -> Occasion:
        """Keep what is otherwise than usual."""
        said, usual = self.cleaned_data, self.occasion
        at = said.get("at") or usual.starts_at
        minutes = usual.minutes
        if said.get("ends_at") and at:
            minutes = _lived(said["on"], at, said["on"], said["ends_at"])
        change = OccurrenceChange(
            on=said["on"] if said["on"] != self.original else None,
            at=at if at != usual.starts_at else None,
            minutes=minutes if minutes != usual.minutes else None,
            title=said["title"] if said["title"] != usual.title else "",
            space=said["space"] if said["space"] != usual.space else "",
        )
        return actions.change_one_occurrence(
            occasion=usual, original=self.original, change=change, by=by
        )


class EndForm(forms.Form):
    """Until which day it comes back."""

    on = day_field(_("Last day"))


def initial_of(occasion: Occasion) -> dict[str, Any]:
    """Show what is known of an occasion."""
    said = recurrence_of(rule_of(occasion), occasion.starts_on)
    ends_on, ends_at = _end(occasion)
    return {
        **{name: getattr(occasion, name) for name in _SAME},
        "ends_on": ends_on,
        "ends_at": ends_at,
        "rhythm": said.rhythm,
        "interval": said.interval,
        "weekdays": said.weekdays,
        "ranks": said.ranks,
        "free": {True: "yes", False: "no"}.get(occasion.is_free, ""),  # type: ignore[arg-type]
    }


_SAME = (
    *("title", "starts_on", "starts_at", "last_on", "space", "description"),
    *("audiences", "themes", "url", "price"),
)


def _end(occasion: Occasion) -> tuple[dt.date | None, dt.time | None]:
    """Give the last day when there are several, and the time it ends."""
    if not occasion.minutes:
        return None, None
    if occasion.starts_at is None:
        days = occasion.minutes // MINUTES_A_DAY - 1
        return (occasion.starts_on + dt.timedelta(days=days) if days else None), None
    start = dt.datetime.combine(occasion.starts_on, occasion.starts_at)
    end = start + dt.timedelta(minutes=occasion.minutes)
    several = occasion.minutes >= MINUTES_A_DAY
    return (end.date() if several else None), end.time()


def _minutes(said: dict[str, Any]) -> int | None:
    first, last = said["starts_on"], said["ends_on"]
    if said["starts_at"] is None:
        return ((last - first).days + 1) * MINUTES_A_DAY if last else None
    if said["ends_at"] is None:
        return None
    return _lived(first, said["starts_at"], last or first, said["ends_at"])


def _lived(first: dt.date, starts: dt.time, last: dt.date, ends: dt.time) -> int:
    """Count minutes; an end that comes before the beginning is that of the night after."""
    length = dt.datetime.combine(last, ends) - dt.datetime.combine(first, starts)
    if length <= dt.timedelta():
        length += dt.timedelta(days=1)
    return length // _MINUTE
