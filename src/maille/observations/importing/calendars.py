"""Reading an iCalendar file: each time that something took place is an occasion."""

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from maille.observations.errors import ImportFileError
from maille.observations.importing.identifiers import identifier_of
from maille.observations.importing.recurring import MOST_TIMES, BrokenRuleError, times_of
from maille.observations.importing.rows import Row, RowStatus
from maille.observations.importing.tables import decode
from maille.observations.importing.vocabulary import meant_by
from maille.observations.reasons import Reason
from maille.observations.shape import MOST_MINUTES, NOTE_LENGTH, SPACE_LENGTH

# The library types a property as any of thirty forms.
Vevent: TypeAlias = Any

_FOLDS: Final = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
_ENDS: Final = re.compile(r"\r\n?")
_BLOCK: Final = re.compile(
    r"^BEGIN:(VEVENT|VTIMEZONE)\s*?$.*?(?:^END:\1\s*?$|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
# A reminder says nothing of what took place, and is what calendars write worst: one that has no
# end goes to that of its event.
_ALARM: Final = re.compile(
    r"^BEGIN:VALARM\s*?$.*?(?:^END:VALARM\s*?$|(?=^END:VEVENT\s*?$)|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_BEGINNING: Final = re.compile(r"BEGIN:V(?:CALENDAR|EVENT)\b", re.IGNORECASE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
# What a calendar may hold that its reader did not expect.
_SURPRISES: Final = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Event:
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


def read_calendar(content: bytes, *, place_id: uuid.UUID, until: dt.date) -> list[Row]:
    """Give one row for each time that an event took place, up to a day; others say why not.

    Repetitions are followed by the clock of the event, so that 18:30 stays 18:30 when summer time
    comes; times are then told by the clock of this installation. A time without zone is local.
    The identifier follows the event's own and the time it was planned for: moving or renaming one
    gives another version of the same observation.

    Raises
    ------
    ImportFileError
        When the file is no calendar.
    """
    wide = content.startswith(_WIDE)
    lines = _ENDS.sub("\n", decode(content if wide else _FOLDS.sub(b"", content)))
    text = _ALARM.sub("", lines)
    if not _BEGINNING.search(text):
        raise ImportFileError(_("this file is no calendar"))
    rows: list[Row] = []
    events: dict[str, list[_Event]] = defaultdict(list)
    for number, component in enumerate(_components(text), start=1):
        event = _event(number, component)
        if isinstance(event, _Event):
            events[event.uid].append(event)
        else:
            rows.append(Row(number, status=RowStatus.REFUSED, reasons=(event,)))
    for told in events.values():
        rows.extend(_rows(told, place_id, until))
    return sorted(rows, key=lambda row: row.number)


def _components(text: str) -> Iterator[Vevent | None]:
    """Give the events of a file; of a broken one, those that can be read alone."""
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except _SURPRISES:
        found = []
    blocks = list(_BLOCK.finditer(text))
    if len(found) == sum(block[1].upper() == "VEVENT" for block in blocks):
        yield from found
        return
    zones = "\n".join(block[0] for block in blocks if block[1].upper() == "VTIMEZONE")
    for block in blocks:
        if block[1].upper() == "VEVENT":
            yield _alone(block[0], zones)


def _alone(block: str, zones: str) -> Vevent | None:
    for around in (zones, ""):
        try:
            calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\n{around}\n{block}\nEND:VCALENDAR\n")
            return next(iter(calendar.walk("VEVENT")), None)
        except _SURPRISES:
            continue
    return None


def _event(number: int, component: Vevent | None) -> _Event | Reason:
    if component is None:
        return Reason("", "broken_event")
    try:
        start = component["DTSTART"].dt
    except _SURPRISES:
        return Reason("on", "no_start")
    try:
        return _read(number, component, start)
    except _SURPRISES:
        return Reason("", "broken_event")


def _read(number: int, component: Vevent, start: dt.date | dt.datetime) -> _Event:
    words = _words(component)
    uid = str(component.get("UID", "")).strip()
    return _Event(
        number=number,
        uid=uid or f"{_on_the_wall(start)}\n{words.get('note', '')}",
        start=start,
        minutes=_minutes(component, start),
        sequence=int(component.get("SEQUENCE", 0) or 0),
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        words=words,
        instance=_instance(component),
        rules=tuple(_rules(component, start)),
        more=tuple(
            one for one in _moments(component, "RDATE", start) if isinstance(one, dt.datetime)
        ),
        less=frozenset(_moments(component, "EXDATE", start)),
    )


def _words(component: Vevent) -> dict[str, Any]:
    said = {
        "note": str(component.get("SUMMARY", "")).strip()[:NOTE_LENGTH],
        "space": " ".join(str(component.get("LOCATION", "")).split())[:SPACE_LENGTH],
    }
    categories = [
        str(word)
        for one in _listed(component.get("CATEGORIES"))
        for word in getattr(one, "cats", [])
    ]
    for name in ("audiences", "themes"):
        meant = dict.fromkeys(filter(None, (meant_by(name, word) for word in categories)))
        if meant:
            said[name] = list(meant)  # type: ignore[assignment]  # words, then lists of words
    return {name: value for name, value in said.items() if value}


def _minutes(component: Vevent, start: dt.date | dt.datetime) -> int | None:
    try:
        return _lasted(component, start)
    except _SURPRISES:
        return None


def _lasted(component: Vevent, start: dt.date | dt.datetime) -> int | None:
    if not isinstance(start, dt.datetime):
        return None
    if "DURATION" in component:
        lasted = component["DURATION"].dt
    elif "DTEND" in component:
        end = component["DTEND"].dt
        if not isinstance(end, dt.datetime):
            return None
        lasted = _clock(end, start) - _on_the_wall(start)
    else:
        return None
    minutes = int(lasted.total_seconds() // 60)
    return minutes if 0 < minutes <= MOST_MINUTES else None


def _instance(component: Vevent) -> str:
    """Give which of its times an event stands for, by the clock of this installation."""
    if "RECURRENCE-ID" not in component:
        return ""
    return _told(component["RECURRENCE-ID"].dt).isoformat()


def _rules(component: Vevent, start: dt.date | dt.datetime) -> Iterator[Mapping[str, Any]]:
    for rule in _listed(component.get("RRULE")):
        try:
            parts = {str(name).upper(): value for name, value in rule.items()}
        except _SURPRISES:
            parts = {}  # a rule that says nothing is told as broken
        ends = _listed(parts.get("UNTIL"))
        if ends:
            parts["UNTIL"] = [
                _clock(end, start) if isinstance(end, dt.datetime) else end for end in ends
            ]
        yield parts


def _moments(
    component: Vevent, name: str, start: dt.date | dt.datetime
) -> Iterator[dt.datetime | dt.date]:
    for listed in _listed(component.get(name)):
        for one in getattr(listed, "dts", []):
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            is_time = isinstance(moment, dt.datetime)
            yield _clock(moment, start) if is_time else moment
            if not is_time and name == "RDATE":
                yield dt.datetime.combine(moment, _on_the_wall(start).time())


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _clock(moment: dt.datetime, start: dt.date | dt.datetime) -> dt.datetime:
    """Give a moment by the clock on the wall where an event starts."""
    zone = start.tzinfo if isinstance(start, dt.datetime) else None
    if moment.tzinfo and zone:
        moment = moment.astimezone(zone)
    elif moment.tzinfo:
        moment = moment.astimezone(timezone.get_default_timezone())
    return moment.replace(tzinfo=None)


def _on_the_wall(start: dt.date | dt.datetime) -> dt.datetime:
    if isinstance(start, dt.datetime):
        return start.replace(tzinfo=None)
    return dt.datetime.combine(start, dt.time())


def _told(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Give a moment by the clock of this installation; a day stays a day."""
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return moment.astimezone(timezone.get_default_timezone()).replace(tzinfo=None)
    return moment


def _rows(told: list[_Event], place_id: uuid.UUID, until: dt.date) -> Iterator[Row]:
    """Give the rows of the events that share one identifier."""
    newest = max((event.sequence for event in told if not event.instance), default=0)
    changed = {event.instance for event in told if event.instance}
    masters: dict[str, _Event] = {}
    for event in told:
        if not event.instance and event.sequence == newest:
            masters[_on_the_wall(event.start).isoformat()] = event
    for rank, event in enumerate(masters.values()):
        instance = _on_the_wall(event.start).isoformat() if rank else ""
        yield from _times(event, changed, place_id, until, instance)
    latest = {event.instance: event for event in told if event.instance}
    for event in latest.values():
        yield _row(event, event.start, event.instance, place_id, until)


def _times(
    event: _Event, changed: set[str], place_id: uuid.UUID, until: dt.date, instance: str
) -> Iterator[Row]:
    if not event.rules and not event.more:
        yield _row(event, event.start, instance, place_id, until)
        return
    horizon = dt.datetime.combine(until + dt.timedelta(days=1), dt.time.max.replace(microsecond=0))
    try:
        times = sorted(_repeated(event, horizon))
    except BrokenRuleError:
        reason = (Reason("", "broken_rule", doubt=True),)
        yield _row(event, event.start, instance, place_id, until, reason)
        return
    if not times or event.cancelled:
        yield _row(event, event.start, instance, place_id, until)
        return
    for time in times[:MOST_TIMES]:
        moment = _again(event.start, time)
        planned = _told(moment).isoformat()
        if not {planned, planned[:10]} & changed and _day(moment) <= until:
            yield _row(event, moment, planned, place_id, until)
    if len(times) > MOST_TIMES:
        reasons = (Reason("", "too_many_times"),)
        yield Row(event.number, status=RowStatus.SKIPPED, reasons=reasons)


def _repeated(event: _Event, horizon: dt.datetime) -> set[dt.datetime]:
    first = _on_the_wall(event.start)
    found = {first} if first <= horizon else set()
    for rule in event.rules:
        found.update(times_of(rule, first, horizon))
    found.update(time for time in event.more if time <= horizon)
    return {time for time in found if not {time, time.date()} & event.less}


def _again(start: dt.date | dt.datetime, time: dt.datetime) -> dt.date | dt.datetime:
    return time.replace(tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else time.date()


def _day(moment: dt.date | dt.datetime) -> dt.date:
    told = _told(moment)
    return told.date() if isinstance(told, dt.datetime) else told


def _row(
    event: _Event,
    moment: dt.date | dt.datetime,
    instance: str,
    place_id: uuid.UUID,
    until: dt.date,
    reasons: Iterable[Reason] = (),
) -> Row:
    if event.cancelled:
        why = (Reason("", "cancelled_event"),)
        return Row(event.number, status=RowStatus.SKIPPED, reasons=why)
    told = _told(moment)
    if _day(moment) > until:
        return Row(event.number, status=RowStatus.SKIPPED, reasons=(Reason("", "event_to_come"),))
    item: dict[str, Any] = {
        "id": identifier_of(place_id, "ical", event.uid, instance),
        "kind": "occasion",
        "on": _day(moment).isoformat(),
        **event.words,
    }
    if isinstance(told, dt.datetime):
        item["at"] = f"{told:%H:%M}"
    if event.minutes:
        item["minutes"] = event.minutes
    return Row(event.number, item, reasons=tuple(reasons))
