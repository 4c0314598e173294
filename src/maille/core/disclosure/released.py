"""The only door out: what a single place may print, and the type that proves it was asked.

The rule, for a single place: numbers that a team declared are printed as they are; a count of
persons that comes from observations, about work, learning, health or a vulnerable audience,
is printed "fewer than 11" from 1 to 10. What would give it away by subtraction is withheld too;
where that is no small count, nothing is said of how many either is.
Figures over several places have no door yet.
"""

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from typing import Generic, Protocol, Self, TypeVar

from maille.core.disclosure.subtraction import hide_enough
from maille.core.kernel.errors import CoreError

THRESHOLD = 11


class NotReleasedError(CoreError):
    """A value that did not come through :func:`release`."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands where a small count of persons would: there were some, fewer than this."""

    fewer_than: int = THRESHOLD


@dataclass(frozen=True, slots=True)
class Masked(Withheld):
    """What stands where a count would give a small one away: nothing is said of how many."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """A count of persons that something to release holds.

    Parameters
    ----------
    id
        What names it inside the thing to release.
    persons
        How many.
    observed
        Whether observations gave it, and not the team's declaration alone.
    protected
        Whether it is about work, learning, health or a vulnerable audience.
    parts
        Names of the disjoint parts that it adds up, when other counts of the same thing share
        some of them.
    """

    id: str
    persons: float
    observed: bool
    protected: bool
    parts: frozenset[str] = frozenset()


class Disclosable(Protocol):
    """What can say which persons it counts, and hide some of these counts."""

    def headcounts(self) -> tuple[Headcount, ...]:
        """Give every count of persons it holds."""

    def withholding(self, marks: Mapping[str, Withheld]) -> Self:
        """Give the same thing, with these marks in place of the counts of these ids."""


Thing = TypeVar("Thing")
DisclosableThing = TypeVar("DisclosableThing", bound=Disclosable)

_KEY = object()


@dataclass(frozen=True, slots=True)
class Released(Generic[Thing]):
    """A value that may be published; only :func:`release` makes one."""

    value: Thing
    key: InitVar[object]

    def __post_init__(self, key: object) -> None:
        """Refuse to be made elsewhere."""
        if key is not _KEY:
            raise NotReleasedError("only release() makes a Released value")


def release(thing: DisclosableThing) -> Released[DisclosableThing]:
    """Give what a single place may print of ``thing``.

    Parameters
    ----------
    thing
        What was found, with its counts of persons.

    Returns
    -------
    Released
        The same thing, observed and protected counts from 1 to 10 persons withheld. Those that
        would give them away by subtraction are withheld too: masked when they are larger, and so
        is the small one they are hidden for, as to tell which is small would narrow both.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Register:
    ...     persons: float | Withheld
    ...     def headcounts(self):
    ...         return (Headcount("people", self.persons, observed=True, protected=True),)
    ...     def withholding(self, marks):
    ...         return Register(marks.get("people", self.persons))
    >>> release(Register(7)).value, release(Register(48)).value
    (Register(persons=Withheld(fewer_than=11)), Register(persons=48))
    """
    counts = thing.headcounts()
    small = frozenset(
        count.id
        for count in counts
        if count.observed and count.protected and 0 < count.persons < THRESHOLD
    )
    parts = {count.id: count.parts for count in counts}
    sizes = {count.id: count.persons for count in counts}
    hidden = hide_enough(small, parts, sizes)
    narrowed = {reason for one, reason in hidden.items() if sizes[one] >= THRESHOLD}
    marks = {one: Masked() if reason in narrowed else Withheld() for one, reason in hidden.items()}
    return Released(thing.withholding(marks), key=_KEY)
