"""Reading and writing rules of recurrence, after RFC 5545."""

import dataclasses
import datetime as dt
import re
from zoneinfo import ZoneInfo

from maille.core.occasions.days import days_between, first_day_of, nth_day_of
from maille.core.occasions.errors import InvalidRecurrenceError
from maille.core.occasions.values import Frequency, Rule, Weekday

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_OCCURRENCES = 10_000
_LONGEST = 500
_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+:-]+)")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"\d{8}(?:T(\d{6})(Z?))?")
# What makes an occasion come back within a day, or follows another calendar.
_FINER = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_KNOWN = {
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY"),
    *("BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"),
}
_LIMITS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}


def read_rule(
    text: str, first: dt.date, *, at: dt.time | None = None, time_zone: str = "UTC"
) -> tuple[Rule, dt.date | None]:
    """Read an ``RRULE``, its implied parts made explicit.

    Parameters
    ----------
    text
        Such as ``FREQ=WEEKLY;BYDAY=TU``, with or without ``RRULE:`` before it.
    first
        The first day, from which the rule takes what it does not say.
    at, time_zone
        The local time, which tells whether a limit given as a moment takes its last day in.

    Returns
    -------
    tuple
        The rule, and the last day it may give, ``None`` when nothing ends it.

    Raises
    ------
    InvalidRecurrenceError
        When the text is no rule, comes back within a day, or never gives a day.

    Examples
    --------
    >>> rule, last = read_rule("FREQ=WEEKLY;COUNT=3", dt.date(2026, 11, 24))
    >>> rule.weekdays, last
    ((Weekday(day=1, position=0),), datetime.date(2026, 12, 8))
    """
    parts = _parts(text)
    rule = _explicit(_rule(parts), first)
    begins = first_day_of(rule, first)
    if begins is None:
        raise InvalidRecurrenceError(text)
    if "COUNT" in parts:
        return rule, nth_day_of(rule, begins, _count(parts["COUNT"]))
    last = _last_day(parts["UNTIL"], at, time_zone) if "UNTIL" in parts else None
    if last is not None and last < begins:
        raise InvalidRecurrenceError(text)
    return rule, last


def write_rule(rule: Rule) -> str:
    """Write a rule, always the same way; its end stands apart.

    Examples
    --------
    >>> write_rule(Rule(Frequency.MONTHLY, weekdays=(Weekday(1, 2),)))
    'FREQ=MONTHLY;BYDAY=2TU'
    """
    lists = {
        "BYMONTH": rule.months,
        "BYWEEKNO": rule.weeks,
        "BYYEARDAY": rule.year_days,
        "BYMONTHDAY": rule.month_days,
    }
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.week_start:
        parts.append(f"WKST={WEEKDAYS[rule.week_start]}")
    parts += [f"{name}={_listed(numbers)}" for name, numbers in lists.items() if numbers]
    if rule.weekdays:
        days = (f"{day.position or ''}{WEEKDAYS[day.day]}" for day in rule.weekdays)
        parts.append(f"BYDAY={','.join(days)}")
    if rule.positions:
        parts.append(f"BYSETPOS={_listed(rule.positions)}")
    return ";".join(parts)


def occurs_on(rule: Rule, first: dt.date, day: dt.date) -> bool:
    """Tell whether a rule gives a day.

    Examples
    --------
    >>> tuesdays = Rule(Frequency.WEEKLY, weekdays=(Weekday(1),))
    >>> occurs_on(tuesdays, dt.date(2026, 1, 6), dt.date(2026, 11, 24))
    True
    """
    return day >= first and list(days_between(rule, first, day, day)) == [day]


def _parts(text: str) -> dict[str, str]:
    written = text.strip().upper().removeprefix("RRULE:").strip(";")
    parts: dict[str, str] = {}
    for part in written.split(";"):
        match = _PART.fullmatch(part.strip())
        if match is None or match[1] in parts or match[1] not in _KNOWN:
            raise InvalidRecurrenceError(text)
        parts[match[1]] = match[2]
    if parts.keys() >= {"COUNT", "UNTIL"} or len(written) > _LONGEST:
        raise InvalidRecurrenceError(text)
    return parts


def _rule(parts: dict[str, str]) -> Rule:
    frequency = parts.get("FREQ", "")
    if frequency not in list(Frequency):
        raise InvalidRecurrenceError(frequency)
    week_start = parts.get("WKST", "MO")
    if week_start not in WEEKDAYS:
        raise InvalidRecurrenceError(week_start)
    return Rule(
        frequency=Frequency(frequency),
        interval=_count(parts.get("INTERVAL", "1")),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        month_days=_numbers(parts, "BYMONTHDAY"),
        months=_numbers(parts, "BYMONTH"),
        positions=_numbers(parts, "BYSETPOS"),
        year_days=_numbers(parts, "BYYEARDAY"),
        weeks=_numbers(parts, "BYWEEKNO"),
        week_start=WEEKDAYS.index(week_start),
    )


def _explicit(rule: Rule, first: dt.date) -> Rule:
    """Write what a rule leaves to its first day."""
    weekdays, month_days, months = rule.weekdays, rule.month_days, rule.months
    if rule.frequency in {Frequency.DAILY, Frequency.WEEKLY}:
        weekdays = tuple(sorted({Weekday(weekday.day) for weekday in weekdays}))
    frequency = rule.frequency
    if _weekly_in_disguise(rule):
        frequency = Frequency.WEEKLY
    named = bool(weekdays or month_days or rule.year_days or rule.weeks)
    if (rule.frequency is Frequency.WEEKLY and not weekdays) or (rule.weeks and not weekdays):
        weekdays = (Weekday(first.weekday()),)
    elif rule.frequency is Frequency.MONTHLY and not named:
        month_days = (first.day,)
    elif rule.frequency is Frequency.YEARLY and not named:
        month_days, months = (first.day,), months or (first.month,)
    positions = rule.positions
    if rule.frequency is Frequency.MONTHLY and positions and _plain(weekdays) and not month_days:
        # "The second of the Tuesdays" is the second Tuesday.
        weekdays = tuple(Weekday(weekdays[0].day, rank) for rank in positions)
        positions = ()
    return dataclasses.replace(
        rule,
        frequency=frequency,
        weekdays=weekdays,
        month_days=month_days,
        months=months,
        positions=positions,
    )


def _weekly_in_disguise(rule: Rule) -> bool:
    """Tell whether "every day, on Tuesdays" or "every month, on Tuesdays" says every Tuesday."""
    others = (rule.month_days, rule.positions, rule.year_days, rule.weeks)
    return (
        rule.frequency in {Frequency.DAILY, Frequency.MONTHLY}
        and rule.interval == 1
        and bool(rule.weekdays)
        and not any(others)
        and not any(weekday.position for weekday in rule.weekdays)
    )


def _plain(weekdays: tuple[Weekday, ...]) -> bool:
    return len(weekdays) == 1 and not weekdays[0].position


def _weekdays(written: str) -> tuple[Weekday, ...]:
    found = set()
    for part in written.split(",") if written else ():
        match = _WEEKDAY.fullmatch(part)
        if match is None or match[1] in {"0", "+0", "-0"}:
            raise InvalidRecurrenceError(written)
        found.add(Weekday(WEEKDAYS.index(match[2]), int(match[1] or 0)))
    return tuple(sorted(found, key=lambda weekday: (weekday.position, weekday.day)))


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    try:
        found = sorted({int(number) for number in parts[name].split(",")} if name in parts else ())
    except ValueError as error:
        raise InvalidRecurrenceError(parts[name]) from error
    lowest = 1 if name == "BYMONTH" else -_LIMITS[name]
    if any(not lowest <= number <= _LIMITS[name] or number == 0 for number in found):
        raise InvalidRecurrenceError(parts[name])
    return tuple(found)


def _count(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MOST_OCCURRENCES:
        raise InvalidRecurrenceError(written)
    return int(written)


def _last_day(written: str, at: dt.time | None, time_zone: str) -> dt.date:
    match = _UNTIL.fullmatch(written)
    if match is None:
        raise InvalidRecurrenceError(written)
    try:
        moment = dt.datetime.fromisoformat(written)
        if match[1] is None:
            return moment.date()
        if match[2]:
            moment = moment.astimezone(ZoneInfo(time_zone))
        within = moment.time() >= (at or dt.time())
        return moment.date() - dt.timedelta(days=0 if within else 1)
    except (ValueError, OverflowError) as error:
        raise InvalidRecurrenceError(written) from error


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)
