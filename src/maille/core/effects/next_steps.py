"""What is missing to gain one grade: each action is tried, and the claim graded again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from maille.core.effects.claims import Claim
from maille.core.effects.lots import COVERAGE, Against, Lot, lots_of
from maille.core.effects.observing import AuthorRole, Evidence, SourceKind
from maille.core.effects.strength import POLICY, Strength, StrengthPolicy, grade_lots
from maille.core.effects.values import ClaimType, Direction, Grade
from maille.core.kernel.text import Text

Lots = tuple[Lot, ...]

REGISTER: Final = Text(
    fr="un registre tenu le jour même : la date et le nombre de personnes.",
    en="a register kept on the day: the date and how many people came.",
)
FACTS: Final = Text(
    fr="un registre des faits, tenu le jour même : la date et ce qui s'est passé.",
    en="a register of facts kept on the day: the date and what happened.",
)
OUTSIDER: Final = Text(
    fr="la confirmation datée d'une personne extérieure à l'équipe, chez un partenaire ou dans "
    "le voisinage.",
    en="a dated confirmation by someone outside the team, at a partner's or in the neighbourhood.",
)
TWO_OUTSIDERS: Final = Text(
    fr="la confirmation datée de deux partenaires différents.",
    en="dated confirmations by two different partners.",
)
WITNESS: Final = Text(
    fr="le témoignage d'une personne qui fréquente le lieu, avec son accord.",
    en="the testimony of someone who comes to the place, with their consent.",
)
TWO_WITNESSES: Final = Text(
    fr="le témoignage de deux personnes qui fréquentent le lieu, avec leur accord.",
    en="the testimonies of two people who come to the place, with their consent.",
)
SURVEY: Final = Text(
    fr="les réponses d'une trentaine de personnes au questionnaire du lieu.",
    en="answers from thirty people or so to the place's questionnaire.",
)
SAME_PEOPLE: Final = Text(
    fr="les mêmes questions posées deux fois à une trentaine de personnes, à quelques mois "
    "d'écart.",
    en="the same questions put twice to thirty people or so, a few months apart.",
)
UNPROMPTED: Final = Text(
    fr="le témoignage spontané d'une autre personne, qui dit ce qu'elle doit au lieu.",
    en="the unprompted testimony of someone else, saying what they owe to the place.",
)
UNPROMPTED_PARTNER: Final = Text(
    fr="le mot daté d'un partenaire, qui dit de lui-même ce que le lieu a changé.",
    en="a partner's dated word, saying of their own accord what the place has changed.",
)
COVERED: Final = Text(
    fr="un relevé tenu plus d'une fois sur deux, ou un questionnaire auquel répond plus de la "
    "moitié des personnes invitées.",
    en="a register kept more than every other time, or a questionnaire that more than half of the "
    "people invited answer.",
)
RECENT: Final = Text(
    fr="une observation récente : la dernière a plus de deux ans.",
    en="a recent observation: the latest is over two years old.",
)
RECONSIDER: Final = Text(
    fr="un échange avec les personnes concernées sur les observations qui disent le contraire.",
    en="a conversation with the people concerned about the observations that say the opposite.",
)
_ENOUGH: Final = POLICY.few


@dataclass(frozen=True, slots=True)
class _Action:
    """Something that a team could do, and what the lots would then be."""

    text: Text
    change: Callable[[Lots, Claim, dt.date], Lots]


def next_step(
    strength: Strength,
    lots: Lots,
    against: Against,
    claim: Claim,
    policy: StrengthPolicy = POLICY,
) -> Text | None:
    """Give the first thing to do, easiest first, that would gain a grade; nothing at E4.

    Parameters
    ----------
    strength
        The grade as it is.
    lots, against, claim, policy
        What it was computed from; see :func:`~maille.core.effects.strength.grade_lots`.

    Returns
    -------
    Text or None
        A noun phrase with its stop, to follow a heading. When no single action gains a whole
        grade, the one that brings it nearest.
    """
    if strength.grade is Grade.E4:
        return None
    day = claim.period.end or max(lot.latest for lot in lots)
    best, nearest = strength.terms.total, RECONSIDER
    for action in _actions_for(strength, claim):
        then = grade_lots(action.change(lots, claim, day), against, claim, policy)
        if then.grade > strength.grade:
            return action.text
        if then.terms.total > best:
            best, nearest = then.terms.total, action.text
    return nearest


def _actions_for(strength: Strength, claim: Claim) -> list[_Action]:
    actions = list(_BY_CLAIM[claim.type])
    if claim.direction is Direction.UNFAVOURABLE:
        actions = [_FACTS if one is _REGISTER else one for one in actions]
    if strength.terms.coverage:
        actions.insert(0, _Action(COVERED, _cover))
    if strength.terms.age:
        actions.insert(0, _RECENT)
    return actions


def _cover(lots: Lots, _claim: Claim, _day: dt.date) -> Lots:
    return tuple(replace(lot, faults=lot.faults - {COVERAGE}) for lot in lots)


def _adding(
    source: SourceKind, role: AuthorRole, times: int = 1, *, causal: bool = False
) -> Callable[[Lots, Claim, dt.date], Lots]:
    """Give the change that adds pieces by as many new authors."""

    def change(lots: Lots, claim: Claim, day: dt.date) -> Lots:
        pieces = [
            Evidence(f"new-{n}", None, day, source, role, author=f"\0{n}", causal=causal)
            for n in range(times)
        ]
        return lots + lots_of(pieces, claim, 0.0)

    return change


def _survey(*waves: str) -> Callable[[Lots, Claim, dt.date], Lots]:
    """Give the change that asks thirty people, once for each wave."""

    def change(lots: Lots, claim: Claim, day: dt.date) -> Lots:
        ids = count()
        pieces = [
            Evidence(
                f"new-{next(ids)}",
                None,
                day,
                SourceKind.SURVEY,
                AuthorRole.VISITOR,
                author=f"\0{person}" if len(waves) > 1 else "",
                wave=f"\0{wave}",
            )
            for wave in waves
            for person in range(_ENOUGH)
        ]
        return lots + lots_of(pieces, claim, 0.0)

    return change


_REGISTER: Final = _Action(REGISTER, _adding(SourceKind.REGISTER, AuthorRole.STEWARD))
_FACTS: Final = _Action(FACTS, _adding(SourceKind.REGISTER, AuthorRole.STEWARD))
_RECENT: Final = _Action(RECENT, _adding(SourceKind.TRACE, AuthorRole.STEWARD))
_WITNESSES: Final = (
    _Action(WITNESS, _adding(SourceKind.TESTIMONY, AuthorRole.VISITOR)),
    _Action(OUTSIDER, _adding(SourceKind.THIRD_PARTY, AuthorRole.PARTNER)),
    _Action(TWO_WITNESSES, _adding(SourceKind.TESTIMONY, AuthorRole.VISITOR, 2)),
    _Action(TWO_OUTSIDERS, _adding(SourceKind.THIRD_PARTY, AuthorRole.PARTNER, 2)),
)
_CAUSES: Final = (
    _Action(UNPROMPTED, _adding(SourceKind.TESTIMONY, AuthorRole.VISITOR, causal=True)),
    _Action(UNPROMPTED_PARTNER, _adding(SourceKind.THIRD_PARTY, AuthorRole.PARTNER, causal=True)),
)
_BY_CLAIM: Final = {
    ClaimType.C0: (_REGISTER, *_WITNESSES),
    ClaimType.C1: (
        *_WITNESSES,
        _Action(SURVEY, _survey("a")),
        _Action(SAME_PEOPLE, _survey("a", "b")),
    ),
    ClaimType.C2: _CAUSES,
    ClaimType.C3: _WITNESSES,
}
