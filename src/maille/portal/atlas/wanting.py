"""What is asked of places, and which ones answer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from maille.core.hours import InvalidHoursError, Standing, read_hours
from maille.core.kernel.names import fold_name
from maille.core.tiles.grid import Codes, Flags, Floats
from maille.places.enums import PlaceState
from maille.portal.atlas.rows import LISTS, STATES, Atlas, Clock

EARTH_KILOMETRES = 6_371.0088
_LIVING = (PlaceState.OPEN, PlaceState.SEASONAL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked; what is empty is not. ``near`` is longitude, latitude; ``within`` is km."""

    q: str = ""
    state: str = ""
    activity: str = ""
    audience: str = ""
    service: str = ""
    network: str = ""
    department: str = ""
    open_now: bool = False
    accessible: bool = False
    itinerant: bool = False
    near: tuple[float, float] | None = None
    within: float | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether something rarer than words, a point and hours is asked."""
        lists = (self.state, self.activity, self.audience, self.service)
        return any(lists) or self.accessible or self.itinerant


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of the places that answer, the best first, and how far each one is, in km."""

    rows: Codes
    distances: Floats | None
    corrected: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the places."""
        return len(self.rows)


def find(atlas: Atlas, wanted: Wanted, at: dt.datetime) -> Found:
    """Give the places that answer: the nearest first when a point is given, else by name.

    Among words, a place of that very name comes first, then names that start so.
    """
    flags, corrected = keep(atlas, wanted, at)
    rows = np.flatnonzero(flags)
    if wanted.near:
        far = distances_from(atlas, *wanted.near)[rows]
        order = np.argsort(far, kind="stable")
        return Found(rows[order], far[order], corrected)
    if wanted.q:
        name = fold_name(wanted.q)
        ranks = [_rank(atlas.folded_names[row], name) for row in rows.tolist()]
        rows = rows[np.argsort(np.array(ranks, np.int64), kind="stable")]
    return Found(rows, None, corrected)


def keep(atlas: Atlas, wanted: Wanted, at: dt.datetime) -> tuple[Flags, dict[str, str]]:
    """Tell of each place whether it answers, and how unknown words were read."""
    flags = np.ones(len(atlas), bool)
    corrected: dict[str, str] = {}
    if wanted.q and len(atlas):
        read = atlas.vocabulary.read(wanted.q, atlas.masks)
        flags, corrected = flags & read.flags, dict(read.corrected)
    for test in _TESTS:
        kept = test(atlas, wanted)
        flags = flags if kept is None else flags & kept
    if wanted.open_now:
        flags = flags & open_at(atlas, at)
    return flags, corrected


def _by_state(atlas: Atlas, wanted: Wanted) -> Flags | None:
    return atlas.state == STATES.index(PlaceState(wanted.state)) if wanted.state else None


def _by_lists(atlas: Atlas, wanted: Wanted) -> Flags | None:
    asked = {
        "activities": wanted.activity,
        "audiences": wanted.audience,
        "services": wanted.service,
    }
    kept = None
    for part, code in asked.items():
        if code:
            bit = 1 << list(LISTS[part]).index(LISTS[part](code))
            holds = (atlas.masks[part] & bit) != 0
            kept = holds if kept is None else kept & holds
    return kept


def _by_network(atlas: Atlas, wanted: Wanted) -> Flags | None:
    return _members(atlas, atlas.networks, wanted.network)


def _by_department(atlas: Atlas, wanted: Wanted) -> Flags | None:
    return _members(atlas, atlas.departments, wanted.department)


def _members(atlas: Atlas, groups: dict[str, Codes], name: str) -> Flags | None:
    if not name:
        return None
    flags = np.zeros(len(atlas), bool)
    flags[groups.get(name, np.zeros(0, np.int64))] = True
    return flags


def _by_access(atlas: Atlas, wanted: Wanted) -> Flags | None:
    return atlas.accessible if wanted.accessible else None


def _by_rounds(atlas: Atlas, wanted: Wanted) -> Flags | None:
    return atlas.itinerant if wanted.itinerant else None


def _by_distance(atlas: Atlas, wanted: Wanted) -> Flags | None:
    if wanted.near is None or wanted.within is None:
        return None if wanted.near is None else distances_from(atlas, *wanted.near) < np.inf
    return distances_from(atlas, *wanted.near) <= wanted.within


_TESTS: tuple[Callable[[Atlas, Wanted], Flags | None], ...] = (
    *(_by_state, _by_lists, _by_network, _by_department, _by_access, _by_rounds, _by_distance),
)


def open_at(atlas: Atlas, at: dt.datetime) -> Flags:
    """Tell of each place whether its hours, or those of a stop, say that it is open."""
    minute = at.replace(second=0, microsecond=0)
    known: tuple[Any, Flags] | None = atlas.kept.get("open")
    if known and known[0] == minute:
        return known[1]
    standing: Flags = np.array([_is_open(clock, at) for clock in atlas.clocks] or [False], bool)
    flags: Flags = (atlas.hours >= 0) & standing[atlas.hours]
    stops = atlas.stops
    flags[stops.row[(stops.hours >= 0) & standing[stops.hours]]] = True
    living = np.isin(atlas.state, [STATES.index(state) for state in _LIVING])
    flags = flags & living
    atlas.kept["open"] = (minute, flags)
    return flags


def _is_open(clock: Clock, at: dt.datetime) -> bool:
    try:
        return read_hours(clock.text, clock.zone, clock.country).standing(at) is Standing.OPEN
    except InvalidHoursError:
        return False


def distances_from(atlas: Atlas, longitude: float, latitude: float) -> Floats:
    """Give how far each place is, by its nearest stop when it makes rounds, in km.

    The haversine formula on a sphere; a place that stands nowhere is infinitely far.
    Source: R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68 (2), 1984.
    """
    far = _kilometres(atlas.longitude, atlas.latitude, longitude, latitude)
    stops = atlas.stops
    near = _kilometres(stops.longitude, stops.latitude, longitude, latitude)
    np.minimum.at(far, stops.row, near)
    return far


def _kilometres(longitudes: Floats, latitudes: Floats, longitude: float, latitude: float) -> Floats:
    here, there = np.radians(latitude), np.radians(latitudes)
    turn = np.radians(longitudes - longitude) / 2
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(turn) ** 2
    far: Floats = 2 * EARTH_KILOMETRES * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return np.where(np.isnan(far), np.inf, far)


def _rank(name: str, asked: str) -> int:
    if name == asked:
        return 0
    return 1 if name.startswith(asked) else 2
