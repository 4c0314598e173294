"""What follows from answers and from evidence: findings, before any sentence is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from maille.core.disclosure.released import THRESHOLD, Headcount, Masked, Withheld
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.evidence import (
    Disagreement,
    General,
    Proposal,
    Seen,
    Terms,
    ThemeMonths,
    masked,
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
# What went badly is always told, however weak the evidence.
ALWAYS_TOLD = frozenset({Direction.UNFAVOURABLE, Direction.MIXED})


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
        """Give the counts of persons that it holds, for ``core.disclosure``."""
        return (
            *(count for finding in self.findings for count in _counts_of_finding(finding)),
            *_counts_of_general(self.general),
            *(
                _count(f"{row.theme}#{month.month}", month.persons)
                for row in self.months
                for month in row.months
            ),
            *(
                Headcount(f"{one.id}#suggested", one.value, True, one.protected, one.parts)
                for one in self.proposals
                if not isinstance(one.value, (bool, Withheld))
            ),
        )

    def withholding(self, marks: Mapping[str, Withheld]) -> Self:
        """Give the same assessment, with these marks in place of the counts of these ids.

        A number that would be masked is not suggested at all.
        """
        if not marks:
            return self
        bare = {one.theme for one in self.findings if f"{one.id}#pieces" in marks}
        general = self.general
        if general is not None and "#people" in marks:
            general = replace(general, people=marks["#people"], people_high=None)
        hidden = {one.id for one in self.proposals if f"{one.id}#suggested" in marks}
        return replace(
            self,
            disagreements=tuple(one for one in self.disagreements if one.observed not in hidden),
            findings=tuple(_discreet(one, marks, bare) for one in self.findings),
            general=general,
            months=tuple(_discreet_months(row, marks) for row in self.months),
            proposals=tuple(
                _discreet_proposal(one, marks.get(f"{one.id}#suggested"))
                for one in self.proposals
                if not isinstance(marks.get(f"{one.id}#suggested"), Masked)
            ),
        )


def _count(name: str, persons: float, parts: frozenset[str] = frozenset()) -> Headcount:
    """Give a count of persons whom a small number could tell."""
    return Headcount(name, persons, observed=True, protected=True, parts=parts)


def _counts_of_finding(finding: Finding) -> Iterator[Headcount]:
    value, seen = finding.value, finding.seen
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        observed = any(source.kind not in DECLARED_SOURCES for source in finding.sources)
        yield Headcount(finding.id, value, observed=observed, protected=finding.protected)
    if seen is None:
        return
    if isinstance(seen.people, int):
        name = f"{finding.id}#people"
        yield Headcount(name, seen.people, True, seen.protected, seen.people_parts)
    if isinstance(seen.pieces, int):
        name, told = f"{finding.id}#pieces", seen.persons == seen.pieces
        yield Headcount(name, seen.pieces, True, told, seen.parts)
    yield _count(f"{finding.id}#tables", seen.fewest)
    if finding.estimate is not None and seen.persons:
        agree = round(finding.estimate.value * finding.estimate.n)
        sides = [one for one in (agree, finding.estimate.n - agree) if one]
        yield _count(f"{finding.id}#estimate", min(sides))


def _counts_of_general(general: General | None) -> Iterator[Headcount]:
    if general is not None and isinstance(general.people, int):
        yield Headcount("#people", general.people, True, False, general.people_parts)


def _discreet_proposal(one: Proposal, mark: Withheld | None) -> Proposal:
    if mark is None:
        return one
    return replace(one, value=mark, counts=masked(one.counts), sentence=one.discreet)


def _discreet(finding: Finding, marks: Mapping[str, Withheld], bare: set[str]) -> Finding:
    """Give a finding with these marks in place of the counts of these ids.

    In ``bare`` themes it does not tell either how many pieces say the opposite: these are the
    pieces of other findings.
    """
    if finding.id in marks:
        finding = replace(finding, value=marks[finding.id], said="")
    if f"{finding.id}#estimate" in marks:
        finding = replace(finding, estimate=None)
    seen = finding.seen
    if seen is None:
        return finding
    if (people := marks.get(f"{finding.id}#people")) is not None:
        seen = seen.without_people(people)
    hidden = marks.get(f"{finding.id}#pieces")
    if hidden or f"{finding.id}#tables" in marks:
        seen = seen.without_tables(hidden)
    if finding.theme in bare and isinstance(seen.against, int) and seen.against:
        few = seen.against < THRESHOLD
        seen = replace(seen, against=Withheld() if few else Masked())
    return replace(finding, seen=seen, sources=finding.sources[:1] if hidden else finding.sources)


def _discreet_months(row: ThemeMonths, marks: Mapping[str, Withheld]) -> ThemeMonths:
    months = (
        replace(one, pieces=Masked()) if f"{row.theme}#{one.month}" in marks else one
        for one in row.months
    )
    return replace(row, months=tuple(months))
