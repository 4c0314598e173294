"""What evidence amounts to: the terms of a grade, counts that name nobody, proposals."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from maille.core.disclosure.released import Masked, Withheld
from maille.core.effects.values import Direction, Source
from maille.core.kernel.text import Text

Count = int | Withheld
Counts = tuple[tuple[str, Count], ...]


class DisagreementKind(StrEnum):
    """In what a team's answer and the evidence do not say the same."""

    OPPOSITE = "opposite"
    NOT_NONE = "not_none"
    OTHER_NUMBER = "other_number"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a grade, each as a number of grades; ``total`` is their sum, not clipped.

    Examples
    --------
    >>> Terms(start=3, triangulation=1, inconsistency=1).total
    3
    """

    start: int = 0
    triangulation: int = 0
    substantiation: int = 0
    bias: int = 0
    coverage: int = 0
    precision: int = 0
    inconsistency: int = 0
    age: int = 0
    indirectness: int = 0

    @property
    def total(self) -> int:
        """What raises, less what lowers."""
        return (
            self.start
            + self.triangulation
            + self.substantiation
            - self.bias
            - self.coverage
            - self.precision
            - self.inconsistency
            - self.age
            - self.indirectness
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What a finding rests on, in figures: never a person, never a word.

    Parameters
    ----------
    units
        How many independent sources.
    pieces
        How many pieces of evidence.
    against
        How many pieces say the opposite.
    kinds, sources, months, things
        Pieces by kind of observation, by source, by month (``YYYY-MM``), and by what a sentence
        calls them; ``things`` is empty when they are withheld.
    first, last
        The days of the first and the last piece.
    people, people_high
        Persons entered, added up over the pieces that say how many; the upper end when some were
        noted as a range. ``None`` when nobody said.
    counted
        Whether every piece that says how many counted them.
    protected
        Whether a small number of them could tell who they are.
    persons, fewest
        Of the pieces, how many count persons whom a small number could tell; and the smallest
        number of them in a table. Neither is printed.
    parts, people_parts
        Names of the disjoint groups of pieces, and of persons, that findings share; not printed.
    """

    units: int
    pieces: Count
    against: Count
    kinds: Counts
    sources: Counts
    months: Counts
    things: Counts
    first: dt.date
    last: dt.date
    people: Count | None = None
    people_high: int | None = None
    counted: bool = False
    protected: bool = False
    persons: int = 0
    fewest: int = 0
    parts: frozenset[str] = frozenset()
    people_parts: frozenset[str] = frozenset()

    def without_people(self, mark: Withheld) -> Self:
        """Give the same figures, with this mark in place of the persons."""
        return replace(self, people=mark, people_high=None)

    def without_tables(self, pieces: Withheld | None) -> Self:
        """Give the same figures, those by kind, source and month masked.

        With ``pieces``, this mark says how many there are too, and the days are known to the
        month. A table of one line, which says how many pieces there are, stays where they do.
        """
        days = calendar.monthrange(self.last.year, self.last.month)[1]
        return replace(
            self,
            pieces=pieces or self.pieces,
            first=self.first.replace(day=1) if pieces else self.first,
            last=self.last.replace(day=days) if pieces else self.last,
            kinds=self._masked(self.kinds, pieces),
            sources=self._masked(self.sources, pieces),
            months=self._masked(self.months, pieces),
            things=(),
        )

    def _masked(self, counts: Counts, pieces: Withheld | None) -> Counts:
        return counts if len(counts) == 1 and pieces is None else masked(counts)


def masked(counts: Counts) -> Counts:
    """Give the same names, without how many.

    Examples
    --------
    >>> masked((("testimony", 3),))
    (('testimony', Masked(fewer_than=11)),)
    """
    return tuple((name, Masked()) for name, _count in counts)


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """What one month holds for a theme; ``direction`` is mixed when both ways were seen.

    ``declared`` months hold declarations alone, without a trace; ``persons`` are the pieces that
    count persons whom a small number could tell.
    """

    month: str
    pieces: Count
    direction: Direction
    declared: bool = False
    persons: int = 0


@dataclass(frozen=True, slots=True)
class ThemeMonths:
    """The months of one theme, in order, empty ones included."""

    theme: str
    months: tuple[MonthSeen, ...]


@dataclass(frozen=True, slots=True)
class General:
    """All that was noted over the period, whatever the theme, even without any.

    ``occasions`` are moments when people came: presences and occasions.
    """

    pieces: int
    units: int
    occasions: int
    first: dt.date
    last: dt.date
    people: Count | None = None
    people_high: int | None = None
    counted: bool = False
    people_parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A team's answer and evidence that do not say the same, by the ids of their findings.

    ``observed`` is the id of a finding, or of a proposal when a number differs.
    """

    kind: DisagreementKind
    theme: str
    question: str | None
    declared: str
    observed: str

    @property
    def id(self) -> str:
        """The two ids."""
        return f"{self.declared}|{self.observed}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that evidence suggests, for a team to confirm, nuance or contradict.

    ``counts`` say how many pieces of each kind of observation suggest it; ``discreet`` is the
    sentence to print when these numbers are withheld. Whether the value counts ``people``, and not
    pieces, is not printed, nor the names of the ``parts`` it adds up.
    """

    theme: str
    question: str
    option: str | None
    value: bool | float | Withheld
    counts: Counts
    sources: tuple[Source, ...]
    sentence: Text
    discreet: Text
    direction: Direction = Direction.NEUTRAL
    protected: bool = False
    people: bool = False
    parts: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Stable: ``theme.question``, or ``theme.question.option``."""
        parts = (self.theme, self.question, self.option)
        return ".".join(part for part in parts if part is not None)
