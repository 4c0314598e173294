"""Two territories on real data: the communes around Caen by cells of 200 m, France by communes."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import mul
from pathlib import Path
from typing import Any

from maille.core.effects.grammar import of_place
from maille.core.kernel.names import fold_name
from maille.geography.enums import Country
from maille.geography.models import Commune
from maille.places.enums import PlaceState
from maille.places.models import Place
from maille.project.demo.territory import words
from maille.territory.actions import Title, compute_study, keep_ground
from maille.territory.asking.questions import Asked
from maille.territory.models import Ground, Study

FOLDER = Path(__file__).parent
DIRECTORY = FOLDER.parent / "directory"
CAEN, FRANCE = "caen-la-mer", "france-par-commune"
_CAEN_CELL = 200
# Metropolitan France, then Guadeloupe and Martinique, Guiana, Réunion, Mayotte.
_FRANCE_FRAMES = [
    [-5.3, 41.25, 9.7, 51.2],
    [-61.9, 14.3, -60.7, 16.6],
    [-54.7, 2.0, -51.5, 5.9],
    [55.1, -21.5, 55.9, -20.8],
    [44.9, -13.1, 45.4, -12.5],
]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Point:
    id: str
    name: str
    longitude: float
    latitude: float
    kind: str = ""
    commune: str = ""


def load_caen() -> Study | None:
    """Add the study of the communes around Caen, unless it is here."""
    if Study.objects.filter(slug=CAEN).exists():
        return None
    return compute_study(
        ground=_ground_of_caen(),
        asked=Asked(sites=10, mode="bicycle", minutes=10),
        title=Title(words.CAEN_NAME, slug=CAEN),
        by=None,
    )


def load_france() -> Study | None:
    """Add the study of France by communes, unless it is here."""
    if Study.objects.filter(slug=FRANCE).exists():
        return None
    return compute_study(
        ground=_ground_of_france(),
        asked=Asked(sites=20, mode="car", minutes=20),
        title=Title(words.FRANCE_NAME, slug=FRANCE),
        by=None,
    )


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _outlines(name: str) -> Any:  # noqa: ANN401 - plain JSON
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _third_places() -> list[_Point]:
    """Give the third places of 2019, without those that the site knows to have closed since."""
    closed = {
        fold_name(place.name)
        for place in Place.objects.filter(state=PlaceState.CLOSED.value).only("name")
    }
    return [
        _Point(
            f"cget-{row['ID']}",
            row["NOM_TL"],
            float(row["LONG"]),
            float(row["LAT"]),
            commune=row["INSEECOM"] if row["INSEECOM"] != "0" else row["INSEEMETRO"],
        )
        for row in _rows(DIRECTORY / "cget_tiers_lieux_2019.csv")
        if fold_name(row["NOM_TL"]) not in closed
    ]


def _points(points: Iterable[_Point]) -> dict[str, list[Any]]:
    points = list(points)
    return {
        name: [getattr(point, name) for point in points]
        for name in ("id", "name", "longitude", "latitude", "kind", "commune")
    }


def _places(points: Iterable[_Point]) -> dict[str, list[Any]]:
    told = _points(points)
    return {name: told[name] for name in ("id", "name", "longitude", "latitude")}


def _kept(document: dict[str, Any]) -> Ground:
    from maille.territory.asking.answers import (  # noqa: PLC0415 - it loads a compiler
        with_nearest,
    )

    return keep_ground(document=with_nearest({"schema": "maille-ground/1", **document}))


def _ground_of_caen() -> Ground:
    cells = list(_rows(FOLDER / "caen_cells.csv"))
    codes = sorted({row["insee"] for row in cells})
    rank = {code: place for place, code in enumerate(codes)}
    communes = _communes(codes)
    sites = [
        _Point(
            f"{row['kind']}-{number}",
            row["name"],
            float(row["longitude"]),
            float(row["latitude"]),
            row["kind"],
            communes[row["insee"]].name,
        )
        for number, row in enumerate(_rows(FOLDER / "caen_sites.csv"), 1)
    ]
    centres = [_centre(one, cells) for one in communes.values()]
    longitudes = [float(row["longitude"]) for row in cells]
    latitudes = [float(row["latitude"]) for row in cells]
    frame = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
    return _kept(
        {
            "title": words.CAEN,
            "cell_metres": _CAEN_CELL,
            "cells": {
                "longitude": longitudes,
                "latitude": latitudes,
                "population": [float(row["population"]) for row in cells],
                "commune": [rank[row["insee"]] for row in cells],
            },
            "communes": [[code, communes[code].name] for code in codes],
            "places": _places(
                one for one in _third_places() if one.commune in rank and _inside(one, frame)
            ),
            "candidates": _points([*sites, *centres]),
            "frames": [frame],
            "outlines": _outlines("caen_outlines.json"),
            "sources": words.CAEN_SOURCES,
            "cautions": words.CAEN_CAUTIONS,
        }
    )


def _inside(point: _Point, frame: list[float]) -> bool:
    """Tell a point of the territory from one whose commune was coded wrongly."""
    west, south, east, north = frame
    return west <= point.longitude <= east and south <= point.latitude <= north


def _centre(commune: Commune, cells: list[Row]) -> _Point:
    """Give a point inside a commune; where none is known, the middle of its inhabitants."""
    longitude, latitude = commune.longitude, commune.latitude
    if longitude is None or latitude is None:
        own = [row for row in cells if row["insee"] == commune.code]
        people = [float(row["population"]) for row in own]
        longitude, latitude = (
            round(sum(map(mul, (float(row[axis]) for row in own), people)) / sum(people), 6)
            for axis in ("longitude", "latitude")
        )
    name = words.CENTRE % of_place(commune.name)
    return _Point(f"centre-{commune.code}", name, longitude, latitude, "centre", commune.name)


def _communes(codes: Iterable[str]) -> dict[str, Commune]:
    found = Commune.objects.filter(country=Country.FRANCE.value, code__in=list(codes))
    return {one.code: one for one in found.order_by("code")}


def _ground_of_france() -> Ground:
    population = {
        row["insee"]: float(row["population"]) for row in _rows(FOLDER / "populations.csv")
    }
    known = Commune.objects.filter(country=Country.FRANCE.value, longitude__isnull=False)
    communes = [
        one
        for one in known.order_by("code").values_list("code", "name", "longitude", "latitude")
        if one[0] in population
    ]
    services = [
        _Point(
            f"fs-{row['id_fs']}",
            row["lib_fs"],
            float(row["longitude"]),
            float(row["latitude"]),
            "france_services",
            row["lib_com"],
        )
        for row in _rows(DIRECTORY / "france_services_20240801.csv")
    ]
    return _kept(
        {
            "title": words.FRANCE,
            "cell_metres": 0,
            "cells": {
                "longitude": [one[2] for one in communes],
                "latitude": [one[3] for one in communes],
                "population": [population[one[0]] for one in communes],
                "commune": list(range(len(communes))),
            },
            "communes": [[one[0], one[1]] for one in communes],
            "places": _places(_third_places()),
            "candidates": _points(services),
            "frames": _FRANCE_FRAMES,
            "outlines": _outlines("france_outlines.json"),
            "sources": words.FRANCE_SOURCES,
            "cautions": words.FRANCE_CAUTIONS,
        }
    )
