"""The programme of a place as iCalendar (RFC 5545), for the calendars of phones and towns."""

import datetime as dt
import hashlib
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from icalendar import Calendar, Event, vRecur

from maille.core.occasions.values import Slot
from maille.places.models import Occasion, OccasionException, Place
from maille.places.occasions import MINUTES_A_DAY
from maille.places.queries.occasions import series_of
from maille.places.queries.places import address_of

PRODUCT = "-//Maille//Programme//FR"
MOST_EXPORTED = 2_000
_REFRESH = dt.timedelta(hours=12)
_END_OF_DAY = dt.time(23, 59, 59)


def calendar_tag(place: Place, host: str) -> str:
    """Give what changes whenever the calendar of a place does."""
    known = Occasion.objects.filter(place=place).aggregate(
        count=Count("pk"), latest=Max("changed_at"), newest=Max("pk")
    )
    told = (host, place.name, address_of(place), place.slug, *known.values())
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def render_calendar(place: Place, *, page: Callable[[Occasion], str]) -> bytes:
    """Give the whole programme of a place as an iCalendar file.

    The identifier of an event is that of its occasion, for ever; its ``SEQUENCE`` grows with
    each change. An occurrence that is not held is an ``EXDATE``, one held otherwise a
    ``RECURRENCE-ID`` of its own, an occasion cancelled whole is ``CANCELLED``.

    Parameters
    ----------
    page
        Gives the whole address of the page of an occasion.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", place.name)
    calendar.add("x-wr-calname", place.name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    occasions = place.occasions.prefetch_related("exceptions").order_by("-starts_on", "-pk")
    for occasion in occasions[:MOST_EXPORTED]:
        for event in _events(occasion, page(occasion)):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(occasion: Occasion, url: str) -> list[Event]:
    """Give an occasion, then the occurrences that are not as usual."""
    series = series_of(occasion)
    usual = Slot(series.first, series.first, series.at, series.minutes)
    main = _event(occasion, usual, None, url)
    if occasion.rule:
        main.add("rrule", _recurrence(occasion))
        gone = [row.original for row in occasion.exceptions.all() if row.cancelled]
        if gone:
            main.add("exdate", [_moment(occasion, day, occasion.starts_at) for day in gone])
    events = [main]
    for row in occasion.exceptions.all():
        if not row.cancelled:
            at = row.at or occasion.starts_at
            minutes = occasion.minutes if row.minutes is None else row.minutes
            slot = Slot(row.original, row.on or row.original, at, minutes)
            changed = _event(occasion, slot, row, url)
            if occasion.rule:
                changed.add("recurrence-id", _moment(occasion, row.original, occasion.starts_at))
                events.append(changed)
            else:
                events = [changed]
    return events


def _event(occasion: Occasion, slot: Slot, row: OccasionException | None, url: str) -> Event:
    """Give an occasion as it is held, or as one row of it says otherwise."""
    event = Event()
    event.add("uid", str(occasion.public_id))
    event.add("dtstamp", occasion.changed_at)
    event.add("created", occasion.declared_at)
    event.add("last-modified", occasion.changed_at)
    event.add("sequence", occasion.sequence)
    event.add("summary", (row and row.title) or occasion.title)
    event.add("dtstart", _moment(occasion, slot.on, slot.at))
    if slot.minutes and slot.at:
        event.add("duration", dt.timedelta(minutes=slot.minutes))
    elif slot.minutes:
        event.add("dtend", slot.on + dt.timedelta(days=slot.minutes // MINUTES_A_DAY))
    space = (row and row.space) or occasion.space
    parts = (space, occasion.place.name, address_of(occasion.place))
    event.add("location", ", ".join(part for part in parts if part))
    event.add("url", url)
    if occasion.description:
        event.add("description", occasion.description)
    event.add("status", "CANCELLED" if _is_off(occasion) else "CONFIRMED")
    return event


def _is_off(occasion: Occasion) -> bool:
    """Tell whether it is not held at all: cancelled whole, or held once and cancelled."""
    once = not occasion.rule and any(row.cancelled for row in occasion.exceptions.all())
    return occasion.cancelled_at is not None or once


def _recurrence(occasion: Occasion) -> vRecur:
    """Give the rule and its end: a day when all days are whole, else a moment of that evening."""
    rule = vRecur(vRecur.from_ical(occasion.rule))
    if occasion.last_on and occasion.starts_at is None:
        rule["UNTIL"] = [occasion.last_on]
    elif occasion.last_on:
        evening = dt.datetime.combine(occasion.last_on, _END_OF_DAY, ZoneInfo(occasion.time_zone))
        rule["UNTIL"] = [evening.astimezone(dt.UTC)]
    return rule


def _moment(occasion: Occasion, day: dt.date, at: dt.time | None) -> dt.date | dt.datetime:
    return dt.datetime.combine(day, at, ZoneInfo(occasion.time_zone)) if at else day
