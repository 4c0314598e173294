"""The tables of a study as CSV: sites, cells, gaps."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from maille.territory.ground import Terrain
from maille.territory.reading.gaps import gaps_of
from maille.territory.reading.squares import states_of

_STATES: Final = ("out_of_reach", "within_reach_today", "within_reach_of_a_proposed_site")
# A spreadsheet would run these as formulas.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _safe(value: object) -> object:
    """Write whole numbers as such, and no formula."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def render_sites(document: dict[str, Any]) -> bytes:
    """Write the proposed sites in their order, each with what it adds to those before it."""
    columns = ("id", "name", "kind", "commune", "longitude", "latitude", "gain", "cumulative")
    rows = ([rank, *(site[name] for name in columns)] for rank, site in _ranked(document))
    return _table(("rank", *columns), rows)


def _ranked(document: dict[str, Any]) -> Iterable[tuple[int, dict[str, Any]]]:
    return enumerate(document["sites"], 1)


def render_cells(terrain: Terrain, document: dict[str, Any]) -> bytes:
    """Write where people live, who is within reach, and how far the nearest open place is."""
    cells = terrain.cells
    rows = zip(
        cells.x.tolist(),
        cells.y.tolist(),
        cells.population.tolist(),
        terrain.commune.tolist(),
        states_of(document["cells"]).tolist(),
        terrain.nearest.tolist(),
        terrain.metres.tolist(),
        strict=True,
    )
    names = ("longitude", "latitude", "population", "insee", "commune", "access", "nearest_place")
    return _table(
        (*names, "metres"),
        (
            (
                *(x, y, people, *terrain.communes[commune], _STATES[state]),
                *((terrain.places.names[place], int(far)) if place >= 0 else ("", "")),
            )
            for x, y, people, commune, state, place, far in rows
        ),
    )


def render_gaps(terrain: Terrain, document: dict[str, Any]) -> bytes:
    """Write the communes with people out of reach, the most people first."""
    names = ("insee", "commune", "without", "gained", "left", "nearest_place", "mean_metres")
    rows = (
        (one.code, one.commune, one.without, one.gained, one.left, one.place, round(one.metres))
        for one in gaps_of(terrain, document["cells"]).lines
    )
    return _table(names, rows)
