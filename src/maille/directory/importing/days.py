"""Hours that stand in columns of days: which columns, and in which order."""

from collections.abc import Mapping, Sequence
from typing import Final

from maille.directory.importing.cells import fold
from maille.directory.importing.hours import is_told_day
from maille.directory.importing.mapping import DAYS
from maille.directory.importing.wording import is_answer

_NAMES: Final = {
    "Mo": "lundi lun lu monday mon maandag",
    "Tu": "mardi mar ma tuesday tue dinsdag",
    "We": "mercredi mer me wednesday wed woensdag",
    "Th": "jeudi jeu je thursday thu donderdag",
    "Fr": "vendredi ven ve friday fri vrijdag",
    "Sa": "samedi sam sa saturday sat zaterdag",
    "Su": "dimanche dim di sunday sun zondag",
}
_DAY_OF: Final[Mapping[str, str]] = {
    name: day for day, names in _NAMES.items() for name in names.split()
}
_SHORT: Final = 3
# Fewer columns than this are another matter: a market day, a meeting.
_FEWEST: Final = 3
_MOST: Final = 0.5


def columns_of_days(
    columns: Sequence[str], samples: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Give the columns that hold the hours of each day, in their order: morning, then afternoon.

    A column whose cells only say yes or no tells no hours: it is none.

    Examples
    --------
    >>> columns_of_days(["Lundi matin", "Lundi soir", "Mardi", "Jeudi"], {})["Mo"]
    ('Lundi matin', 'Lundi soir')
    """
    found: dict[str, list[str]] = {}
    for column in columns:
        day = _day_of(column)
        if day and _tells_hours(samples.get(column, ())):
            found.setdefault(day, []).append(column)
    named: dict[str, tuple[str, ...]] = {}
    for day in DAYS:
        if day in found:
            named[day] = tuple(found[day])
    return named if len(named) >= _FEWEST else {}


def _day_of(column: str) -> str:
    """Give the one day that a heading names; a short name must stand alone or first or last."""
    words = fold(column.replace("_", " ").replace(".", " ")).split()
    days = {
        _DAY_OF[word]
        for place, word in enumerate(words)
        if word in _DAY_OF and (len(word) > _SHORT or place in (0, len(words) - 1))
    }
    return days.pop() if len(days) == 1 else ""


def _tells_hours(sample: Sequence[str]) -> bool:
    told = [text for text in sample if not is_answer(text)]
    if len(told) < len(sample) * _MOST:
        return False
    return not told or sum(is_told_day(text) for text in told) >= len(told) * _MOST
