"""Ways and points become a graph: whole milliseconds, in an order that no file decides."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from maille.core.mesh.coverage import apart
from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import Flags, Floats, Ints, Mode

Small = NDArray[np.int32]

# Counted up when the shape of a graph changes: graphs kept in an older one are read again.
SHAPE: Final = 1
# A part of the graph that the rest cannot reach counts as an island from so many points on;
# below, it is a courtyard or a mistake of the map. The largest part always counts.
ISLAND: Final = 500
# Six days: longer than any road, and two of them still fit in 32 bits.
LONGEST: Final = 2**29
# A stretch that may be joined gets a point every so many metres, at least.
STRIDE: Final = 100.0
_HOUR: Final = 3600.0
_TURN: Final = 180.0
_FINE: Final = 2.0**31
# Moves the bits of a number apart, to make room for those of another.
_SPREAD: Final = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The file that roads come from: its name, its SHA-256, the day of its data when it says so."""

    name: str
    digest: str
    date: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of the map: identifiers, and degrees of longitude and latitude."""

    ids: Ints
    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Ways that may be passed: the points of way ``w`` are ``refs[first[w]:first[w + 1]]``.

    ``forward`` and ``backward`` are kilometres an hour, 0 where it is forbidden; ``joined`` says
    whether somebody beside it may enter.
    """

    refs: Ints
    first: Ints
    forward: Floats
    backward: Floats
    joined: Flags


@dataclass(frozen=True, slots=True, eq=False)
class RoadGraph:
    """Points joined by roads: from point ``u``, ``to[first[u]:first[u + 1]]`` in ``ms`` each.

    ``joined`` marks the points where somebody may enter or leave; ``left_out`` counts points
    of courtyards and mistakes, from which the rest is not reached.
    """

    mode: Mode
    extract: Extract
    x: Floats
    y: Floats
    joined: Flags
    first: Small
    to: Small
    ms: Small
    left_out: int = 0


def metres(x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> Floats:
    """Give metres along the sphere between points, two by two.

    Examples
    --------
    >>> zero, one = np.zeros(1), np.ones(1)
    >>> metres(zero, zero, zero, one).round(1).tolist()
    [111195.1]
    """
    return apart((x1, y1), (x2, y2), planar=False)


def milliseconds(far: Floats, speed: Floats | float) -> Ints:
    """Give whole milliseconds for metres at kilometres an hour, rounded up.

    Whole numbers add up to the same whatever the order; rounded up, no way is quicker than
    its speed.

    Examples
    --------
    >>> milliseconds(np.array([75.0, 0.0]), 4.5).tolist()
    [60000, 0]
    """
    whole = np.minimum(np.ceil(far * _HOUR / np.asarray(speed)), LONGEST)
    return np.asarray(whole, np.int64)


def _curve(x: Floats, y: Floats) -> Ints:
    """Give each point its rank along a Z-shaped curve: neighbours are near in memory too."""
    key = np.zeros(x.size, np.int64)
    for shift, degrees, half in ((0, x, 180.0), (1, y, 90.0)):
        spread = np.minimum((degrees + half) / (2 * half) * _FINE, _FINE - 1).astype(np.int64)
        for step, mask in _SPREAD:
            spread = (spread | (spread << step)) & mask
        key |= spread << shift
    return key


@dataclass(frozen=True, slots=True, eq=False)
class _Stretches:
    """Roads between two points, each pair once: speeds there and back, and whether joined."""

    a: Ints
    b: Ints
    there: Floats
    back: Floats
    joined: Flags


def _stretches(points: Points, ways: Ways) -> _Stretches:
    """Give what lies between neighbours on a way; of two roads between them, the faster."""
    at = np.minimum(np.searchsorted(points.ids, ways.refs), points.ids.size - 1)
    known = points.ids[at] == ways.refs
    way = np.repeat(np.arange(ways.first.size - 1), np.diff(ways.first))
    pairs = np.flatnonzero((way[1:] == way[:-1]) & known[1:] & known[:-1] & (at[1:] != at[:-1]))
    u, v, way = at[pairs], at[pairs + 1], way[pairs]
    drawn = u < v
    a, b = np.minimum(u, v), np.maximum(u, v)
    order = np.lexsort((b, a))
    begins = np.flatnonzero(
        np.diff(a[order], prepend=-1).astype(np.bool_) | np.diff(b[order], prepend=-1).astype(bool)
    )
    there = np.where(drawn, ways.forward[way], ways.backward[way])[order]
    back = np.where(drawn, ways.backward[way], ways.forward[way])[order]
    if not begins.size:
        return _Stretches(a, b, there, back, drawn)
    return _Stretches(
        a[order][begins],
        b[order][begins],
        np.maximum.reduceat(there, begins),
        np.maximum.reduceat(back, begins),
        np.maximum.reduceat(ways.joined[way][order], begins),
    )


def _edges(points: Points, ways: Ways) -> tuple[Points, tuple[Ints, Ints, Ints], Flags]:
    """Give points, stretches in both directions (from, to, milliseconds), where they are joined.

    A long stretch gets points in between, so that a cell beside it joins it where it is nearest.
    """
    road = _stretches(points, ways)
    x, y = points.x, points.y
    far = metres(x[road.a], y[road.a], x[road.b], y[road.b])
    plain = ~road.joined | (np.abs(x[road.a] - x[road.b]) > _TURN)
    pieces = np.where(plain, 1, np.maximum(1, np.ceil(far / STRIDE))).astype(np.int64)
    unit = np.repeat(np.arange(far.size), pieces)
    step = np.arange(unit.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    added = np.cumsum(step > 0) + points.ids.size - 1
    u = np.where(step == 0, road.a[unit], added)
    v = np.where(step == pieces[unit] - 1, road.b[unit], added + 1)
    new = step > 0
    share = (step / pieces[unit])[new]
    a, b = road.a[unit][new], road.b[unit][new]
    every = Points(
        np.concatenate((points.ids, np.full(share.size, -1, np.int64))),
        np.concatenate((x, x[a] + (x[b] - x[a]) * share)),
        np.concatenate((y, y[a] + (y[b] - y[a]) * share)),
    )
    sides = []
    for start, end, speed in ((u, v, road.there[unit]), (v, u, road.back[unit])):
        open_ = speed > 0
        ms = milliseconds((far / pieces)[unit][open_], speed[open_])
        sides.append((start[open_], end[open_], ms))
    joined = np.zeros(every.ids.size, np.bool_)
    beside = road.joined[unit]
    joined[u[beside]] = joined[v[beside]] = True
    start, end, ms = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    return every, (start, end, ms), joined


def _kept(size: int, start: Ints, end: Ints) -> Flags:
    """Mark the points of parts where each reaches each: the largest, and the islands."""
    ones = np.ones(start.size, np.int8)
    table = sparse.csr_matrix((ones, (start, end)), shape=(size, size))
    _count, part = connected_components(table, directed=True, connection="strong")
    many = np.bincount(part)
    return np.asarray(many[part] >= max(2, min(int(many.max()), ISLAND)))


def graph_of(mode: Mode, extract: Extract, points: Points, ways: Ways) -> RoadGraph:
    """Give the graph of what may be passed, whatever the order of points and ways.

    A stretch whose end is not among the points is left out, as at the edge of an extract. Long
    stretches that may be joined get a point every ``STRIDE`` metres at least. Parts
    from which the rest is not reached, or that are not reached from it, are left out too, unless
    they are islands of ``ISLAND`` points.

    Parameters
    ----------
    mode
        How people come.
    extract
        Where the roads come from.
    points, ways
        Of the map; identifiers of points are unique.

    Raises
    ------
    MeshError
        When nothing can be passed.

    References
    ----------
    Tarjan (1972), Depth-first search and linear graph algorithms; Morton (1966), A computer
    oriented geodetic data base.

    Examples
    --------
    >>> points = Points(np.array([7, 8]), np.array([0.0, 0.001]), np.zeros(2))
    >>> walk = np.array([4.5])
    >>> way = Ways(np.array([7, 8]), np.array([0, 2]), walk, walk, walk > 0)
    >>> graph = graph_of(Mode.WALK, Extract("lane", ""), points, way)
    >>> graph.to.tolist(), graph.ms.tolist()
    ([1, 0, 2, 1], [44479, 44479, 44479, 44479])
    """
    order = np.argsort(points.ids, kind="stable")
    points = Points(points.ids[order], points.x[order], points.y[order])
    nothing = MeshError(
        "%(file)s: no road is open to this mode (%(mode)s)", file=extract.name, mode=mode.value
    )
    if not (points.ids.size and ways.refs.size):
        raise nothing
    points, (start, end, ms), joined = _edges(points, ways)
    if not start.size:
        raise nothing
    reached = np.zeros(points.ids.size, np.bool_)
    reached[start] = reached[end] = True
    kept = _kept(points.ids.size, start, end)
    nodes = np.flatnonzero(kept)
    if not nodes.size:
        raise nothing
    x, y = points.x[nodes], points.y[nodes]
    order = np.lexsort((points.ids[nodes], y, x, _curve(x, y)))
    nodes, x, y = nodes[order], x[order], y[order]
    rank = np.full(points.ids.size, -1, np.int64)
    rank[nodes] = np.arange(nodes.size)
    inside = kept[start] & kept[end]
    first, to, quickest = rows_of(rank[start[inside]], rank[end[inside]], ms[inside], nodes.size)
    left_out = int(reached.sum()) - nodes.size
    return RoadGraph(mode, extract, x, y, joined[nodes], first, to, quickest, left_out)


def rows_of(start: Ints, end: Ints, ms: Ints, size: int) -> tuple[Small, Small, Small]:
    """Sort stretches by where they begin, the quickest of each pair alone."""
    order = np.lexsort((ms, end, start))
    start, end, ms = start[order], end[order], ms[order]
    new = np.ones(start.size, np.bool_)
    new[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    first = np.zeros(size + 1, np.int32)
    np.cumsum(np.bincount(start[new], minlength=size), out=first[1:])
    return first, end[new].astype(np.int32), ms[new].astype(np.int32)
