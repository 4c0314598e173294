"""Opening hours as people say them: *mardi et jeudi 9 h – 12 h*, *ouvert, ferme à 18 h*."""

import datetime as dt
import re

from maille.core.hours import words
from maille.core.hours.schedule import Schedule, Standing

_DAY = "|".join(words.DAYS)
_MONTH = "|".join(words.MONTHS)
_RULE = re.compile(
    rf"""
    (?P<weeks>week\ [\d,/-]+)?\s*
    (?P<dates>(?:(?:\d{{4}}\s?)?(?:{_MONTH})(?:\s\d+)?(?:-(?:\d{{4}}\s)?(?:{_MONTH})?\s?\d*)?,?)+(?![a-z]))?\s*
    (?P<days>(?:(?:{_DAY}|PH|SH)(?:-(?:{_DAY}))?(?:\[[-\d,]+\])?,?)+(?![a-z]))?\s*
    (?P<times>24/7|(?:(?:\d\d:\d\d|sunrise|sunset)(?:-(?:\d\d:\d\d|sunrise|sunset))?\+?,?)+)?\s*
    (?P<modifier>closed|unknown|open)?\s*
    (?P<comment>"[^"]*")?
    """,
    re.VERBOSE,
)
_SEPARATOR = re.compile(r'(?:; |, (?=[A-Zw]|\d\d:)| \|\| )(?=(?:[^"]*"[^"]*")*[^"]*$)')
_DATE = re.compile(rf"(?:(?P<year>\d{{4}}) ?)?(?P<month>{_MONTH})(?: (?P<day>\d+))?")
_DAYS = re.compile(rf"(?P<first>{_DAY}|PH|SH)(?:-(?P<last>{_DAY}))?(?:\[(?P<ranks>[-\d,]+)\])?")
_ODD, _EVEN = "01", "02"
_WEEK_LENGTH = 7


def hours_in_words(schedule: Schedule, language: str) -> tuple[str, ...]:
    """Say each rule of the hours on a line; what has no usual words is given as it is written.

    Parameters
    ----------
    schedule
        Hours that were read.
    language
        ``fr`` or ``en``.

    Examples
    --------
    >>> from maille.core.hours.schedule import read_hours
    >>> hours_in_words(read_hours("Tu,Th 09:00-12:00; Tu[2] 14:00-17:00; PH off"), "fr")
    ('mardi et jeudi 9 h – 12 h', 'le 2e mardi du mois 14 h – 17 h', 'jours fériés : fermé')
    """
    rules = _SEPARATOR.split(schedule.text)
    return tuple(_rule_in_words(rule, language) for rule in rules)


def standing_in_words(schedule: Schedule, at: dt.datetime, language: str) -> str:
    """Say how the place stands now, and until when.

    Examples
    --------
    >>> from maille.core.hours.schedule import read_hours
    >>> schedule = read_hours("Mo-Fr 09:00-18:00")
    >>> standing_in_words(schedule, dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), "fr")
    'ouvert maintenant, ferme à 18 h'
    >>> standing_in_words(schedule, dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC), "fr")
    'fermé, ouvre lundi à 9 h'
    """
    standing, change = schedule.standing(at), schedule.next_change(at)
    if standing is Standing.UNKNOWN:
        return _NOW[language]["unknown"]
    opens = standing is Standing.CLOSED
    if change is None:
        return _NOW[language]["closed" if opens else "always"]
    here = at.astimezone(schedule.zone)
    if opens and schedule.standing(change) is Standing.UNKNOWN:
        return _NOW[language]["unknown"]
    hour = words.clock(change.hour, change.minute, language)
    when = _moment(here.date(), change, language).format(hour)
    return _NOW[language]["opens" if opens else "closes"].format(when)


_NOW = {
    "fr": {
        "unknown": "horaires à vérifier auprès du lieu",
        "closed": "fermé",
        "always": "ouvert jour et nuit",
        "opens": "fermé, ouvre {}",
        "closes": "ouvert maintenant, ferme {}",
    },
    "en": {
        "unknown": "hours to be checked with the place",
        "closed": "closed",
        "always": "open day and night",
        "opens": "closed, opens {}",
        "closes": "open now, closes {}",
    },
}
_WHEN = {
    "fr": {
        "midnight": "à minuit",
        "today": "à {}",
        "tomorrow": "demain à {}",
        "day": "{} à {{}}",
        "date": "{} {} {} à {{}}",
    },
    "en": {
        "midnight": "at midnight",
        "today": "at {}",
        "tomorrow": "tomorrow at {}",
        "day": "{} at {{}}",
        "date": "{} {} {} at {{}}",
    },
}


def _moment(today: dt.date, change: dt.datetime, language: str) -> str:
    phrases = _WHEN[language]
    days = (change.date() - today).days
    if days == 1 and change.time() == dt.time():
        return phrases["midnight"]
    if days <= 1:
        return phrases["tomorrow" if days else "today"]
    name = words.WEEKDAYS[language][change.weekday()]
    if days < _WEEK_LENGTH:
        return phrases["day"].format(name)
    day = words.ordinal(1, "fr") if language == "fr" and change.day == 1 else change.day
    phrase = phrases["date"].format(name, day, words.MONTH_NAMES[language][change.month - 1])
    return f"le {phrase}" if language == "fr" else phrase


def _rule_in_words(rule: str, language: str) -> str:
    found = _RULE.fullmatch(rule)
    if found is None:
        return rule
    comment = found["comment"][1:-1] if found["comment"] else ""
    said = {"closed": words.SHUT, "unknown": words.UNSURE}.get(found["modifier"] or "")
    state = said[language] if said else ""
    if found["times"] == "24/7":
        return ", ".join(part for part in (state, comment) if part) or words.ALWAYS[language]
    periods = [_weeks(found["weeks"], language), _dates(found["dates"], language)]
    if found["days"] or not found["dates"]:
        periods.append(_days(found["days"], language))
    when = ", ".join(period for period in periods if period)
    aside = f" ({comment})" if comment else ""
    if state and not found["times"]:
        return words.STATED[language].format(when, state) + aside
    hours = _times(found["times"], language)
    return " ".join(part for part in (when, hours, state) if part) + aside


def _weeks(text: str | None, language: str) -> str:
    if not text:
        return ""
    span, _slash, step = text.removeprefix("week ").partition("/")
    named = {_ODD: "odd", _EVEN: "even"}.get(span[:2]) if step == "2" and "," not in span else None
    if named:
        return words.WEEKS[language][named]
    numbers = text.removeprefix("week ").replace("-", " – ").replace(",", ", ")
    return words.WEEKS[language]["some"].format(numbers)


def _dates(text: str | None, language: str) -> str:
    if not text:
        return ""
    return words.together([_date_span(one, language) for one in text.split(",") if one], language)


def _date_span(text: str, language: str) -> str:
    first, _dash, last = text.strip().partition("-")
    if not last:
        return _date(first, language)
    span = words.SPAN if any(letter.isdecimal() for letter in text) else words.MONTH_SPAN
    return span[language].format(_date(first, language), _date(last, language))


def _date(text: str, language: str) -> str:
    return _DATE.sub(lambda found: _day_in_words(found, language), text.strip())


def _day_in_words(found: re.Match[str], language: str) -> str:
    day = found["day"] or ""
    if language == "fr" and day == "1":
        day = words.ordinal(1, language)
    parts = (day, words.month(found["month"], language), found["year"] or "")
    return " ".join(part for part in parts if part)


def _days(text: str | None, language: str) -> str:
    if not text or text == "Mo-Su":
        return words.EVERY_DAY[language]
    return words.together([_day_span(found, language) for found in _DAYS.finditer(text)], language)


def _day_span(found: re.Match[str], language: str) -> str:
    first, last, ranks = found["first"], found["last"], found["ranks"]
    if first in words.HOLIDAYS[language]:
        return words.HOLIDAYS[language][first]
    name = words.weekday(first, language)
    if ranks:
        return _ranked(name, [int(rank) for rank in ranks.split(",")], language)
    return words.SPAN[language].format(name, words.weekday(last, language)) if last else name


def _ranked(name: str, ranks: list[int], language: str) -> str:
    said = [words.LAST[language] if rank < 0 else words.ordinal(rank, language) for rank in ranks]
    phrase = words.NTH if len(said) == 1 else words.SEVERAL_NTH
    return phrase[language].format(words.together(said, language), name)


def _times(text: str | None, language: str) -> str:
    if not text or text == "00:00-24:00":
        return words.ALL_DAY[language]
    return words.together([_time(one, language) for one in text.split(",") if one], language)


def _time(text: str, language: str) -> str:
    said = words.clocks(text.removesuffix("+").replace("-", " – "), language)
    for code, name in words.EVENTS[language].items():
        said = said.replace(code, name)
    return words.FROM[language].format(said) if text.endswith("+") else said
