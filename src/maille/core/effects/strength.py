"""How solid a claim is: a grade from E0 to E4, every term of it, and what would raise it by one.

The formula is told in ``docs/explanation/evidence.md``. Its terms come from GRADE (start by design,
then up and down), from the outside substantiation of Outcome Harvesting, and from the evidence
scales of Bond and Nesta; the weights are a judgement, kept in one :class:`StrengthPolicy`.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, combinations
from typing import Final

from maille.core.effects.claims import Claim, check_claim
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.evidence import Terms
from maille.core.effects.lots import (
    COVERAGE,
    ELSEWHERE,
    SAMPLE,
    Against,
    Lot,
    copies_of,
    distinct,
    lots_of,
    merge,
    sum_against,
)
from maille.core.effects.observing import Evidence
from maille.core.effects.values import ClaimType, Direction, Grade
from maille.core.kernel.period import Period

_GRADES: Final = tuple(Grade)
# Where a survey starts when the same people answered it twice (C1).
_SAME_PEOPLE_TWICE: Final = 3


@dataclass(frozen=True, slots=True)
class StrengthPolicy:
    """The weights of the formula; a judgement, to be calibrated against raters.

    Parameters
    ----------
    least_kinds, least_units
        Source kinds and independent units that triangulate.
    agreeing
        Share of agreeing evidence that triangulation asks for.
    bias_from
        Start from which evidence of the team alone lowers the grade.
    least_coverage
        Share of what should have been counted or asked under which coverage lowers the grade.
    few, very_few
        Persons under which a sample lowers the grade by one, then by two.
    widest
        Half-width of an interval, as a share of the estimate, above which it lowers the grade.
    contradicted
        Share of contradictions above which evidence is inconsistent.
    oldest_months
        Age of the latest supporting evidence, at the end of the period, above which it is old.
    """

    least_kinds: int = 2
    least_units: int = 3
    agreeing: Fraction = Fraction(2, 3)
    bias_from: int = 2
    least_coverage: float = 0.5
    few: int = 30
    very_few: int = 11
    widest: float = 0.3
    contradicted: Fraction = Fraction(1, 3)
    oldest_months: int = 24


POLICY: Final = StrengthPolicy()


@dataclass(frozen=True, slots=True)
class Strength:
    """A grade, why, and how many independent sources it rests on."""

    grade: Grade
    terms: Terms
    units: int


def weigh(
    support: Iterable[Evidence],
    contradiction: Iterable[Evidence],
    *,
    claim: ClaimType,
    direction: Direction,
    period: Period,
    estimate: Estimate | None = None,
) -> Strength:
    """Grade a claim from what speaks for it and against it.

    Parameters
    ----------
    support, contradiction
        Evidence for the claim, and of the opposite direction; the same piece counts once.
    claim, direction, period
        What is claimed, and over what period.
    estimate
        The figure that the claim gives, when it was sampled.

    Returns
    -------
    Strength
        The best grade over subsets of the support, all contradictions always included.

    Raises
    ------
    ClaimRefusedError
        When the evidence cannot carry a claim of this type.

    Examples
    --------
    >>> import datetime as dt
    >>> from maille.core.effects.observing import AuthorRole, SourceKind
    >>> meal = Evidence("1", None, dt.date(2025, 3, 4), SourceKind.REGISTER, AuthorRole.STEWARD)
    >>> year = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    >>> favourable = Direction.FAVOURABLE
    >>> found = weigh([meal], [], claim=ClaimType.C0, direction=favourable, period=year)
    >>> found.grade.value, found.terms.start, found.terms.bias
    ('E2', 3, 1)
    """
    asked = Claim(claim, direction, period, estimate)
    return weigh_claim(asked, tuple(support), tuple(contradiction))


def weigh_claim(
    claim: Claim,
    support: tuple[Evidence, ...],
    contradiction: tuple[Evidence, ...],
    policy: StrengthPolicy = POLICY,
) -> Strength:
    """Grade a claim, one on the size of an effect included; see :func:`weigh`.

    Raises
    ------
    ClaimRefusedError
        When the evidence cannot carry a claim of this type.
    """
    check_claim(claim, support)
    copies = copies_of(found := distinct(support))
    originals = [piece for piece in found if piece.id not in copies]
    lots = lots_of(originals, claim, policy.least_coverage)
    return grade_lots(lots, sum_against(distinct(contradiction)), claim, policy)


def grade_lots(
    lots: tuple[Lot, ...], against: Against, claim: Claim, policy: StrengthPolicy = POLICY
) -> Strength:
    """Grade a claim whose support is sorted into lots.

    Nothing is lost by looking at whole lots alone. Of the nine terms, three alone can make a
    subset better than a larger one: low coverage, evidence from elsewhere, and a small sample.
    Every other term is the better, or the same, for each piece that is added. So among all the
    subsets with the same of these three faults, the largest is the best, and it is a union of
    lots: eight unions at most stand for all subsets.

    Parameters
    ----------
    lots
        From :func:`~maille.core.effects.lots.lots_of`.
    against
        From :func:`~maille.core.effects.lots.sum_against`.
    claim
        What is claimed.
    policy
        The weights.
    """
    best = Strength(Grade.E0, Terms(), 0)
    rank = None
    sampled = any(SAMPLE in lot.faults for lot in lots)
    unsampled = replace(claim, estimate=None) if sampled else claim
    for union in _unions(lots):
        asked = claim if SAMPLE in union.faults else unsampled
        terms = _terms(union, against, asked, policy)
        if rank is None or (terms.total, union.pieces) > rank:
            rank = (terms.total, union.pieces)
            best = Strength(grade_of(terms), terms, len(union.units))
    return best


def grade_of(terms: Terms) -> Grade:
    """Give the grade that terms add up to, between E0 and E4.

    Examples
    --------
    >>> grade_of(Terms(start=3, triangulation=1, substantiation=1)).value
    'E4'
    """
    return _GRADES[min(max(terms.total, 0), len(_GRADES) - 1)]


def _unions(lots: tuple[Lot, ...]) -> Iterator[Lot]:
    """Give the union of the lots free of each set of faults, the fewest faults first."""
    faults = sorted(frozenset(chain.from_iterable(lot.faults for lot in lots)))
    for size in range(len(faults) + 1):
        for allowed in combinations(faults, size):
            kept = [lot for lot in lots if lot.faults <= frozenset(allowed)]
            if kept:
                yield merge(kept)


def _terms(lot: Lot, against: Against, claim: Claim, policy: StrengthPolicy) -> Terms:
    start, precision = _start_and_precision(lot, claim, policy)
    told = claim.direction is not Direction.UNFAVOURABLE
    pieces = lot.pieces + against.pieces
    return Terms(
        start=start,
        triangulation=int(_agree(lot, against, policy)),
        substantiation=int(lot.confirmed),
        bias=int(told and not lot.outside and start >= policy.bias_from),
        coverage=int(COVERAGE in lot.faults),
        precision=precision,
        inconsistency=int(against.pieces > policy.contradicted * pieces),
        age=int(_is_old(lot, claim, policy)),
        indirectness=int(ELSEWHERE in lot.faults),
    )


def _agree(lot: Lot, against: Against, policy: StrengthPolicy) -> bool:
    """Tell whether sources of several kinds agree, piece by piece as well as unit by unit."""
    units, pieces = len(lot.units), lot.pieces
    return (
        len(lot.kinds) >= policy.least_kinds
        and units >= policy.least_units
        and units >= policy.agreeing * (units + len(against.units))
        and pieces >= policy.agreeing * (pieces + against.pieces)
    )


def _start_and_precision(lot: Lot, claim: Claim, policy: StrengthPolicy) -> tuple[int, int]:
    """Give the start by design with what the size of its sample costs, at its best."""
    if claim.type is ClaimType.C0 or (SAMPLE not in lot.faults and claim.estimate is None):
        return lot.start, 0
    designs = [(lot.start, _imprecision(lot.respondents, claim.estimate, policy))]
    if claim.type is ClaimType.C1 and lot.measured_twice:
        cost = _imprecision(lot.measured_twice, claim.estimate, policy)
        designs.append((_SAME_PEOPLE_TWICE, cost))
    return max(designs, key=lambda design: (design[0] - design[1], design[0]))


def _imprecision(persons: int, estimate: Estimate | None, policy: StrengthPolicy) -> int:
    if estimate is not None:
        persons = estimate.n
    if persons < policy.very_few:
        return 2
    wide = estimate is not None and estimate.half_width > policy.widest * abs(estimate.value)
    return int(wide or persons < policy.few)


def _is_old(lot: Lot, claim: Claim, policy: StrengthPolicy) -> bool:
    end = claim.period.end
    if end is None:
        return False
    years, month = divmod(end.year * 12 + end.month - 1 - policy.oldest_months, 12)
    day = min(end.day, calendar.monthrange(years, month + 1)[1])
    return lot.latest < end.replace(year=years, month=month + 1, day=day)
