"""Tables become the ground of studies."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maille.core.mesh.values import Cells, Sites
from maille.places.enums import PlaceState
from maille.places.models import Place
from maille.project.mesh.files import Wanted, read_cells, read_sites, read_table
from maille.territory.asking.answers import with_nearest

_OPEN = (PlaceState.OPEN.value, PlaceState.SEASONAL.value)


@dataclass(frozen=True, slots=True)
class GroundAsked:
    """Where the tables are, and what is said beside them; without places, those of this site."""

    cells: Path
    candidates: Path
    places: Path | None
    territory: str
    cell_metres: float
    sources: Sequence[str]


def ground_from(asked: GroundAsked) -> dict[str, Any]:
    """Read the tables of a ground; refuse in one clear line what cannot be read."""
    cells, _weight, _digest = read_cells(asked.cells, planar=False)
    communes, rows = _communes(asked.cells, cells)
    frame = [
        *(float(cells.x.min()), float(cells.y.min())),
        *(float(cells.x.max()), float(cells.y.max())),
    ]
    candidates, _supply, _digest = read_sites(asked.candidates, planar=False)
    beside = read_table(asked.candidates, Wanted((), texts=("id", "kind", "commune"))).texts
    return with_nearest(
        {
            "schema": "maille-ground/1",
            "title": {"fr": asked.territory, "en": asked.territory},
            "cell_metres": asked.cell_metres,
            "cells": {
                "longitude": cells.x.tolist(),
                "latitude": cells.y.tolist(),
                "population": cells.population.tolist(),
                "commune": rows,
            },
            "communes": [["", name] for name in communes],
            "places": _places(asked.places, frame),
            "candidates": {
                **_sites(candidates),
                "kind": _beside(beside, candidates, "kind", "other"),
                "commune": _beside(beside, candidates, "commune", ""),
            },
            "frames": [frame],
            "outlines": [],
            "sources": [{"fr": source, "en": source} for source in asked.sources],
            "cautions": [],
        }
    )


def _sites(sites: Sites) -> dict[str, list[Any]]:
    return {
        "id": list(sites.ids),
        "name": [
            name or identifier for name, identifier in zip(sites.names, sites.ids, strict=True)
        ],
        "longitude": sites.x.tolist(),
        "latitude": sites.y.tolist(),
    }


def _places(path: Path | None, frame: list[float]) -> dict[str, list[Any]]:
    """Give the places of a table, or the open ones of this site inside the frame."""
    if path is not None:
        return _sites(read_sites(path, planar=False)[0])
    west, south, east, north = frame
    found = Place.objects.filter(
        is_public=True,
        state__in=_OPEN,
        fictional=False,
        merged_into__isnull=True,
        longitude__range=(west, east),
        latitude__range=(south, north),
    ).order_by("slug")
    told = list(found.values_list("slug", "name", "longitude", "latitude"))
    return {
        name: [row[at] for row in told]
        for at, name in enumerate(("id", "name", "longitude", "latitude"))
    }


def _communes(path: Path, cells: Cells) -> tuple[list[str], list[int]]:
    """Give the communes that the cells name, and which is whose; one alone without the column."""
    table = read_table(path, Wanted(("longitude", "latitude"), texts=("commune",)))
    if "commune" not in table.texts:
        return ["—"], [0] * int(cells.x.size)
    names = table.texts["commune"]
    points = zip(
        table.numbers["longitude"].tolist(), table.numbers["latitude"].tolist(), strict=True
    )
    named = dict(zip(points, names, strict=True))
    communes = sorted(set(names))
    rank = {name: row for row, name in enumerate(communes)}
    mine = zip(cells.x.tolist(), cells.y.tolist(), strict=True)
    return communes, [rank[named[point]] for point in mine]


def _beside(texts: dict[str, list[str]], sites: Sites, column: str, default: str) -> list[str]:
    """Give what a column says of each site, by its identifier."""
    if column not in texts:
        return [default] * len(sites.ids)
    told = texts[column]
    ids = texts.get("id") or [str(row) for row in range(1, len(told) + 1)]
    named = dict(zip(ids, told, strict=True))
    return [named[identifier] or default for identifier in sites.ids]
