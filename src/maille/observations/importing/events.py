"""The rows of the events of a calendar: each of their times, or why there is none."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone

from maille.observations.importing.identifiers import identifier_of
from maille.observations.importing.recurring import MOST_TIMES, BrokenRuleError, times_of
from maille.observations.importing.remarks import Remark
from maille.observations.importing.rows import Row, RowStatus
from maille.observations.reasons import Reason

# What a calendar may hold that its reader did not expect.
SURPRISES: Final = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What a calendar says of one event."""

    number: int
    uid: str
    start: dt.date | dt.datetime
    minutes: int | None
    sequence: int
    cancelled: bool
    words: Mapping[str, Any]
    instance: str
    rules: tuple[Mapping[str, Any], ...]
    more: tuple[dt.datetime, ...]
    less: frozenset[dt.datetime | dt.date]


def by_the_clock_of(start: dt.date | dt.datetime, moment: dt.datetime) -> dt.datetime:
    """Give a moment by the clock on the wall where an event starts."""
    zone = start.tzinfo if isinstance(start, dt.datetime) else None
    if moment.tzinfo and zone:
        moment = moment.astimezone(zone)
    elif moment.tzinfo:
        moment = moment.astimezone(timezone.get_default_timezone())
    return moment.replace(tzinfo=None)


def on_the_wall(start: dt.date | dt.datetime) -> dt.datetime:
    """Give what the clock shows where an event starts."""
    if isinstance(start, dt.datetime):
        return start.replace(tzinfo=None)
    return dt.datetime.combine(start, dt.time())


def here(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Give a moment by the clock of this installation; a day stays a day."""
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return moment.astimezone(timezone.get_default_timezone()).replace(tzinfo=None)
    return moment


def rows_of(told: list[CalendarEvent], place_id: uuid.UUID, until: dt.date) -> list[Row]:
    """Give the rows of the events that share one identifier, up to a day.

    Of two states of one event the highest sequence holds, then the last; each of the others has a
    row that says so. An event that surprises is refused by itself.
    """
    reader = _Reader(place_id, until, frozenset(event.instance for event in told if event.instance))
    masters, instances = _holding(told)
    holding = [*masters, *instances]
    kept = {event.number for event in holding}
    rows = [
        Row(event.number, status=RowStatus.SKIPPED, reasons=(Remark("", "another_state"),))
        for event in told
        if event.number not in kept
    ]
    for rank, event in enumerate(masters):
        rows += _safely(event, reader.times, on_the_wall(event.start).isoformat() if rank else "")
    for event in instances:
        rows += _safely(event, reader.changed_time, event.instance)
    return rows


def _holding(told: list[CalendarEvent]) -> tuple[list[CalendarEvent], list[CalendarEvent]]:
    newest = max((event.sequence for event in told if not event.instance), default=0)
    masters: dict[str, CalendarEvent] = {}
    instances: dict[str, CalendarEvent] = {}
    for event in sorted(told, key=lambda event: event.sequence):
        if event.instance:
            instances[event.instance] = event
        elif event.sequence == newest:
            masters[on_the_wall(event.start).isoformat()] = event
    return list(masters.values()), list(instances.values())


def _safely(
    event: CalendarEvent, read: Callable[[CalendarEvent, str], list[Row]], instance: str
) -> list[Row]:
    try:
        return read(event, instance)
    except SURPRISES:
        reasons = (Reason("", "broken_event"),)
        return [Row(event.number, status=RowStatus.REFUSED, reasons=reasons)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the events that share one identifier become rows."""

    place_id: uuid.UUID
    until: dt.date
    changed: frozenset[str]

    def changed_time(self, event: CalendarEvent, instance: str) -> list[Row]:
        """Give the row of one time that was changed."""
        return [self._row(event, event.start, instance)]

    def times(self, event: CalendarEvent, instance: str) -> list[Row]:
        """Give the rows of an event, one for each of its times."""
        if not event.rules and not event.more:
            if {on_the_wall(event.start), on_the_wall(event.start).date()} & event.less:
                return [self._none_left(event, (self._key(event, instance),))]
            return [self._row(event, event.start, instance)]
        horizon = dt.datetime.combine(
            self.until + dt.timedelta(days=1), dt.time.max.replace(microsecond=0)
        )
        try:
            planned = sorted(_repeated(event, horizon))
        except BrokenRuleError:
            reason = (Reason("", "broken_rule", doubt=True),)
            return [self._row(event, event.start, instance, reason)]
        return self._repetition(event, instance, planned)

    def _repetition(
        self, event: CalendarEvent, instance: str, planned: list[dt.datetime]
    ) -> list[Row]:
        out = [time for time in planned if {time, time.date()} & event.less]
        left = [time for time in planned if not {time, time.date()} & event.less]
        if event.cancelled:
            gone = (self._key(event, instance), *self._keys(event, planned))
            return [replace(self._row(event, event.start, instance), gone=gone)]
        gone = tuple(self._keys(event, out))
        if not planned:
            return [self._row(event, event.start, instance)]
        if not left:
            return [self._none_left(event, gone)]
        rows = list(self._each(event, left[:MOST_TIMES]))
        if len(left) > MOST_TIMES:
            reasons = (Reason("", "too_many_times"),)
            rows.append(Row(event.number, status=RowStatus.SKIPPED, reasons=reasons))
        return [replace(rows[0], gone=gone), *rows[1:]] if rows else []

    def _each(self, event: CalendarEvent, left: list[dt.datetime]) -> Iterator[Row]:
        for time in left:
            moment = _again(event.start, time)
            instance = here(moment).isoformat()
            if not self._is_changed(instance) and _day(moment) <= self.until:
                yield self._row(event, moment, instance)

    def _keys(self, event: CalendarEvent, times: list[dt.datetime]) -> Iterator[str]:
        """Give the identifiers of times that a calendar takes out, but those it says again."""
        for time in times:
            instance = here(_again(event.start, time)).isoformat()
            if not self._is_changed(instance):
                yield self._key(event, instance)

    def _is_changed(self, instance: str) -> bool:
        return bool({instance, instance[:10]} & self.changed)

    def _key(self, event: CalendarEvent, instance: str) -> str:
        return identifier_of(self.place_id, "ical", event.uid, instance)

    def _none_left(self, event: CalendarEvent, gone: tuple[str, ...]) -> Row:
        code = Reason("", "cancelled_event") if event.cancelled else Remark("", "no_time_left")
        return Row(event.number, status=RowStatus.SKIPPED, reasons=(code,), gone=gone)

    def _row(
        self,
        event: CalendarEvent,
        moment: dt.date | dt.datetime,
        instance: str,
        reasons: Iterable[Reason] = (),
    ) -> Row:
        key = self._key(event, instance)
        if event.cancelled or _day(moment) > self.until:
            why = (Reason("", "cancelled_event" if event.cancelled else "event_to_come"),)
            return Row(event.number, status=RowStatus.SKIPPED, reasons=why, gone=(key,))
        item: dict[str, Any] = {
            "id": key,
            "kind": "occasion",
            "on": _day(moment).isoformat(),
            **event.words,
        }
        told = here(moment)
        if isinstance(told, dt.datetime):
            item["at"] = f"{told:%H:%M}"
        if event.minutes:
            item["minutes"] = event.minutes
        return Row(event.number, item, reasons=tuple(reasons))


def _repeated(event: CalendarEvent, horizon: dt.datetime) -> set[dt.datetime]:
    """Give the times that an event plans up to a horizon, those that were taken out among them."""
    first = on_the_wall(event.start)
    found = {first} if first <= horizon else set()
    for rule in event.rules:
        found.update(times_of(rule, first, horizon))
    found.update(time for time in event.more if time <= horizon)
    return found


def _again(start: dt.date | dt.datetime, time: dt.datetime) -> dt.date | dt.datetime:
    return time.replace(tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else time.date()


def _day(moment: dt.date | dt.datetime) -> dt.date:
    told = here(moment)
    return told.date() if isinstance(told, dt.datetime) else told
