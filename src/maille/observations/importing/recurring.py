"""When a repeated event of a calendar took place, up to a day, whatever the rule says."""

import datetime as dt
import itertools
from collections.abc import Mapping
from typing import Any, Final

from dateutil.rrule import rrulestr

MOST_TIMES: Final = 5_000
_FREQUENCIES: Final = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
# Beside a day or a week, these could look for ever for a day that never comes.
_RARE: Final = {"BYSETPOS", "BYYEARDAY", "BYWEEKNO", "BYEASTER"}
_LONGEST_MONTH: Final = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


class BrokenRuleError(ValueError):
    """A rule that says no time, or more than anybody could go to."""


def times_of(
    rule: Mapping[str, Any], start: dt.datetime, horizon: dt.datetime
) -> list[dt.datetime]:
    """Give the times of a rule from its first to a horizon, all by the clock of the event.

    Parameters
    ----------
    rule
        The parts of an iCalendar ``RRULE``, each a list.
    start, horizon
        Without time zone: the clock on the wall where the event takes place.

    Raises
    ------
    BrokenRuleError
        When the rule is none, or repeats within a day.

    Examples
    --------
    >>> start = dt.datetime(2025, 3, 4, 18, 30)
    >>> [time.day for time in times_of({"FREQ": ["WEEKLY"]}, start, dt.datetime(2025, 3, 19))]
    [4, 11, 18]
    """
    try:
        return _times({name.upper(): value for name, value in rule.items()}, start, horizon)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise BrokenRuleError(str(error)) from error


def _times(parts: dict[str, Any], start: dt.datetime, horizon: dt.datetime) -> list[dt.datetime]:
    _refuse_endless(parts)
    last = _last(parts.pop("UNTIL", None), horizon)
    text = ";".join(f"{name}={_written(value)}" for name, value in parts.items())
    if "COUNT" not in parts:
        text += f";UNTIL={last:%Y%m%dT%H%M%S}"
    times = itertools.takewhile(lambda time: time <= last, iter(rrulestr(text, dtstart=start)))
    return list(itertools.islice(times, MOST_TIMES + 1))


def _refuse_endless(parts: Mapping[str, Any]) -> None:
    frequency = _written(parts.get("FREQ", "")).upper()
    if frequency not in _FREQUENCIES:
        raise BrokenRuleError(frequency)
    if any(int(number) < 1 for number in _listed(parts.get("INTERVAL", [1]))):
        raise BrokenRuleError("INTERVAL")
    if frequency in {"DAILY", "WEEKLY"} and _RARE & {*parts}:
        raise BrokenRuleError(frequency)
    months = [int(month) for month in _listed(parts.get("BYMONTH", []))]
    days = [abs(int(day)) for day in _listed(parts.get("BYMONTHDAY", []))]
    longest = max((_LONGEST_MONTH.get(month, 31) for month in months), default=31)
    if days and min(days) > longest:
        raise BrokenRuleError("BYMONTHDAY")


def _last(until: object, horizon: dt.datetime) -> dt.datetime:
    for end in _listed(until) if until else []:
        if isinstance(end, dt.datetime):
            return min(end.replace(tzinfo=None), horizon)
        if isinstance(end, dt.date):
            return min(dt.datetime.combine(end, dt.time.max.replace(microsecond=0)), horizon)
    return horizon


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _written(value: object) -> str:
    return ",".join(str(one) for one in _listed(value))
