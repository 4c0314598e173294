"""What follows from answers and from evidence: findings, before any sentence is written."""

from dataclasses import dataclass, replace
from typing import Self

from maille.core.disclosure.released import Headcount, Withheld
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.evidence import (
    Disagreement,
    General,
    Proposal,
    Seen,
    Terms,
    ThemeMonths,
)
from maille.core.effects.values import (
    Answer,
    Answers,
    ClaimType,
    Direction,
    Grade,
    Grid,
    Per,
    Scale,
    Source,
)
from maille.core.kernel.text import Text

# A finding that rests on these alone is declared: nothing was seen, counted or confirmed.
DECLARED_SOURCES = frozenset({"answer", "story"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about one theme, and everything needed to weigh it.

    ``value`` is ``True`` for a ticked option, ``False`` for "none observed", a number for a
    number (or the sign that it is withheld), the team's words for a text or for what it added to
    the options, and ``None`` when the finding comes from a story. ``protected`` counts persons
    whose number is small enough to tell who they are. ``seen``, ``terms`` and ``next_step``
    (``None`` at E4) are those of evidence alone.
    """

    id: str
    theme: str
    scale: Scale
    question: str | None
    option: str | None
    value: bool | float | str | Withheld | None
    approximate: bool
    per: Per | None
    said: str
    direction: Direction
    claim: ClaimType
    grade: Grade
    published: bool
    sources: tuple[Source, ...]
    protected: bool = False
    seen: Seen | None = None
    terms: Terms | None = None
    estimate: Estimate | None = None
    next_step: Text | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from the answers, theme by theme, before any sentence is written."""

    grid: Grid
    answers: Answers
    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...]
    unknown: tuple[Answer, ...]
    not_applicable: tuple[Answer, ...]
    general: General | None = None
    months: tuple[ThemeMonths, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def observed(self) -> bool:
        """Whether evidence was seen over the period; else the edition is declared."""
        return self.general is not None

    def headcounts(self) -> tuple[Headcount, ...]:
        """Give the counts of persons among the findings, for ``core.disclosure``."""
        return tuple(
            Headcount(
                id=finding.id,
                persons=finding.value,
                observed=any(source.kind not in DECLARED_SOURCES for source in finding.sources),
                protected=finding.protected,
            )
            for finding in self.findings
            if isinstance(finding.value, (int, float)) and not isinstance(finding.value, bool)
        )

    def withholding(self, ids: frozenset[str]) -> Self:
        """Give the same assessment with the values of these findings withheld."""
        findings = tuple(
            replace(finding, value=Withheld(), said="") if finding.id in ids else finding
            for finding in self.findings
        )
        return replace(self, findings=findings)
