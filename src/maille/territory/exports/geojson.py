"""The map of a study as GeoJSON, the travel model beside it: at most 400 kB."""

import json
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from maille.territory.ground import Terrain
from maille.territory.reading.mapping import MOST_CANDIDATES
from maille.territory.reading.page import SiteLine, site_lines
from maille.territory.reading.squares import BARE, GAINED, SERVED, Grid, Runs, grid_of, runs_of
from maille.territory.reading.words import kind_words, travel_words

_POINT_DECIMALS = 5
# How a map paints each state: tone, opacity (that of the drawing and of its key), and what it is
# called in the file.
_PAINT: Final = {
    BARE: ("bare", 0.34, "out_of_reach"),
    SERVED: ("reached", 0.38, "within_reach_today"),
    GAINED: ("reached", 1.0, "within_reach_of_a_proposed_site"),
}
Feature = dict[str, Any]


def render_geojson(terrain: Terrain, document: dict[str, Any]) -> bytes:
    """Write squares, places and proposed sites; ``layer`` says which is which."""
    grid, runs = grid_of(terrain), runs_of(terrain, document["cells"])
    decimals = 4 if terrain.cell_metres else 2
    features = [
        *(_cells(grid, runs, state, decimals) for state in (BARE, SERVED, GAINED)),
        *_candidates(terrain, document),
        *_places(terrain),
        *(
            _chosen(site, line)
            for site, line in zip(document["sites"], site_lines(document), strict=True)
        ),
    ]
    collection = {
        "type": "FeatureCollection",
        "travel": document["travel"]["said"],
        "travel_in_words": travel_words(document["travel"]),
        "sources": [source.in_language("en") for source in terrain.sources],
        "features": features,
    }
    return json.dumps(
        collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _feature(geometry: str, coordinates: object, **told: object) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": geometry, "coordinates": coordinates},
        "properties": told,
    }


def _cells(grid: Grid, runs: Runs, state: int, decimals: int) -> Feature:
    tone, value, name = _PAINT[state]
    first, last = runs.first[runs.state == state], runs.last[runs.state == state]
    sides = (
        grid.west[first],
        grid.south[first],
        grid.west[last] + grid.wide[last],
        grid.south[first] + grid.tall,
    )
    rings = [
        [[[west, south], [east, south], [east, north], [west, north], [west, south]]]
        for west, south, east, north in np.round(np.column_stack(sides), decimals).tolist()
    ]
    return _feature("MultiPolygon", rings, layer="cells", tone=tone, value=value, state=name)


def _point(longitude: float, latitude: float) -> list[float]:
    return [round(float(longitude), _POINT_DECIMALS), round(float(latitude), _POINT_DECIMALS)]


def _places(terrain: Terrain) -> Iterable[Feature]:
    places = terrain.places
    for x, y, name in zip(places.x, places.y, places.names, strict=True):
        yield _feature("Point", _point(x, y), layer="places", name=name)


def _candidates(terrain: Terrain, document: dict[str, Any]) -> Iterable[Feature]:
    """Give the other candidates, where they are few enough to be seen."""
    sites = terrain.candidates
    chosen = {site["id"] for site in document["sites"]}
    if sites.x.size > MOST_CANDIDATES:
        return
    for row, identifier in enumerate(sites.ids):
        if identifier not in chosen:
            yield _feature(
                "Point",
                _point(sites.x[row], sites.y[row]),
                layer="candidates",
                id=identifier,
                name=sites.names[row],
                note=kind_words(terrain.kinds[row]),
            )


def _chosen(site: dict[str, Any], line: SiteLine) -> Feature:
    return _feature(
        "Point",
        _point(site["longitude"], site["latitude"]),
        layer="chosen",
        id=site["id"],
        name=site["name"],
        rank=line.rank,
        gain=site["gain"],
        note=f"{line.kind}, + {line.gain}",
    )
