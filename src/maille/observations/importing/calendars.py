"""Reading an iCalendar file: each time that something took place is an occasion."""

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext as _
from icalendar import Calendar

from maille.observations.errors import ImportFileError
from maille.observations.importing.events import (
    SURPRISES,
    CalendarEvent,
    by_the_clock_of,
    here,
    on_the_wall,
    rows_of,
)
from maille.observations.importing.remarks import Remark
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
_BEGUN: Final = re.compile(r"^BEGIN:VCALENDAR\s*?$", re.IGNORECASE | re.MULTILINE)
_ENDED: Final = re.compile(r"^END:VCALENDAR\s*?$", re.IGNORECASE | re.MULTILINE)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


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
    events: dict[str, list[CalendarEvent]] = defaultdict(list)
    for number, component in enumerate(_components(text), start=1):
        event = _event(number, component)
        if isinstance(event, CalendarEvent):
            events[event.uid].append(event)
        else:
            rows.append(Row(number, status=RowStatus.REFUSED, reasons=(event,)))
    for told in events.values():
        rows.extend(rows_of(told, place_id, until))
    rows.sort(key=lambda row: row.number)
    return _with_cut(rows) if _is_cut(text) else rows


def _is_cut(text: str) -> bool:
    begun, ended = (len(found.findall(text)) for found in (_BEGUN, _ENDED))
    return begun > ended


def _with_cut(rows: list[Row]) -> list[Row]:
    """Say with the last row that the file stops before its end."""
    cut = Remark("", "cut_file", doubt=True)
    if not rows:
        return [Row(1, status=RowStatus.SKIPPED, reasons=(cut,))]
    return [*rows[:-1], replace(rows[-1], reasons=(*rows[-1].reasons, cut))]


def _components(text: str) -> Iterator[Vevent | None]:
    """Give the events of a file; of a broken one, those that can be read alone."""
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except SURPRISES:
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
        except SURPRISES:
            continue
    return None


def _event(number: int, component: Vevent | None) -> CalendarEvent | Reason:
    if component is None:
        return Reason("", "broken_event")
    try:
        start = component["DTSTART"].dt
    except SURPRISES:
        return Reason("on", "no_start")
    try:
        return _read(number, component, start)
    except SURPRISES:
        return Reason("", "broken_event")


def _read(number: int, component: Vevent, start: dt.date | dt.datetime) -> CalendarEvent:
    words = _words(component)
    uid = str(component.get("UID", "")).strip()
    return CalendarEvent(
        number=number,
        uid=uid or f"{on_the_wall(start)}\n{words.get('note', '')}",
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
    except SURPRISES:
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
        lasted = by_the_clock_of(start, end) - on_the_wall(start)
    else:
        return None
    minutes = int(lasted.total_seconds() // 60)
    return minutes if 0 < minutes <= MOST_MINUTES else None


def _instance(component: Vevent) -> str:
    """Give which of its times an event stands for, by the clock of this installation."""
    if "RECURRENCE-ID" not in component:
        return ""
    return here(component["RECURRENCE-ID"].dt).isoformat()


def _rules(component: Vevent, start: dt.date | dt.datetime) -> Iterator[Mapping[str, Any]]:
    for rule in _listed(component.get("RRULE")):
        try:
            parts = {str(name).upper(): value for name, value in rule.items()}
        except SURPRISES:
            parts = {}  # a rule that says nothing is told as broken
        ends = _listed(parts.get("UNTIL"))
        if ends:
            parts["UNTIL"] = [
                by_the_clock_of(start, end) if isinstance(end, dt.datetime) else end for end in ends
            ]
        yield parts


def _moments(
    component: Vevent, name: str, start: dt.date | dt.datetime
) -> Iterator[dt.datetime | dt.date]:
    for listed in _listed(component.get(name)):
        for one in getattr(listed, "dts", []):
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            is_time = isinstance(moment, dt.datetime)
            yield by_the_clock_of(start, moment) if is_time else moment
            if not is_time and name == "RDATE":
                yield dt.datetime.combine(moment, on_the_wall(start).time())


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
