"""What the mesh is asked about, and what it answers."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from maille.core.mesh.errors import MeshError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Mean radius of the Earth, in metres (IUGG 1980: (2a + b) / 3 of its ellipsoid).
EARTH: Final = 6_371_008.8
_SOUTH: Final = -90.0
_WEST: Final = -180.0


class Objective(StrEnum):
    """What the sites are chosen for."""

    COVER = "cover"
    MEDIAN = "median"
    CENTER = "center"


class Weeks(IntEnum):
    """When a stop is held, by the number of the week (ISO 8601); ``EVERY_DAY``: it is no stop."""

    EVERY_DAY = 0
    ODD = 1
    EVEN = 2
    ALL = 3


class Mode(StrEnum):
    """How people come."""

    WALK = "walk"
    BICYCLE = "bicycle"
    CAR = "car"


# Kilometres an hour from door to door, and how much longer a way is than a straight line.
SPEEDS: Final = {Mode.WALK: 4.5, Mode.BICYCLE: 14.0, Mode.CAR: 40.0}
DETOUR: Final = 1.3
FRENCH: Final = {Mode.WALK: "à pied", Mode.BICYCLE: "à vélo", Mode.CAR: "en voiture"}


def french(number: float) -> str:
    """Write a number with a comma.

    Examples
    --------
    >>> french(4.5)
    '4,5'
    """
    return f"{number:g}".replace(".", ",")


def _checked(x: Floats, y: Floats, *, planar: bool) -> None:
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise MeshError("a coordinate is not a number")
    if planar or not x.size:
        return
    if (np.abs(y) > -_SOUTH).any() or (np.abs(x) > -_WEST).any():
        raise MeshError(
            "coordinates are not degrees of longitude and latitude: "
            "projected ones need --planar and columns x,y"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Where people live: points with how many they are.

    ``x`` and ``y`` are degrees of longitude and latitude, or planar units.
    """

    x: Floats
    y: Floats
    population: Floats
    planar: bool = False

    def __post_init__(self) -> None:
        """Refuse what no territory has."""
        _checked(self.x, self.y, planar=self.planar)
        if not self.x.size:
            raise MeshError("there is no cell")
        if not np.isfinite(self.population).all():
            raise MeshError("a population is not a number")
        if (self.population < 0).any():
            raise MeshError("a population is negative")


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Points that are or may become places; ``cost`` is in the unit of the budget.

    ``weeks`` (``Weeks`` of each) and ``weekdays`` (1 to 7, 0 for every day) tell the stops of
    rounds from places that stay; without them, all stay.
    """

    x: Floats
    y: Floats
    ids: tuple[str, ...]
    names: tuple[str, ...] = ()
    cost: Floats | None = None
    planar: bool = False
    weeks: Ints | None = None
    weekdays: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse identifiers that would not tell sites apart, and costs below zero."""
        _checked(self.x, self.y, planar=self.planar)
        if len(set(self.ids)) != len(self.ids):
            raise MeshError("two sites have the same identifier")
        if self.cost is not None and not (np.isfinite(self.cost) & (self.cost >= 0)).all():
            raise MeshError("a cost is negative or not a number")

    @property
    def week_bits(self) -> Ints:
        """Give the weeks of each site: 1 the odd, 2 the even, 3 both."""
        if self.weeks is None:
            return np.full(self.x.size, int(Weeks.ALL))
        return np.where(self.weeks == Weeks.EVERY_DAY, int(Weeks.ALL), self.weeks)

    @property
    def every_week(self) -> bool:
        """Say whether each site is there both in odd and in even weeks."""
        return bool((self.week_bits == Weeks.ALL).all())

    @property
    def visits(self) -> Ints:
        """Give how many times a fortnight each stop is held; none for a place that stays."""
        weeks = np.zeros(self.x.size, np.int64) if self.weeks is None else self.weeks
        return (weeks & Weeks.ODD) + (weeks >> 1 & 1)


@dataclass(frozen=True, slots=True)
class Travel:
    """A straight line: how far a place serves, and what was assumed about it.

    A radius without end (``math.inf``) is for questions that measure distances themselves; one
    that was ``measured`` between points, not given, may be larger than the Earth's.
    """

    radius: float
    planar: bool = False
    mode: Mode | None = None
    minutes: float | None = None
    measured: bool = False

    def __post_init__(self) -> None:
        """Refuse a radius that is none; a zero below nothing is a zero."""
        if not self.radius >= 0:
            raise MeshError("the radius must be zero or more")
        object.__setattr__(self, "radius", abs(self.radius))
        if not (self.planar or self.measured) and math.inf > self.radius > EARTH:
            raise MeshError("the radius is larger than the Earth's")

    def said(self, language: str = "en") -> str:
        """Say the model, as every map, figure and study prints it.

        Examples
        --------
        >>> Travel(800.0).said()
        'straight line, 800 m'
        >>> by_minutes(15, Mode.WALK).said()
        'straight line, 15 min walk at 4.5 km/h, detour 1.3: 865 m'
        >>> by_minutes(15, Mode.WALK).said("fr")
        "à vol d'oiseau, 15 min à pied à 4,5 km/h, détour de 1,3 : 865 m"
        >>> Travel(math.inf).said()
        'straight line, however far'
        """
        if language == "fr":
            return self._said_in_french()
        if math.isinf(self.radius):
            return "straight line, however far"
        if self.planar:
            return f"straight line, {self.radius:g} units of the plane"
        if self.mode is None:
            return f"straight line, {self.radius:g} m"
        return (
            f"straight line, {self.minutes:g} min {self.mode} at {SPEEDS[self.mode]:g} km/h, "
            f"detour {DETOUR:g}: {self.radius:.0f} m"
        )

    def _said_in_french(self) -> str:
        if math.isinf(self.radius):
            return "à vol d'oiseau, aussi loin qu'il faut"
        radius = french(self.radius)
        if self.planar:
            return f"à vol d'oiseau, {radius} unités du plan"
        if self.mode is None or self.minutes is None:
            return f"à vol d'oiseau, {radius} m"
        return (
            f"à vol d'oiseau, {french(self.minutes)} min {FRENCH[self.mode]} à "
            f"{french(SPEEDS[self.mode])} km/h, détour de {french(DETOUR)} : {self.radius:.0f} m"
        )


def by_minutes(minutes: float, mode: Mode) -> Travel:
    """Give the straight line that a time allows, at the stated speed and detour.

    Parameters
    ----------
    minutes
        Zero or more.
    mode
        Its speed stands in ``SPEEDS``; ``DETOUR`` is how much longer ways are than a line.

    Raises
    ------
    MeshError
        When the minutes are negative, or lead further than the Earth's radius.

    References
    ----------
    Speeds and a factor of 1.3 are assumptions, stated with each answer.

    Examples
    --------
    >>> round(by_minutes(10, Mode.BICYCLE).radius)
    1795
    """
    return Travel(minutes / 60 * SPEEDS[mode] * 1000 / DETOUR, mode=mode, minutes=minutes)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: at most ``sites`` and ``budget``, or the fewest that reach ``target``.

    ``stops`` is how many times a fortnight rounds may stop, in place of a budget; ``forced`` and
    ``banned`` name candidates; ``at_least`` is how many places a cell needs within reach to count
    as covered; efforts are counts, so that an answer does not depend on a clock.
    """

    objective: Objective = Objective.COVER
    sites: int | None = None
    budget: float | None = None
    target: float | None = None
    forced: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    at_least: int = 1
    seed: int = 0
    kicks: int = 200
    rounds: int = 600
    nodes: int = 4000
    stops: int | None = None

    def __post_init__(self) -> None:
        """Refuse what has no answer."""
        if self.sites is self.budget is self.target is self.stops is None:
            raise MeshError("say how many sites, which budget or which target")
        if self.sites is not None and self.sites < 0:
            raise MeshError("the number of sites is negative")
        if self.budget is not None and not (math.isfinite(self.budget) and self.budget >= 0):
            raise MeshError("the budget must be zero or more")
        if self.seed < 0:
            raise MeshError("the seed must be zero or more")
        if self.at_least < 1:
            raise MeshError("a cell needs at least one place")
        self._check_stops()
        self._check_objective()
        if both := sorted(set(self.forced) & set(self.banned)):
            raise MeshError("forced and banned at once: %(names)s", names=", ".join(both))

    def _check_stops(self) -> None:
        if self.stops is None:
            return
        if self.stops < 0:
            raise MeshError("the number of stops is negative")
        if self.budget is not None:
            raise MeshError("a budget and a number of stops cannot both be kept to: give one")

    def _check_objective(self) -> None:
        if self.target is not None and not 0 < self.target <= 1:
            raise MeshError("the target is a share above 0, at most 1")
        if self.objective is Objective.COVER:
            return
        if self.target is not None:
            raise MeshError("a target is a share of persons covered: the objective must be cover")
        if self.at_least > 1 or self.stops is not None:
            raise MeshError("several places at once and stops are for the objective cover")


def _never() -> bool:
    return False


def _still() -> float:
    return 0.0


def _silent(_step: str, _value: float, _bound: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class Watch:
    """What the world says while the mesh reasons: its clock, a wish to stop, who listens."""

    stop: Callable[[], bool] = _never
    clock: Callable[[], float] = _still
    until: float = math.inf
    tell: Callable[[str, float, float], None] = _silent

    def over(self) -> bool:
        """Say whether to keep what was found so far."""
        return self.stop() or self.clock() >= self.until

    def left(self) -> float:
        """Give the seconds left."""
        return max(0.0, self.until - self.clock())


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposed site: what it adds after those before it, and all of them together."""

    id: str
    name: str
    gain: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class Study:
    """An answer with what it is worth; the same inputs and question give it again.

    ``value`` and ``bound`` are persons newly covered (cover), sites (target), person × distance
    (median) or a distance (center); for the last three the bound is from below. ``told`` is what
    an objective says besides: persons by week, the mean distance.
    """

    value: float
    bound: float
    proven: bool
    sites: tuple[Chosen, ...]
    covered_before: float
    covered_after: float
    population: float
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """Give how far the answer may be from the best, as a share of the larger of the two."""
        largest = max(self.bound, self.value)
        return abs(self.bound - self.value) / largest if largest > 0 else 0.0
