"""Places that answer, drawn as vector tiles."""

import datetime as dt
from typing import Final

import numpy as np

from maille.core.tiles.clusters import Level, Points, gather, inside, keep_points, sort_points
from maille.core.tiles.encoding import EXTENT, encode_layer
from maille.core.tiles.grid import Codes, Floats
from maille.places.enums import Activity
from maille.portal.atlas.rows import STATES, Atlas
from maille.portal.atlas.wanting import Wanted, keep

# A circle of 30 pixels that stands beside a tile shows inside it.
MARGIN: Final = 1 / 16
STOPS_FROM: Final = 8
_MOST_KEPT: Final = 200


def draw_tile(
    atlas: Atlas, wanted: Wanted, at: dt.datetime, zoom: int, column: int, row: int
) -> bytes:
    """Write a tile of the places that answer: clusters far away, each place near, stops of rounds.

    Parameters
    ----------
    atlas, wanted, at
        All places, what is asked of them, and now.
    zoom, column, row
        Of the tile, as every web map counts them; ``zoom`` at most ``NEAREST``.
    """
    level = _level(atlas, wanted, at, zoom)
    which, x, y = inside(level, column, row, MARGIN)
    rows = level.row[which]
    return (
        _clusters(level.count[which], rows, x, y)
        + _places(atlas, rows, x, y)
        + (_stops(atlas, wanted, at, (zoom, column, row)) if zoom >= STOPS_FROM else b"")
    )


def draw_sites(atlas: Atlas, zoom: int, column: int, row: int) -> bytes:
    """Write a tile of public sites; far away, one point stands for several."""
    level = _kept_level(atlas, ("sites", zoom), atlas.sites.points, zoom)
    which, x, y = inside(level, column, row, MARGIN)
    rows = level.row[which].tolist()
    sites = atlas.sites
    return encode_layer(
        "sites",
        _units(x),
        _units(y),
        {
            "name": [sites.name[one] if one >= 0 else None for one in rows],
            "kind": [sites.kind[one] if one >= 0 else None for one in rows],
        },
    )


def _level(atlas: Atlas, wanted: Wanted, at: dt.datetime, zoom: int) -> Level:
    points = _points(atlas, wanted, at)
    return _kept_level(atlas, (_key(wanted, at), zoom), points, zoom)


def _points(atlas: Atlas, wanted: Wanted, at: dt.datetime) -> Points:
    if wanted == Wanted():
        return atlas.points
    key = (_key(wanted, at), "points")
    points: Points | None = atlas.kept.get(key)
    if points is None:
        flags, _corrected = keep(atlas, wanted, at)
        points = keep_points(atlas.points, flags)
        _put(atlas, key, points)
    return points


def _key(wanted: Wanted, at: dt.datetime) -> object:
    return (wanted, at.replace(second=0, microsecond=0)) if wanted.open_now else wanted


def _kept_level(atlas: Atlas, key: object, points: Points, zoom: int) -> Level:
    level: Level | None = atlas.kept.get(key)
    if level is None:
        level = gather(points, zoom)
        _put(atlas, key, level)
    return level


def _put(atlas: Atlas, key: object, thing: object) -> None:
    if len(atlas.kept) >= _MOST_KEPT:
        atlas.kept.clear()
    atlas.kept[key] = thing


def _clusters(count: Codes, rows: Codes, x: Floats, y: Floats) -> bytes:
    several = rows < 0
    counts = {"count": count[several].tolist()}
    return encode_layer("clusters", _units(x[several]), _units(y[several]), counts)


def _places(atlas: Atlas, rows: Codes, x: Floats, y: Floats) -> bytes:
    alone = rows >= 0
    found = rows[alone]
    if not len(found):
        return b""
    known = found.tolist()
    return encode_layer(
        "places",
        _units(x[alone]),
        _units(y[alone]),
        {
            "name": [atlas.name[row] for row in known],
            "slug": [atlas.slug[row] for row in known],
            "state": [STATES[state].value for state in atlas.state[found].tolist()],
            "kinds": [_kinds(mask) for mask in atlas.masks["activities"][found].tolist()],
            "itinerant": [True if one else None for one in atlas.itinerant[found].tolist()],
        },
    )


def _kinds(mask: int) -> str | None:
    codes = [code.value for place, code in enumerate(Activity) if mask >> place & 1]
    return ",".join(codes) or None


def _stops(atlas: Atlas, wanted: Wanted, at: dt.datetime, tile: tuple[int, int, int]) -> bytes:
    zoom, column, row = tile
    stops = atlas.stops
    if not len(stops.row):
        return b""
    flags, _corrected = keep(atlas, wanted, at)
    shown = np.flatnonzero(flags[stops.row] & ~np.isnan(stops.longitude))
    points = sort_points(stops.longitude[shown], stops.latitude[shown], stops.row[shown])
    x, y = points.x * (1 << zoom) - column, points.y * (1 << zoom) - row
    seen = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) <= 0.5 + MARGIN
    known = points.row[seen].tolist()
    return encode_layer(
        "stops",
        _units(x[seen]),
        _units(y[seen]),
        {
            "name": [atlas.name[one] for one in known],
            "slug": [atlas.slug[one] for one in known],
        },
    )


def _units(place: Floats) -> list[int]:
    units: list[int] = np.rint(place * EXTENT).astype(int).tolist()
    return units
