"""Points gathered in clusters, level by level.

A level cuts the world in squares, gathers each square's points at their mean, then lets a heavier
neighbour that would be drawn over a lighter one take it in. Everything is arrays: a level of
100,000 points is made once in some tens of milliseconds, and a tile is a few searches in it.
"""

from dataclasses import dataclass

import numpy as np

from maille.core.tiles.grid import (
    LEVELS,
    Codes,
    Flags,
    Floats,
    interleave,
    interleaved,
    project,
    squares_at,
)

# Squares on a side of a tile, by zoom: near, only what stands on the same spot stays together.
_SQUARES = {13: 4, 14: 6}
_FAR = 3
NEAREST = 14
# Past this zoom a square holds a handful: neighbours stay apart.
_LAST_TAKEN_IN = 9
# Two circles closer than this share of a square are drawn as one.
_APART = 0.8
_NOTHING: Codes = np.zeros(0, np.int64)
NOWHERE: Floats = np.zeros(0)
_AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))


@dataclass(frozen=True, slots=True)
class Points:
    """Points in Morton order: where they stand, and which row each one is."""

    code: Codes
    x: Floats
    y: Floats
    row: Codes


@dataclass(frozen=True, slots=True)
class Level:
    """What one zoom draws, in Morton order: where, how many points, and the row of a lone one.

    ``place`` counts them, so that a run of them is a slice; a tile holds ``most`` at most.
    """

    zoom: int
    code: Codes
    x: Floats
    y: Floats
    count: Codes
    row: Codes
    place: Codes
    most: int


def sort_points(longitude: Floats, latitude: Floats, row: Codes) -> Points:
    """Put points in Morton order.

    Parameters
    ----------
    longitude, latitude
        Degrees, WGS 84.
    row
        What each point is called by.

    Examples
    --------
    >>> sort_points(np.array([2.0, -1.0]), np.array([48.0, 43.0]), np.array([7, 8])).row.tolist()
    [8, 7]
    """
    x, y = project(longitude, latitude)
    code = interleave(squares_at(x, LEVELS), squares_at(y, LEVELS))
    order = np.argsort(code, kind="stable")
    return Points(code[order], x[order], y[order], row[order])


def keep_points(points: Points, kept: Flags) -> Points:
    """Give the points whose row is kept, in the same order.

    Examples
    --------
    >>> points = sort_points(np.array([2.0, -1.0]), np.array([48.0, 43.0]), np.array([0, 1]))
    >>> keep_points(points, np.array([True, False])).row.tolist()
    [0]
    """
    chosen = kept[points.row]
    return Points(points.code[chosen], points.x[chosen], points.y[chosen], points.row[chosen])


def gather(points: Points, zoom: int) -> Level:
    """Give what a zoom draws.

    Parameters
    ----------
    points
        In Morton order.
    zoom
        0 to ``NEAREST``.

    Examples
    --------
    >>> near = sort_points(np.array([2.0, 2.1, 9.0]), np.array([48.0] * 3), np.array([0, 1, 2]))
    >>> level = gather(near, 5)
    >>> level.count.tolist(), level.row.tolist()
    ([2, 1], [-1, 2])
    """
    depth = zoom + _SQUARES.get(zoom, _FAR)
    square = points.code >> (2 * (LEVELS - depth))
    first = np.flatnonzero(np.diff(square, prepend=-1))
    count = np.diff(np.append(first, len(square))).astype(np.int64)
    x, y = (_means(place, first, count) for place in (points.x, points.y))
    squares = _Squares(square[first], x, y, count)
    into = _taken_in(squares, depth) if zoom <= _LAST_TAKEN_IN else np.arange(len(first))
    return _level(points, zoom, squares, into, first)


@dataclass(frozen=True, slots=True)
class _Squares:
    code: Codes
    x: Floats
    y: Floats
    count: Codes


def _means(place: Floats, first: Codes, count: Codes) -> Floats:
    return np.add.reduceat(place, first) / count if len(first) else place[:0]


def _taken_in(squares: _Squares, depth: int) -> Codes:
    """Give which square each one is drawn with: itself, or a heavier neighbour too close."""
    own = np.arange(len(squares.code))
    column, row = squares_at(squares.x, depth), squares_at(squares.y, depth)
    side, last = 1 / (1 << depth), (1 << depth) - 1
    best, heaviest = own.copy(), squares.count.copy()
    for dx, dy in _AROUND:
        beside, below = column + dx, row + dy
        inside = (beside >= 0) & (beside <= last) & (below >= 0) & (below <= last)
        code = np.where(inside, interleave(beside * inside, below * inside), -1)
        place = np.minimum(np.searchsorted(squares.code, code), max(len(own) - 1, 0))
        near = np.hypot(squares.x - squares.x[place], squares.y - squares.y[place])
        heavier = (squares.count[place] > heaviest) | (
            (squares.count[place] == heaviest) & (place < best)
        )
        closer = (squares.code[place] == code) & (near < _APART * side) & heavier
        best, heaviest = (
            np.where(closer, place, best),
            np.where(closer, squares.count[place], heaviest),
        )
    stays = best == own
    return np.where(stays[best], best, own)


def _level(points: Points, zoom: int, squares: _Squares, into: Codes, first: Codes) -> Level:
    count = np.bincount(into, squares.count, len(into)).astype(np.int64)
    kept = np.flatnonzero(count)
    total = count[kept]
    x: Floats = np.bincount(into, squares.x * squares.count, len(into))[kept] / total
    y: Floats = np.bincount(into, squares.y * squares.count, len(into))[kept] / total
    row = np.where(total == 1, points.row[first[kept]], -1)
    code = interleave(squares_at(x, LEVELS), squares_at(y, LEVELS))
    order = np.argsort(code, kind="stable")
    return Level(
        zoom=zoom,
        code=code[order],
        x=x[order],
        y=y[order],
        count=total[order],
        row=row[order],
        place=np.arange(len(order)),
        most=1 << 2 * _SQUARES.get(zoom, _FAR),
    )


def inside(level: Level, column: int, row: int, margin: float) -> tuple[Codes, Floats, Floats]:
    """Give what a level draws in a tile and a little around it.

    Parameters
    ----------
    level
        The level of the tile's zoom.
    column, row
        Of the tile, from the north-west corner.
    margin
        Share of a tile drawn on each side of it, under 1.

    Returns
    -------
    tuple
        The places in the level, then where each stands from the tile's corner, in tiles.

    Examples
    --------
    >>> points = sort_points(np.array([2.0]), np.array([48.0]), np.array([0]))
    >>> which, x, y = inside(gather(points, 2), 2, 1, 0.1)
    >>> which.tolist(), x.round(3).tolist(), y.round(3).tolist()
    ([0], [0.022], [0.39])
    """
    tiles = 1 << level.zoom
    shift = 2 * (LEVELS - level.zoom)
    codes = [
        interleaved(across, down) << shift
        for down in range(max(row - 1, 0), min(row + 2, tiles))
        for across in range(max(column - 1, 0), min(column + 2, tiles))
    ]
    ends = [code + (1 << shift) for code in codes]
    bounds = level.code.searchsorted(np.array([codes, ends])).tolist()
    runs = [slice(low, high) for low, high in zip(*bounds, strict=True) if high > low]
    if not runs:
        return _NOTHING, NOWHERE, NOWHERE
    which = np.concatenate([level.place[run] for run in runs])
    x = level.x[which] * tiles - column
    y = level.y[which] * tiles - row
    middle = 0.5 + margin
    seen = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) <= middle
    return which[seen], x[seen], y[seen]
