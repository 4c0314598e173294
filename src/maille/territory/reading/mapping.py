"""The map drawn without any script: squares, outlines, places, proposed sites."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from maille.core.mesh.values import Floats, Ints, Sites
from maille.territory.ground import Terrain
from maille.territory.reading.squares import BARE, GAINED, SERVED, grid_of, runs_of

WIDTH = 640
# More candidates than these would hide the map.
MOST_CANDIDATES = 500
_INSET = 96
_GAP = 14
_NUMBERED = 30
_MANY = 60
_DOT, _SMALL_DOT, _RIM = 10.0, 2.6, 1.35
_HAIR = 0.1
# In their order of painting.
_CLASSES = {BARE: "bare", SERVED: "served", GAINED: "gained"}
_METRES_A_DEGREE = 111_195
_ROUND_LENGTHS = (500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000)
Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the map: a place, or a proposed site with its rank."""

    x: float
    y: float
    name: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A length of the drawing and the metres it stands for."""

    x: float
    y: float
    width: float
    metres: int


@dataclass(frozen=True, slots=True)
class Stripes:
    """Squares of one state in one frame, as lines as broad as a square is tall: half the weight."""

    state: str
    broad: float
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws; ``stripes`` in their order of painting.

    ``afar`` are the ranks of sites outside the first frame, where a map that moves begins.
    """

    width: int
    height: int
    stripes: tuple[Stripes, ...]
    outlines: str
    places: str
    candidates: str
    place_width: float
    rim_width: float
    sites: tuple[Mark, ...]
    scale: Scale
    insets: tuple[tuple[float, float, float, float], ...]
    numbered: bool
    frame: Frame
    afar: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Pane:
    """A frame of the ground and where it lies on the paper."""

    frame: Frame
    x: float
    y: float
    across: float
    down: float

    def holds(self, longitude: float, latitude: float) -> bool:
        west, south, east, north = self.frame
        return west <= longitude <= east and south <= latitude <= north

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        west, _south, _east, north = self.frame
        return (
            round(self.x + (longitude - west) * self.across, 1),
            round(self.y + (north - latitude) * self.down, 1),
        )


def _pane(frame: Frame, corner: tuple[float, float], width: float) -> tuple[_Pane, float]:
    west, south, east, north = frame
    across = width / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))
    return _Pane(frame, *corner, across, down), (north - south) * down


def _margined(frame: Frame) -> Frame:
    """Leave room for half a square and a mark at the edge."""
    west, south, east, north = frame
    x, y = (east - west) * 0.025, (north - south) * 0.025
    return west - x, south - y, east + x, north + y


def _panes(terrain: Terrain) -> tuple[list[_Pane], int]:
    """Lay the frames: the first one across the paper, the others side by side below it."""
    first, height = _pane(_margined(terrain.frames[0]), (0, 0), WIDTH)
    panes, tallest = [first], 0.0
    for number, frame in enumerate(terrain.frames[1:]):
        corner = (number * (_INSET + _GAP) + 2, height + _GAP)
        pane, tall = _pane(frame, corner, _INSET)
        panes.append(pane)
        tallest = max(tallest, tall)
    return panes, math.ceil(height + (tallest + _GAP + 4 if len(panes) > 1 else 0))


@lru_cache(maxsize=4)
def _ground_dots(terrain: Terrain) -> tuple[str, str]:
    """Give the open places and, where they are few, the candidates: the same for each question."""
    few = terrain.candidates.x.size <= MOST_CANDIDATES
    return (
        _dots(terrain, terrain.places),
        _dots(terrain, terrain.candidates) if few else "",
    )


@lru_cache(maxsize=4)
def _ground_lines(terrain: Terrain) -> str:
    panes, _height = _panes(terrain)
    lines = []
    for outline in terrain.outlines:
        pane = next((one for one in panes if one.holds(*outline[0])), None)
        if pane is not None:
            points = [pane.at(x, y) for x, y in outline]
            lines.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(lines)


def _dots(terrain: Terrain, sites: Sites) -> str:
    """Give points as one path: round ends of lines too short to be seen."""
    panes, _height = _panes(terrain)
    points = zip(sites.x.tolist(), sites.y.tolist(), sites.names, strict=True)
    marks = _marks(panes, ((x, y, name, 0) for x, y, name in points))
    return "".join(f"M{mark.x:g} {mark.y:g}h.01" for mark in marks)


@dataclass(frozen=True, slots=True)
class _Laid:
    """The squares of a ground on the paper: their frames, how each begins, and its two sides."""

    frames: Ints
    starts: tuple[str, ...]
    left: Floats
    right: Floats


@lru_cache(maxsize=4)
def _laid(terrain: Terrain) -> _Laid:
    """Lay the squares, once for all questions; one that no frame holds has the frame -1."""
    grid, (panes, _height) = grid_of(terrain), _panes(terrain)
    frames = np.full(grid.west.size, -1)
    left, right, middle = np.zeros((3, grid.west.size))
    for number, pane in reversed(list(enumerate(panes))):
        west, south, east, north = pane.frame
        held = (west <= grid.west) & (grid.west <= east)
        held &= (south <= grid.south) & (grid.south <= north)
        frames[held] = number
        left[held] = pane.x + (grid.west - west)[held] * pane.across
        right[held] = left[held] + grid.wide[held] * pane.across
        middle[held] = pane.y + (north - grid.south - grid.tall / 2)[held] * pane.down
    left, right, middle = (np.round(one, 1) for one in (left, right, middle))
    at = zip(left.tolist(), middle.tolist(), strict=True)
    return _Laid(frames, tuple(f"M{x:g} {y:g}h" for x, y in at), left, right)


def _stripes(terrain: Terrain, cells: str, panes: list[_Pane]) -> Iterable[Stripes]:
    laid, runs = _laid(terrain), runs_of(terrain, cells)
    tall = grid_of(terrain).tall
    wide = np.round(laid.right[runs.last] - laid.left[runs.first], 1)
    for state, name in _CLASSES.items():
        for number, pane in enumerate(panes):
            rows = np.flatnonzero((runs.state == state) & (laid.frames[runs.first] == number))
            if rows.size:
                ends = zip(runs.first[rows].tolist(), wide[rows].tolist(), strict=True)
                path = "".join(f"{laid.starts[first]}{across:g}" for first, across in ends)
                # A hair more than its height, so that no gap is seen between two rows.
                yield Stripes(name, round(tall * pane.down + _HAIR, 2), path)


def draw_map(terrain: Terrain, document: dict[str, Any]) -> Drawing:
    """Draw a study."""
    panes, height = _panes(terrain)
    sites = [
        (site["longitude"], site["latitude"], site["name"], rank)
        for rank, site in enumerate(document["sites"], 1)
    ]
    places, candidates = _ground_dots(terrain)
    width = _SMALL_DOT if terrain.places.x.size > _MANY else _DOT
    return Drawing(
        width=WIDTH,
        height=height,
        stripes=tuple(_stripes(terrain, document["cells"], panes)),
        outlines=_ground_lines(terrain),
        places=places,
        candidates=candidates,
        place_width=width,
        rim_width=width * _RIM,
        sites=tuple(_marks(panes, sites)),
        scale=_scale(panes[0], height if len(panes) == 1 else panes[1].y - _GAP),
        insets=tuple(
            (one.x, one.y, _INSET, round((one.frame[3] - one.frame[1]) * one.down, 1))
            for one in panes[1:]
        ),
        numbered=len(sites) <= _NUMBERED,
        frame=terrain.frames[0],
        afar=tuple(rank for x, y, _name, rank in sites if not panes[0].holds(x, y)),
    )


def _marks(panes: list[_Pane], points: Iterable[tuple[float, float, str, int]]) -> list[Mark]:
    found = []
    for longitude, latitude, name, rank in points:
        pane = next((one for one in panes if one.holds(longitude, latitude)), None)
        if pane is not None:
            found.append(Mark(*pane.at(longitude, latitude), name, rank))
    return found


def _scale(pane: _Pane, bottom: float) -> Scale:
    west, _south, east, _north = pane.frame
    metres = WIDTH / pane.down * _METRES_A_DEGREE
    length = max(one for one in _ROUND_LENGTHS if one <= max(metres / 4, _ROUND_LENGTHS[0]))
    width = round(length / metres * (east - west) * pane.across, 1)
    return Scale(6, round(bottom - 8, 1), width, length)
