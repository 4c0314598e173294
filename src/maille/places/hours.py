"""When places and the stops of rounds are open, as their pages say it."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from maille.core.hours import (
    InvalidHoursError,
    Schedule,
    Standing,
    hours_in_words,
    read_hours,
    standing_in_words,
)
from maille.places.enums import PlaceState
from maille.places.models import Place, Stop
from maille.places.occasions import clock_of

_ENDED = (PlaceState.CLOSED, PlaceState.MOVED, PlaceState.PROJECT)
_NEXT = 3


@dataclass(frozen=True, slots=True)
class ToldHours:
    """Hours for readers: a line a rule, how it stands now, the next days; ``text`` as written."""

    lines: tuple[str, ...]
    text: str
    standing: str = ""
    open_now: bool = False
    days: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop of a round, for readers."""

    name: str
    address: str
    hours: ToldHours | None


def country_clock(country: str, department: str | None, postcode: str) -> tuple[str, str]:
    """Give the time zone of a place, and the country whose holidays count.

    Examples
    --------
    >>> country_clock("FR", "974", "97400")
    ('Indian/Reunion', 'FR')
    """
    return clock_of(country, department or postcode[:3]).value, str(country)


def schedule_of(place: Place, text: str) -> Schedule | None:
    """Read hours at the clock of a place; nothing when they cannot be read."""
    department = place.department.code if place.department else None
    if not text:
        return None
    try:
        return read_hours(text, *country_clock(place.country, department, place.postcode))
    except InvalidHoursError:
        return None


def hours_refused(error: InvalidHoursError) -> str:
    """Say from where hours could not be read, and how they are written."""
    return (
        _(
            "We cannot read these hours from “%s” on. Days are written Mo, Tu, We, Th, Fr, Sa, Su"
            " and hours 09:00-12:00: for example Tu,Th 09:00-12:00; Sa 14:00-18:00."
        )
        % error.rest
    )


def told_hours(place: Place, text: str, at: dt.datetime, language: str) -> ToldHours | None:
    """Tell hours at an instant; what cannot be read is given as it was written."""
    schedule = schedule_of(place, text)
    if schedule is None:
        return ToldHours((text,), text) if text else None
    lines = hours_in_words(schedule, language)
    if place.state in _ENDED:
        return ToldHours(lines, schedule.text)
    standing = standing_in_words(schedule, at, language)
    return ToldHours(lines, schedule.text, standing, schedule.standing(at) is Standing.OPEN)


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """When a place is open, and where its rounds stop."""

    place: ToldHours | None
    stops: tuple[ToldStop, ...]


def place_hours(place: Place, at: dt.datetime, language: str) -> PlaceHours:
    """Tell when a place is open, and where its rounds stop."""
    hours = told_hours(place, place.portrait.opening_hours, at, language)
    return PlaceHours(hours, told_stops(place, at, language))


def told_stops(place: Place, at: dt.datetime, language: str) -> tuple[ToldStop, ...]:
    """Tell where a round stops, and the next days of each stop."""
    return tuple(_told_stop(place, stop, at, language) for stop in place.stops.all())


def _told_stop(place: Place, stop: Stop, at: dt.datetime, language: str) -> ToldStop:
    hours = told_hours(place, stop.opening_hours, at, language)
    schedule = schedule_of(place, stop.opening_hours)
    if hours and schedule:
        days = schedule.next_days(at.astimezone(schedule.zone).date(), _NEXT)
        hours = replace(hours, days=days)
    town = " ".join(part for part in (stop.postcode, stop.locality) if part)
    address = ", ".join(part for part in (stop.street, town) if part)
    return ToldStop(stop.name or stop.locality, address, hours)
