"""Weekly opening hours in the words of schema.org; what is not weekly has no word there."""

import re
from collections import defaultdict
from typing import Any, Final

_DAYS: Final = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
_DAY: Final = "|".join(_DAYS)
_SPAN: Final = r"\d\d:\d\d-\d\d:\d\d"
_RULE: Final = re.compile(
    rf"(?P<days>(?:{_DAY})(?:[-,](?:{_DAY}))*) (?P<times>{_SPAN}(?:,{_SPAN})*|off|closed)"
)
_HOLIDAYS: Final = re.compile(r"(?:PH|SH|PH,SH) (?:off|closed)")
_ALWAYS: Final = "24/7"
_HOURS_A_DAY: Final = 24
Hours = dict[str, tuple[tuple[str, str], ...]]


def hours_as_schema(text: str) -> list[dict[str, Any]]:
    """Give weekly hours as ``OpeningHoursSpecification``, days of the same hours together.

    Parameters
    ----------
    text
        In OpenStreetMap's grammar. A rule replaces what the ones before said of its days.

    Returns
    -------
    list
        Nothing when some of the hours are not weekly: a half of them would deceive.

    Examples
    --------
    >>> hours_as_schema("Mo,Tu 09:00-12:00; PH off")[0]["dayOfWeek"]
    ['Monday', 'Tuesday']
    >>> hours_as_schema("Tu[2] 14:00-17:00")
    []
    """
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for day, spans in weekly_hours(text).items():
        for span in spans:
            together[span].append(_DAYS[day])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": opens,
            "closes": closes,
        }
        for (opens, closes), days in together.items()
    ]


def weekly_hours(text: str) -> Hours:
    """Give the spans of each day of the week, or nothing when hours are not weekly."""
    if text.strip() == _ALWAYS:
        return dict.fromkeys(_DAYS, (("00:00", "23:59"),))
    hours: Hours = {}
    for rule in (part.strip() for part in text.split(";") if part.strip()):
        found = _RULE.fullmatch(rule)
        if found:
            spans = tuple(_span(one) for one in found["times"].split(",") if "-" in one)
            hours |= dict.fromkeys(_days_of(found["days"]), spans)
        elif not _HOLIDAYS.fullmatch(rule):
            return {}
    return {day: hours[day] for day in _DAYS if hours.get(day)}


def _days_of(text: str) -> list[str]:
    """Give the days of ``Mo-We,Fr``; ``Sa-Mo`` goes over the end of the week."""
    week, found = list(_DAYS), []
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        start = week.index(first)
        count = (week.index(last or first) - start) % len(week) + 1
        found.extend((week + week)[start : start + count])
    return found


def _span(text: str) -> tuple[str, str]:
    """Give when it opens and closes; what closes after midnight closes the next day."""
    opens, closes = text.split("-")
    hour, minute = closes.split(":")
    return opens, f"{int(hour) % _HOURS_A_DAY:02}:{minute}"
