"""A thread of the weave, as a report document holds it: months when cloth is woven, else loops."""

from collections.abc import Iterable, Mapping
from typing import Any

from maille.web.weave import Cell


def _woven(row: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Give the months of a thread where something was noted, be it a number that is withheld."""
    return (month for month in row.get("months") or () if month["pieces"] != 0)


def loops_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what was only said: where cloth is woven, nothing hangs loose."""
    return () if any(_woven(row)) else tuple(row["loops"])


def months_of(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    """Give the months of a thread, for it to be drawn."""
    return tuple(
        Cell(
            1 if month["pieces"] is None else month["pieces"],
            month["direction"],
            month=month["month"],
            few=month["pieces"] is None,
            declared=month.get("declared", False),
        )
        for month in row.get("months") or ()
    )
