"""Who may pass where, and how fast: OpenStreetMap tags read for one way of travelling.

Speeds, and the tags that allow or forbid, follow the profiles of OSRM (car, bicycle) and of
GraphHopper (steps, pushing), with two differences: people walk at ``SPEEDS``, and ferries are
refused, since a crossing is a timetable. Slopes, surfaces, traffic lights, turn restrictions and
queues are not counted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from maille.core.mesh.values import SPEEDS, Mode

# Counted up when a rule of this file changes: graphs kept by older rules are read again.
RULES: Final = 1

_WALK: Final = SPEEDS[Mode.WALK]
_RIDE: Final = 15.0
_STEPS: Final = 2.0
# What traffic leaves of a speed limit (OSRM's ``speed_reduction``).
_REDUCTION: Final = 0.8
_HIGHEST: Final = 130.0
_MILE: Final = 1.609344

# Nothing goes faster in this mode, in kilometres an hour.
FASTEST: Final = {Mode.WALK: _WALK, Mode.BICYCLE: _RIDE, Mode.CAR: _HIGHEST * _REDUCTION}

_STREETS: Final = (
    *("primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"),
    *("unclassified", "residential", "living_street", "service", "road"),
)
_PATHS: Final = ("footway", "pedestrian", "crossing", "corridor", "elevator")

# Kilometres an hour by the class of a way.
_SPEEDS: Final = {
    Mode.WALK: dict.fromkeys((*_STREETS, *_PATHS, "path", "track", "bridleway", "trail"), _WALK)
    | {"steps": _STEPS},
    Mode.BICYCLE: dict.fromkeys((*_STREETS, "cycleway"), _RIDE)
    | {"path": 13.0, "track": 12.0}
    | dict.fromkeys(("footway", "pedestrian", "crossing"), _WALK)
    | {"steps": _STEPS},
    Mode.CAR: {
        "motorway": 90.0,
        "motorway_link": 45.0,
        "trunk": 85.0,
        "trunk_link": 40.0,
        "primary": 65.0,
        "primary_link": 30.0,
        "secondary": 55.0,
        "secondary_link": 25.0,
        "tertiary": 40.0,
        "tertiary_link": 20.0,
        "unclassified": 25.0,
        "residential": 25.0,
        "road": 25.0,
        "living_street": 10.0,
        "service": 15.0,
    },
}
# The same where a sign says so.
_SIGNED: Final = {
    Mode.WALK: dict.fromkeys(("cycleway", "trunk", "trunk_link", "busway"), _WALK),
    Mode.BICYCLE: dict.fromkeys(
        (*_PATHS, "path", "bridleway", "trunk", "trunk_link", "busway"), _RIDE
    ),
    Mode.CAR: {"track": 15.0, "pedestrian": 10.0},
}
_FAST_ROADS: Final = {"motorway", "motorway_link", "trunk", "trunk_link"}

# Whose tag decides, the first one that is there.
_ACCESS: Final = {
    Mode.WALK: ("foot", "access"),
    Mode.BICYCLE: ("bicycle", "vehicle", "access"),
    Mode.CAR: ("motorcar", "motor_vehicle", "vehicle", "access"),
}
_FORBIDDEN: Final = {
    *("no", "private", "agricultural", "forestry", "agricultural;forestry", "emergency"),
    *("military", "psv", "bus", "delivery", "restricted", "permit", "residents", "use_sidepath"),
}
_ALLOWED: Final = {"yes", "designated", "permissive", "official"}
_YES: Final = {"yes", "1", "true"}
_NO: Final = {"no", "0", "false"}
_BACK: Final = {"-1", "reverse"}
_ROUND: Final = {"roundabout", "circular"}
_CONTRAFLOW: Final = {"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"}
_SIDES: Final = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")

_STOPS_CARS_NOT: Final = {
    *("cattle_grid", "border_control", "toll_booth", "sally_port", "gate", "lift_gate"),
    *("no", "entrance", "height_restrictor", "arch", "kerb"),
}
_STOPS_ALL: Final = {"wall", "fence"}

# Limits that are words: ``FR:urban``, ``walk``; the country is looked at where it differs.
_LIMITS: Final = {
    "be-wal:rural": 90.0,
    "be-vlg:rural": 70.0,
    "be-bru:rural": 70.0,
    "be:motorway": 120.0,
    "be:trunk": 120.0,
    "walk": 6.0,
    "living_street": 20.0,
    "zone30": 30.0,
    "urban": 50.0,
    "rural": 80.0,
    "trunk": 110.0,
    "motorway": 130.0,
    "none": 130.0,
}
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(mph)?")

Tags = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """How fast a way is passed, as it is drawn and against; 0 where it may not be.

    ``joined`` says whether somebody beside the road may step or turn onto it: nobody does so on
    a motorway.
    """

    forward: float
    backward: float
    joined: bool = True


def limit_of(text: str) -> float | None:
    """Give a speed limit in kilometres an hour, or nothing when the text says none.

    References
    ----------
    OpenStreetMap wiki, Key:maxspeed; OSRM's ``maxspeed_table`` for the words.

    Examples
    --------
    >>> limit_of("50"), limit_of("30 mph"), limit_of("FR:rural"), limit_of("signals")
    (50.0, 48.28032, 80.0, None)
    """
    words = text.strip().lower()
    if found := _NUMBER.match(words):
        number = float(found[1]) * (_MILE if found[2] else 1.0)
        return min(number, _HIGHEST) if number > 0 else None
    if words in _LIMITS:
        return _LIMITS[words]
    kind = words.rpartition(":")[2]
    if found := _NUMBER.match(kind):
        return float(found[1])
    return _LIMITS.get(kind)


def _allowance(tags: Tags, mode: Mode) -> str:
    """Give the tag that decides for this mode, or nothing."""
    for key in _ACCESS[mode]:
        if key in tags:
            return tags[key]
    return ""


def _is_closed(tags: Tags, mode: Mode) -> bool:
    if tags.get("area") == "yes" or tags.get("route") == "ferry":
        return True
    if tags.get("service") in {"private", "emergency_access"} or tags.get("impassable") == "yes":
        return True
    if tags.get("motorroad") == "yes" and mode is not Mode.CAR:
        return True
    return _allowance(tags, mode) in _FORBIDDEN


def _speed(tags: Tags, mode: Mode) -> float:
    kind = tags.get("highway", "")
    told = next((tags[key] for key in _ACCESS[mode][:-1] if key in tags), "")
    if told == "dismount":
        return _WALK
    if told in _ALLOWED and kind in _SIGNED[mode]:
        return _SIGNED[mode][kind]
    return _SPEEDS[mode].get(kind, 0.0)


def _directions(tags: Tags, mode: Mode) -> tuple[bool, bool]:
    """Say whether a way is passed as it is drawn, and against."""
    if mode is Mode.WALK:
        told = tags.get("oneway:foot", "no")
    else:
        implied = tags.get("junction") in _ROUND or tags.get("highway") == "motorway"
        told = tags.get("oneway", "yes" if implied else "no")
    if mode is Mode.BICYCLE:
        opposite = any(
            tags.get(side) in _CONTRAFLOW or tags.get(f"{side}:oneway") in _NO | _BACK
            for side in _SIDES
        )
        told = tags.get("oneway:bicycle", "no" if opposite else told)
    if told == "reversible":
        return False, False
    return told not in _BACK, told not in _YES


def _limited(tags: Tags, speed: float, way: str) -> float:
    """Give the speed of a car in one direction, traffic included."""
    told = limit_of(tags.get(f"maxspeed:{way}", tags.get("maxspeed", "")))
    return speed if told is None else told * _REDUCTION


def passage(tags: Tags, mode: Mode) -> Passage | None:
    """Say how fast a way is passed, or nothing when it may not be.

    Parameters
    ----------
    tags
        Of a way, with its ``highway``.
    mode
        How people come.

    Returns
    -------
    Speeds in kilometres an hour, by the class of the way; for cars, four fifths of the speed limit
    where one is given.

    References
    ----------
    OSRM, ``profiles/car.lua`` and ``profiles/bicycle.lua``; GraphHopper, ``FootAverageSpeedParser``
    (2 km/h on steps); OpenStreetMap wiki, Key:access and Key:oneway.

    Examples
    --------
    >>> passage({"highway": "residential", "oneway": "yes", "maxspeed": "30"}, Mode.CAR)
    Passage(forward=24.0, backward=0.0, joined=True)
    >>> passage({"highway": "residential", "oneway": "yes"}, Mode.WALK)
    Passage(forward=4.5, backward=4.5, joined=True)
    >>> passage({"highway": "motorway"}, Mode.BICYCLE) is None
    True
    """
    speed = 0.0 if _is_closed(tags, mode) else _speed(tags, mode)
    if speed == 0:
        return None
    forward, backward = speed, speed
    if mode is Mode.CAR:
        forward, backward = (_limited(tags, speed, way) for way in ("forward", "backward"))
    along, against = _directions(tags, mode)
    if not (along or against):
        return None
    joined = tags.get("highway") not in _FAST_ROADS
    return Passage(forward if along else 0.0, backward if against else 0.0, joined)


def is_barred(tags: Tags, mode: Mode) -> bool:
    """Say whether a point of a way lets nobody by: a bollard, a private gate.

    Parameters
    ----------
    tags
        Of a node.
    mode
        How people come.

    References
    ----------
    OSRM, ``barrier_whitelist`` of cars and ``barrier_blacklist`` of bicycles.

    Examples
    --------
    >>> is_barred({"barrier": "bollard"}, Mode.CAR), is_barred({"barrier": "bollard"}, Mode.WALK)
    (True, False)
    """
    if tags.get("highway") == "crossing":
        return False
    told, barrier = _allowance(tags, mode), tags.get("barrier", "no")
    if told:
        return told in _FORBIDDEN
    if mode is Mode.CAR:
        return barrier not in _STOPS_CARS_NOT and tags.get("bollard") != "rising"
    return barrier in _STOPS_ALL
