"""Minutes along roads: cells and sites join the graph, searches spread from the sites."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from maille.core.mesh.coverage import space_of
from maille.core.mesh.errors import MeshError
from maille.core.mesh.roads.graph import RoadGraph, Small, metres, milliseconds, rows_of
from maille.core.mesh.roads.loops import Beside, Links, Starts, prune, reach_along, shorten
from maille.core.mesh.roads.passage import FASTEST
from maille.core.mesh.values import (
    EARTH,
    FRENCH,
    SPEEDS,
    Cells,
    Flags,
    Floats,
    Ints,
    Mode,
    Sites,
    french,
)

# Metres to the nearest road, walked in a straight line; farther away, nobody joins it.
SNAP: Final = 1000.0
# Searches from which cutting the graph down first pays: it costs about as much as some of them.
MANY: Final = 32
_MINUTE: Final = 60_000
_DAY: Final = 1440.0
_ROOM: Final = 1024
_SOME: Final = 256


@lru_cache(maxsize=len(Mode))
def _doors(graph: RoadGraph) -> tuple[cKDTree, Ints]:
    """Give the points where a road is joined, ready to be looked for."""
    nodes = np.flatnonzero(graph.joined)
    return cKDTree(space_of(graph.x[nodes], graph.y[nodes], planar=False)), nodes


def snap(graph: RoadGraph, x: Floats, y: Floats) -> tuple[Ints, Ints]:
    """Give the nearest point where each joins the road (or -1), and the milliseconds to walk there.

    Parameters
    ----------
    graph
        Of one mode; motorways are not joined from beside.
    x, y
        Degrees of longitude and latitude. A point farther than ``SNAP`` metres joins no road.

    Examples
    --------
    >>> from maille.core.mesh.roads.graph import Extract
    >>> lane = RoadGraph(Mode.WALK, Extract("", ""), np.zeros(1), np.zeros(1), np.ones(1) > 0,
    ...     *(np.zeros(n, np.int32) for n in (2, 0, 0)))
    >>> [array.tolist() for array in snap(lane, np.array([0.0, 1.0]), np.array([0.001, 0.0]))]
    [[0, -1], [88957, 0]]
    """
    tree, nodes = _doors(graph)
    node, ms = np.full(x.size, -1, np.int64), np.zeros(x.size, np.int64)
    if not (nodes.size and x.size):
        return node, ms
    _far, at = tree.query(space_of(x, y, planar=False), distance_upper_bound=SNAP / EARTH * 1.001)
    near = np.flatnonzero(at < nodes.size)
    found = nodes[at[near]]
    far = metres(x[near], y[near], graph.x[found], graph.y[found])
    within = far <= SNAP
    node[near[within]] = found[within]
    ms[near[within]] = milliseconds(far[within], SPEEDS[Mode.WALK])
    return node, ms


def backwards(graph: RoadGraph) -> Links:
    """Give the graph with every stretch turned round: people come, searches go the other way.

    Examples
    --------
    >>> from maille.core.mesh.roads.graph import Extract
    >>> lane = RoadGraph(Mode.CAR, Extract("lane", ""), np.zeros(2), np.zeros(2),
    ...     np.ones(2, np.bool_), *(np.array(a, np.int32) for a in ([0, 1, 1], [1], [9])))
    >>> [array.tolist() for array in backwards(lane)]
    [[0, 0, 1], [0], [9]]
    """
    size = graph.x.size
    turned = sparse.csr_matrix((graph.ms, graph.to, graph.first), shape=(size, size)).tocsc()
    return Links(turned.indptr, turned.indices, turned.data)


def shortened(links: Links, kept: Flags) -> tuple[Links, Ints]:
    """Cut off what leads nowhere and join chains, where no point is kept: times stay the same.

    Parameters
    ----------
    links
        A graph.
    kept
        The points that searches begin at, or that are asked about.

    Returns
    -------
    A smaller graph, and for each point its number there (or -1).

    Examples
    --------
    >>> line = Links(*(np.array(a, np.int32) for a in ([0, 1, 2, 2], [1, 2], [5, 6])))
    >>> small, number = shortened(line, np.array([True, False, True]))
    >>> [array.tolist() for array in small], number.tolist()
    ([[0, 1, 1], [1], [11]], [0, -1, 1])
    """
    size = kept.size
    ones = np.ones(links.to.size, np.int8)
    table = sparse.csr_matrix((ones, links.to, links.first), shape=(size, size))
    both = (table + table.T).tocsr()
    both.sort_indices()
    degree = np.zeros(size, np.int32)
    prune(both.indptr, both.indices, kept, degree)
    inner = (degree == 2) & ~kept  # noqa: PLR2004 - a road has two ends
    rows = np.repeat(np.arange(size), np.diff(both.indptr))
    beside = np.where(degree[both.indices] > 0, both.indices, 0)
    ends = np.bincount(rows, beside, minlength=size).astype(np.int64)
    start, end, ms = shorten(links, ends, degree, inner, _ROOM)
    left = np.flatnonzero(kept | ((degree > 0) & ~inner))
    number = np.full(size, -1, np.int64)
    number[left] = np.arange(left.size)
    return Links(*rows_of(number[start], number[end], ms, left.size)), number


def _beside(node: Ints, ms: Ints, size: int) -> Beside:
    """Put cells in the order of the points where they join the road."""
    cells = np.flatnonzero(node >= 0)
    order = cells[np.argsort(node[cells], kind="stable")]
    first = np.zeros(size + 1, np.int32)
    np.cumsum(np.bincount(node[order], minlength=size), out=first[1:])
    return Beside(first, order.astype(np.int32), ms[order].astype(np.int32))


def _reached(links: Links, beside: Beside, starts: Starts, limit: int) -> tuple[Ints, Small, Small]:
    """Search from some sites at a time: in between, whoever waits may give up."""
    ends, cells, ms = [np.zeros(1, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for at in range(0, starts.node.size, _SOME):
        some = Starts(starts.node[at : at + _SOME], starts.ms[at : at + _SOME])
        within, found, spent = reach_along(links, beside, some, limit, _ROOM)
        ends.append(ends[-1][-1] + within[1:])
        cells.append(found)
        ms.append(spent)
    return np.concatenate(ends), np.concatenate(cells), np.concatenate(ms)


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """Minutes along a road graph, both walks to the road included.

    Parameters
    ----------
    graph
        Of the mode people come by.
    minutes
        How long they travel at most, up to a day.

    Examples
    --------
    >>> from maille.core.mesh.roads.graph import Extract, Points, Ways, graph_of
    >>> points = Points(np.array([7, 8]), np.array([0.0, 0.001]), np.zeros(2))
    >>> walk = np.array([4.5])
    >>> way = Ways(np.array([7, 8]), np.array([0, 2]), walk, walk, walk > 0)
    >>> lane = Roads(graph_of(Mode.WALK, Extract("lane.osm.pbf", "ab12"), points, way), 2.0)
    >>> cells = Cells(np.array([0.0, 0.0005, 0.1]), np.zeros(3), np.ones(3))
    >>> lane.reach(cells, Sites(np.array([0.001]), np.zeros(1), ("a",))).toarray().round(3).tolist()
    [[1.483, 0.741, 0.0]]
    """

    graph: RoadGraph
    minutes: float

    def __post_init__(self) -> None:
        """Refuse a time that is none."""
        if not 0 <= self.minutes <= _DAY:
            raise MeshError("along roads, minutes go from zero to a day (1440)")

    @property
    def planar(self) -> bool:
        """Roads are in degrees."""
        return False

    @property
    def radius(self) -> float:
        """Give how many minutes a place serves."""
        return self.minutes

    def reach(self, cells: Cells, sites: Sites) -> sparse.csr_matrix:
        """Give the minutes from the cells within reach of each site.

        From a cell to the site: one-way streets count in that direction. Searches spread from the
        sites and stop at the limit; no table of all distances is made. Times are whole
        milliseconds inside, and the same on a graph cut down or not.

        Raises
        ------
        MeshError
            When cells or sites are planar, or no cell is near a road.

        References
        ----------
        Dijkstra (1959), A note on two problems in connexion with graphs.
        """
        if cells.planar or sites.planar:
            raise MeshError("roads need degrees of longitude and latitude")
        node, ms = snap(self.graph, cells.x, cells.y)
        if (node < 0).all():
            raise self._far_away(cells)
        starts = Starts(*snap(self.graph, sites.x, sites.y))
        links = backwards(self.graph)
        if sites.x.size >= MANY:
            kept = np.zeros(self.graph.x.size, np.bool_)
            kept[node[node >= 0]] = kept[starts.node[starts.node >= 0]] = True
            links, number = shortened(links, kept)
            number = np.append(number, -1)
            node, starts = number[node], Starts(number[starts.node], starts.ms)
        limit = int(round(self.minutes * _MINUTE, 3))
        beside = _beside(node, ms, links.first.size - 1)
        ends, found, spent = _reached(links, beside, starts, limit)
        shape = (sites.x.size, cells.x.size)
        # At least a millisecond: in a sparse table, zero would be as good as out of reach.
        minutes = np.maximum(spent, 1) / _MINUTE
        table = sparse.csr_matrix((minutes, found, ends), shape=shape)
        table.sort_indices()
        return table

    def apart(self, x: Floats, y: Floats) -> Flags:
        """Mark the points that are farther than ``SNAP`` metres from any road.

        Examples
        --------
        >>> from maille.core.mesh.roads.graph import Extract
        >>> lane = RoadGraph(Mode.WALK, Extract("", ""), np.zeros(1), np.zeros(1), np.ones(1) > 0,
        ...     *(np.zeros(n, np.int32) for n in (2, 0, 0)))
        >>> Roads(lane, 5.0).apart(np.array([0.0, 1.0]), np.zeros(2)).tolist()
        [False, True]
        """
        return np.asarray(snap(self.graph, x, y)[0] < 0)

    def _far_away(self, cells: Cells) -> MeshError:
        here, there = (
            f"{x.min():.3f} – {x.max():.3f}, {y.min():.3f} – {y.max():.3f}"
            for x, y in ((cells.x, cells.y), (self.graph.x, self.graph.y))
        )
        return MeshError(
            "no road near the cells: they are at %(here)s (longitudes, latitudes), "
            "%(file)s covers %(there)s",
            here=here,
            file=self.graph.extract.name,
            there=there,
        )

    def said(self, language: str = "en") -> str:
        """Say the model, as every map, figure and study prints it.

        Examples
        --------
        >>> from maille.core.mesh.roads.graph import Extract
        >>> lane = RoadGraph(Mode.BICYCLE, Extract("caen.osm.pbf", "5e884898da28", "2026-11"),
        ...     np.zeros(0), np.zeros(0), np.zeros(0, np.bool_), *(np.zeros(0, np.int32),) * 3)
        >>> Roads(lane, 15.0).said().partition(", on foot")[0]
        'roads of caen.osm.pbf of 2026-11 (SHA-256 5e884898da28), 15 min bicycle at up to 15 km/h'
        """
        extract, mode, fastest = self.graph.extract, self.graph.mode, FASTEST[self.graph.mode]
        if language == "fr":
            day = f" du {extract.date}" if extract.date else ""
            return (
                f"par les routes de {extract.name}{day} (SHA-256 {extract.digest[:12]}), "
                f"{french(self.minutes)} min {FRENCH[mode]}, {french(fastest)} km/h au plus, "
                "à pied jusqu'à la route la plus proche (1 km au plus) ; "
                "© les contributeurs d'OpenStreetMap"
            )
        day = f" of {extract.date}" if extract.date else ""
        return (
            f"roads of {extract.name}{day} (SHA-256 {extract.digest[:12]}), "
            f"{self.minutes:g} min {mode} at up to {fastest:g} km/h, "
            "on foot to the nearest road (1 km at most); © OpenStreetMap contributors"
        )
