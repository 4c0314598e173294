"""What evidence amounts to: the terms of a grade, counts that name nobody, proposals."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from maille.core.disclosure.released import Withheld
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
    kinds, sources, months
        Pieces by kind of observation, by source, by month (``YYYY-MM``).
    first, last
        The days of the first and the last piece.
    people, people_high
        Persons entered, added up over the pieces that say how many; the upper end when some were
        noted as a range. ``None`` when nobody said.
    counted
        Whether every piece that says how many counted them.
    protected
        Whether these persons are so few or so exposed that a small number is withheld.
    """

    units: int
    pieces: Count
    against: int
    kinds: Counts
    sources: Counts
    months: Counts
    first: dt.date
    last: dt.date
    people: Count | None = None
    people_high: int | None = None
    counted: bool = False
    protected: bool = False

    def without_people(self) -> Self:
        """Give the same figures, persons withheld."""
        return replace(self, people=Withheld(), people_high=None)

    def without_tables(self, *, pieces: bool) -> Self:
        """Give the same figures, those by kind, source and month withheld; ``pieces`` too."""
        return replace(
            self,
            pieces=Withheld() if pieces else self.pieces,
            kinds=_withheld(self.kinds),
            sources=_withheld(self.sources),
            months=_withheld(self.months),
        )


def _withheld(counts: Counts) -> Counts:
    return tuple((name, Withheld()) for name, _count in counts)


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """What one month holds for a theme; ``direction`` is mixed when both ways were seen."""

    month: str
    pieces: Count
    direction: Direction


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


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A team's answer and evidence that do not say the same, by the ids of their findings.

    ``observed`` is the id of a finding, or of a proposal when a number differs; ``value`` is
    then what was counted.
    """

    kind: DisagreementKind
    theme: str
    question: str | None
    declared: str
    observed: str
    value: float | Withheld | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that evidence suggests, for a team to confirm, nuance or contradict.

    ``counts`` say how many pieces of each kind of observation suggest it.
    """

    theme: str
    question: str
    option: str | None
    value: bool | float | Withheld
    counts: Counts
    sources: tuple[Source, ...]
    sentence: Text
    persons: bool = False
    protected: bool = False

    @property
    def id(self) -> str:
        """Stable: ``theme.question``, or ``theme.question.option``."""
        parts = (self.theme, self.question, self.option)
        return ".".join(part for part in parts if part is not None)
