"""What may be claimed, and from what: types of claims, and those that evidence cannot carry."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from maille.core.effects.estimate.values import Estimate
from maille.core.effects.observing import Evidence, ObservationKind, SourceKind
from maille.core.effects.values import ClaimType, Direction
from maille.core.kernel.errors import CoreError
from maille.core.kernel.period import Period

_TOLD = frozenset({SourceKind.SURVEY, SourceKind.TESTIMONY})


class ClaimRefusal(StrEnum):
    """Why evidence cannot carry a claim."""

    NO_COMPARISON = "no_comparison"
    NO_RIVAL_EXPLANATION = "no_rival_explanation"
    NOT_BEFORE_AND_AFTER = "not_before_and_after"
    NO_CAUSAL_STATEMENT = "no_causal_statement"
    NO_SHARE_FROM_TESTIMONIES = "no_share_from_testimonies"


class ClaimRefusedError(CoreError):
    """A claim that its evidence cannot carry; ``refusal`` says why."""

    def __init__(self, refusal: ClaimRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """People like those of the place, who did not come, asked the same; ``told`` says who."""

    told: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Two dated measures, and what else than the place could explain the difference."""

    before: dt.date
    after: dt.date
    rival_explanations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: of what type, in which direction, over what period.

    ``estimate`` is the figure it gives, when it was sampled; ``design`` is what a claim on the
    size of an effect rests on.
    """

    type: ClaimType
    direction: Direction
    period: Period
    estimate: Estimate | None = None
    design: ComparisonGroup | BeforeAfter | None = None


def check_claim(claim: Claim, support: Iterable[Evidence]) -> None:
    """Refuse a claim that its evidence cannot carry.

    Parameters
    ----------
    claim
        What is claimed. *The place contributed* (C2) asks for a person who said so unprompted;
        *the size of the effect due to the place* (C3) for a comparison group, or for a dated
        before and after with the rival explanations listed.
    support
        The evidence for it.

    Raises
    ------
    ClaimRefusedError
        With the reason.

    Examples
    --------
    >>> check_claim(Claim(ClaimType.C3, Direction.FAVOURABLE, Period()), [])
    Traceback (most recent call last):
    ...
    maille.core.effects.claims.ClaimRefusedError: no_comparison
    """
    refusal = None
    if claim.type is ClaimType.C3:
        refusal = _refusal_of_size(claim.design)
    elif claim.type is ClaimType.C2 and not any(one.causal for one in support):
        refusal = ClaimRefusal.NO_CAUSAL_STATEMENT
    if refusal is not None:
        raise ClaimRefusedError(refusal)


def _refusal_of_size(design: ComparisonGroup | BeforeAfter | None) -> ClaimRefusal | None:
    if isinstance(design, ComparisonGroup):
        return None
    if design is None:
        return ClaimRefusal.NO_COMPARISON
    if design.after <= design.before:
        return ClaimRefusal.NOT_BEFORE_AND_AFTER
    if not any(one.strip() for one in design.rival_explanations):
        return ClaimRefusal.NO_RIVAL_EXPLANATION
    return None


def check_share(evidence: Iterable[Evidence]) -> None:
    """Refuse a share that does not come from a survey alone: a testimony never yields one.

    Parameters
    ----------
    evidence
        What the share would be counted on.

    Raises
    ------
    ClaimRefusedError
        When a piece is no survey response.

    Examples
    --------
    >>> import datetime as dt
    >>> from maille.core.effects.observing import AuthorRole
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.VISITOR
    >>> check_share([Evidence("1", None, day, SourceKind.SURVEY, role)])
    >>> check_share([Evidence("1", None, day, SourceKind.TESTIMONY, role)])
    Traceback (most recent call last):
    ...
    maille.core.effects.claims.ClaimRefusedError: no_share_from_testimonies
    """
    if any(one.source is not SourceKind.SURVEY for one in evidence):
        raise ClaimRefusedError(ClaimRefusal.NO_SHARE_FROM_TESTIMONIES)


def claim_of_piece(piece: Evidence, boldest: ClaimType) -> ClaimType:
    """Give the type of claim that a piece makes of a theme, when it answers no question of it.

    Parameters
    ----------
    piece
        Events, exchanges, initiatives and counts say that something took place (C0); what people
        tell or answer may show a change in people.
    boldest
        The boldest claim among the questions of the theme.

    Examples
    --------
    >>> import datetime as dt
    >>> from maille.core.effects.observing import AuthorRole
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.VISITOR
    >>> told = Evidence("1", None, day, SourceKind.TESTIMONY, role)
    >>> claim_of_piece(told, ClaimType.C1).value, claim_of_piece(told, ClaimType.C0).value
    ('C1', 'C0')
    """
    told = piece.source in _TOLD or piece.kind is ObservationKind.TESTIMONY
    return boldest if told else ClaimType.C0
