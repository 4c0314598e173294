"""The words of recurrences, in French and in English."""

import datetime as dt
from collections.abc import Sequence

from maille.core.effects.dates import month_in_words
from maille.core.occasions.values import Frequency

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
UNSAYABLE = {"fr": "à un rythme particulier", "en": "at a rhythm of its own"}
OF_THE_MONTH = {"fr": "{} du mois", "en": "{} of the month"}
SPAN = {"fr": ", de {} à {}", "en": ", from {} to {}"}
IN = {"fr": ", en {}", "en": ", in {}"}
_AND = {"fr": " et ", "en": " and "}
_EVERY = {
    "fr": {
        Frequency.DAILY: ("tous les jours", "un jour sur deux", "tous les {} jours"),
        Frequency.WEEKLY: (
            *("toutes les semaines", "une semaine sur deux", "toutes les {} semaines"),
        ),
        Frequency.MONTHLY: ("tous les mois", "un mois sur deux", "tous les {} mois"),
        Frequency.YEARLY: ("tous les ans", "un an sur deux", "tous les {} ans"),
    },
    "en": {
        Frequency.DAILY: ("every day", "every other day", "every {} days"),
        Frequency.WEEKLY: ("every week", "every other week", "every {} weeks"),
        Frequency.MONTHLY: ("every month", "every other month", "every {} months"),
        Frequency.YEARLY: ("every year", "every other year", "every {} years"),
    },
}
_LAST = {
    "fr": {-1: "dernier", -2: "avant-dernier"},
    "en": {-1: "last", -2: "last but one"},
}
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_SEVERAL = 2
# "The last but one" is said; "the third from last" is not.
FARTHEST_FROM_LAST = -2


def every(frequency: Frequency, interval: int, language: str) -> str:
    """Say how often: every one, every other, every so many."""
    one, other, many = _EVERY[language][frequency]
    return {1: one, 2: other}.get(interval, many.format(interval))


def together(parts: Sequence[str], language: str) -> str:
    """Join words: a, b and c."""
    return _AND[language].join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def on_days(days: Sequence[int], language: str) -> str:
    """Say days of the week, a run of three or more by its two ends."""
    names = [WEEKDAYS[language][day] for day in days]
    if len(days) > _SEVERAL and days[-1] - days[0] == len(days) - 1:
        ends = {"fr": "du {} au {}", "en": "from {} to {}"}
        return ends[language].format(names[0], names[-1])
    if language == "fr":
        return together([f"le {name}" for name in names], language)
    return f"on {together(names, language)}"


def ranked(days: Sequence[tuple[int, int]], language: str) -> str:
    """Say the second Tuesday, the first and the third Saturday, from ranks and days."""
    if len({day for _rank, day in days}) == 1:
        name = WEEKDAYS[language][days[0][1]]
        return f"{_the([_rank(rank, language) for rank, _day in days], language)} {name}"
    names = [f"{_rank(rank, language)} {WEEKDAYS[language][day]}" for rank, day in days]
    return _the(names, language)


def month_days(days: Sequence[int], language: str) -> str:
    """Say the 1st, the 15th, the last day."""
    named = [_day(day, language) for day in days if day > 0]
    last = {"fr": "{} jour", "en": "{} day"}[language]
    return _the([*named, *(last.format(_rank(day, language)) for day in days if day < 0)], language)


def working_days(positions: Sequence[int], language: str) -> str:
    """Say the last working day, Monday to Friday."""
    name = {"fr": "jour ouvré", "en": "working day"}[language]
    return f"{_the([_rank(position, language) for position in positions], language)} {name}"


def of_months(numbers: Sequence[int], language: str) -> str:
    """Say of which months: of April and of October."""
    names = months(numbers, language)
    if language == "fr":
        return together(
            [f"d'{name}" if name[0] in "ao" else f"de {name}" for name in names], language
        )
    return f"of {together(names, language)}"


def months(numbers: Sequence[int], language: str) -> list[str]:
    """Name months, from 1."""
    days = (dt.date(1, number, 1) for number in numbers)
    return [month_in_words(day, language).rpartition(" ")[0] for day in days]


def _the(names: Sequence[str], language: str) -> str:
    if language == "fr":
        elided = (f"l'{name}" if name[0] in "aeiou" else f"le {name}" for name in names)
        return together(list(elided), language)
    return f"on the {together(names, language)}"


def _rank(position: int, language: str) -> str:
    if position < 0:
        return _LAST[language][position]
    if language == "fr":
        return "1er" if position == 1 else f"{position}e"
    return _ordinal(position)


def _day(day: int, language: str) -> str:
    if language == "fr":
        return "1er" if day == 1 else str(day)
    return _ordinal(day)


def _ordinal(number: int) -> str:
    return f"{number}{_ORDINALS.get(number, 'th')}"
