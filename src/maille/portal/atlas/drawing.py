"""Places that answer, drawn as vector tiles."""

import datetime as dt
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Final

import numpy as np

from maille.core.tiles.clusters import Level, Points, gather, inside, keep_points, sort_points
from maille.core.tiles.encoding import encode_layer
from maille.core.tiles.grid import Codes, Floats
from maille.core.tiles.plain import draw_clusters_plainly, units
from maille.places.enums import Activity
from maille.portal.atlas.rows import STATES, Atlas
from maille.portal.atlas.wanting import Wanted, keep

# A circle of 30 pixels that stands beside a tile shows inside it.
MARGIN: Final = 1 / 16
STOPS_FROM: Final = 8
_MOST_KEPT: Final = 200
_EVERYTHING: Final = Wanted()
Draw = Callable[[Level, int, int, float], tuple[bytes, Codes, Floats, Floats]]


class Pencil:
    """What draws clusters: compiled code once that is ready, seconds later; plain until then."""

    def __init__(self) -> None:
        self._draw: Draw = draw_clusters_plainly
        self._started = threading.Lock()

    def draw(self, level: Level, column: int, row: int) -> tuple[bytes, Codes, Floats, Floats]:
        """Draw the clusters of a tile; the first call has the code compiled beside."""
        if self._started.acquire(blocking=False):
            threading.Thread(target=self.sharpen, args=(level,), daemon=True).start()
        return self._draw(level, column, row, MARGIN)

    def sharpen(self, level: Level) -> None:
        """Load the compiled code, or compile it, by drawing the whole world once."""
        draw: Draw = import_module("maille.core.tiles.drawing").draw_clusters
        draw(level, 0, 0, MARGIN)
        self._draw = draw


PENCIL = Pencil()


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
    tile, alone, x, y = PENCIL.draw(level, column, row)
    if len(alone):
        tile += _places(atlas, level.row[alone], x, y)
    if zoom >= STOPS_FROM and len(atlas.stops.row):
        tile += _stops(atlas, wanted, at, (zoom, column, row))
    return tile


def draw_sites(atlas: Atlas, zoom: int, column: int, row: int) -> bytes:
    """Write a tile of public sites; far away, one point stands for several."""
    level = _kept_level(atlas, ("sites", zoom), atlas.sites.points, zoom)
    which, x, y = inside(level, column, row, MARGIN)
    rows = level.row[which].tolist()
    sites = atlas.sites
    return encode_layer(
        "sites",
        units(x),
        units(y),
        {
            "name": [sites.name[one] if one >= 0 else None for one in rows],
            "kind": [sites.kind[one] if one >= 0 else None for one in rows],
        },
    )


def _level(atlas: Atlas, wanted: Wanted, at: dt.datetime, zoom: int) -> Level:
    asked = _key(wanted, at)
    level: Level | None = atlas.kept.get((asked, zoom))
    return level or _kept_level(atlas, (asked, zoom), _points(atlas, wanted, at), zoom)


def _points(atlas: Atlas, wanted: Wanted, at: dt.datetime) -> Points:
    if wanted == _EVERYTHING:
        return atlas.points
    key = (_key(wanted, at), "points")
    points: Points | None = atlas.kept.get(key)
    if points is None:
        flags, _corrected = keep(atlas, wanted, at)
        points = keep_points(atlas.points, flags)
        _put(atlas, key, points)
    return points


def _key(wanted: Wanted, at: dt.datetime) -> object:
    """Give what tells questions apart; ``None`` when nothing is asked, as most often."""
    if wanted == _EVERYTHING:
        return None
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


def _places(atlas: Atlas, rows: Codes, x: Floats, y: Floats) -> bytes:
    known = rows.tolist()
    return encode_layer(
        "places",
        units(x),
        units(y),
        {
            "name": [atlas.name[row] for row in known],
            "slug": [atlas.slug[row] for row in known],
            "state": [STATES[state].value for state in atlas.state[rows].tolist()],
            "kinds": [kinds_of(mask) for mask in atlas.masks["activities"][rows].tolist()],
            "itinerant": [True if one else None for one in atlas.itinerant[rows].tolist()],
        },
    )


def kinds_of(mask: int) -> str | None:
    """Give the codes of activities that bits stand for, joined by commas."""
    codes = [code.value for place, code in enumerate(Activity) if mask >> place & 1]
    return ",".join(codes) or None


def _stops(atlas: Atlas, wanted: Wanted, at: dt.datetime, tile: tuple[int, int, int]) -> bytes:
    zoom, column, row = tile
    stops = atlas.stops
    flags, _corrected = keep(atlas, wanted, at)
    shown = np.flatnonzero(flags[stops.row] & ~np.isnan(stops.longitude))
    points = sort_points(stops.longitude[shown], stops.latitude[shown], stops.row[shown])
    x, y = points.x * (1 << zoom) - column, points.y * (1 << zoom) - row
    seen = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) <= 0.5 + MARGIN
    known = points.row[seen].tolist()
    return encode_layer(
        "stops",
        units(x[seen]),
        units(y[seen]),
        {
            "name": [atlas.name[one] for one in known],
            "slug": [atlas.slug[one] for one in known],
        },
    )
