"""Stops of rounds in a table: on which day of the week, in which weeks."""

from collections.abc import Callable
from typing import Final

import click
import numpy as np
from django.utils.translation import gettext as _

from maille.core.mesh.values import Ints, Weeks

Refuse = Callable[[str], click.ClickException]

_DAYS: Final = (
    ("monday", "lundi"),
    ("tuesday", "mardi"),
    ("wednesday", "mercredi"),
    ("thursday", "jeudi"),
    ("friday", "vendredi"),
    ("saturday", "samedi"),
    ("sunday", "dimanche"),
)
DAYS: Final = {
    "": 0,
    **{name: day for day, names in enumerate(_DAYS, 1) for name in (str(day), *names)},
    **{name[:3]: day for day, names in enumerate(_DAYS, 1) for name in names},
}
WEEKS: Final = {
    "odd": Weeks.ODD,
    "impaires": Weeks.ODD,
    "even": Weeks.EVEN,
    "paires": Weeks.EVEN,
    "all": Weeks.ALL,
    "toutes": Weeks.ALL,
}


def weekdays_of(texts: list[str] | None, lines: Ints, refuse: Refuse) -> Ints | None:
    """Give the day of each stop, 1 to 7, 0 for a place that stays; nothing without the column."""
    if texts is None:
        return None
    days = np.zeros(len(texts), np.int64)
    for i, text in enumerate(texts):
        if text.lower() not in DAYS:
            told = {"line": lines[i], "text": text}
            raise refuse(_("line %(line)s, weekday: “%(text)s” is no day of the week") % told)
        days[i] = DAYS[text.lower()]
    return days


def weeks_of(
    texts: list[str] | None, days: Ints | None, lines: Ints, refuse: Refuse
) -> Ints | None:
    """Give the weeks of each stop; a row without day nor weeks is a place that stays."""
    if texts is None:
        return None if days is None else np.where(days > 0, int(Weeks.ALL), 0)
    found = np.zeros(len(texts), np.int64)
    for i, text in enumerate(texts):
        stop = days is not None and days[i] > 0
        usual = Weeks.ALL if stop else Weeks.EVERY_DAY
        if text and text.lower() not in WEEKS:
            told = {"line": lines[i], "text": text}
            raise refuse(_("line %(line)s, weeks: “%(text)s” is not odd, even or all") % told)
        found[i] = WEEKS[text.lower()] if text else usual
    return found
