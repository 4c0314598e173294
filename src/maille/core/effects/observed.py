"""From evidence to findings: one for each theme, question or option that it names, each way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from maille.core.effects.claims import Claim, check_share, claim_of_piece
from maille.core.effects.counting_evidence import seen_in
from maille.core.effects.estimate.shares import share_of_respondents
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.evidence import Proposal
from maille.core.effects.findings import ALWAYS_TOLD, Finding
from maille.core.effects.gathering import OPPOSITES, Address, Body
from maille.core.effects.grid import question_of
from maille.core.effects.lots import lots_of, sum_against
from maille.core.effects.next_steps import next_step
from maille.core.effects.observing import Evidence, SourceKind
from maille.core.effects.strength import POLICY, grade_lots
from maille.core.effects.values import (
    ClaimType,
    Decision,
    DecisionKind,
    Direction,
    Grade,
    Grid,
    Per,
    Source,
    Theme,
)
from maille.core.kernel.period import Period

_ACCEPTED = frozenset({DecisionKind.CONFIRMED, DecisionKind.NUANCED})


def link_accepted(
    bodies: dict[Address, Body],
    proposals: Iterable[Proposal],
    decisions: Iterable[Decision],
    evidence: Mapping[str, Evidence],
) -> dict[Address, Proposal]:
    """Bring to its question the evidence of each proposal that the team took for its own.

    Parameters
    ----------
    bodies
        From :func:`~maille.core.effects.gathering.gather`; what is linked is added to it.
    proposals, decisions
        What evidence suggests, and what the team made of it.
    evidence
        Pieces by id.

    Returns
    -------
    dict
        The proposals that were accepted, confirmed or nuanced, by address.
    """
    accepted = {one.about for one in decisions if one.kind in _ACCEPTED}
    linked = {}
    for proposal in proposals:
        if proposal.id in accepted:
            address = Address(proposal.theme, proposal.question, proposal.option)
            linked[address] = proposal
            body = bodies.setdefault(address, Body())
            known = set(body.by_direction.get(proposal.direction, ()))
            found = (evidence[source.id] for source in proposal.sources)
            new = [piece for piece in found if piece not in known]
            body.add(new, proposal.direction, named=True)
    return linked


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that the findings of a period are made from.

    ``exposed`` pieces are about persons whom a small number could tell; ``copies`` are alike
    another in everything but their id, and do not weigh.
    """

    grid: Grid
    period: Period
    bodies: Mapping[Address, Body]
    accepted: Mapping[Address, Proposal]
    exposed: frozenset[str]
    copies: frozenset[str]

    def findings_of(self, theme: Theme) -> Iterator[Finding]:
        """Give what evidence shows of a theme: as a whole, then question by question."""
        questions = [question.id for question in theme.questions]
        options = {one.id: [option.id for option in one.options] for one in theme.questions}
        addresses = (address for address in self.bodies if address.theme == theme.id)

        def rank(address: Address) -> tuple[int, int]:
            if address.question is None:
                return (-1, -1)
            within = options[address.question]
            option = within.index(address.option) if address.option else -1
            return (questions.index(address.question), option)

        for address in sorted(addresses, key=rank):
            for direction in Direction:
                yield from self._findings_at(address, direction, theme)

    def _findings_at(
        self, address: Address, direction: Direction, theme: Theme
    ) -> Iterator[Finding]:
        """Give one finding for each type of claim that a piece makes of this very address."""
        body = self.bodies[address]
        found, held = body.named.get(direction, []), body.by_direction.get(direction, [])
        named = self._by_claim(address, found, theme)
        alike = len(found) in {0, len(held)}
        support = named if alike else self._by_claim(address, held, theme)
        for claim in sorted(named):
            asked = Claim(claim, direction, self.period)
            yield self._finding(address, asked, support[claim], theme)

    def _by_claim(
        self, address: Address, pieces: Sequence[Evidence], theme: Theme
    ) -> dict[ClaimType, list[Evidence]]:
        by_claim: dict[ClaimType, list[Evidence]] = {}
        boldest = max(question.claim for question in theme.questions)
        if address.question is not None:
            claim = question_of(self.grid, theme.id, address.question).claim
            by_claim[claim] = list(pieces)
        elif boldest is ClaimType.C0:
            by_claim[boldest] = list(pieces)
        else:
            for piece in pieces:
                by_claim.setdefault(claim_of_piece(piece, boldest), []).append(piece)
        by_claim[ClaimType.C2] = [piece for piece in pieces if piece.causal]
        return {claim: held for claim, held in by_claim.items() if held}

    def _finding(
        self, address: Address, claim: Claim, pieces: list[Evidence], theme: Theme
    ) -> Finding:
        body = self.bodies[address]
        estimate = self._estimate(address, claim, pieces)
        if estimate is not None:
            # Only those who agree make a small sample larger: contradiction never raises a grade.
            claim = replace(claim, estimate=replace(estimate, n=len(_responses(pieces))))
        opposite = OPPOSITES.get(claim.direction)
        against = sum_against(body.by_direction.get(opposite, []) if opposite else [])
        originals = [piece for piece in pieces if piece.id not in self.copies]
        lots = lots_of(originals, claim, POLICY.least_coverage)
        strength = grade_lots(lots, against, claim)
        proposal = self.accepted.get(address)
        counted = proposal if proposal is not None and proposal.option is None else None
        return Finding(
            id=f"{address}@{claim.type}.{claim.direction}",
            theme=theme.id,
            scale=theme.scale,
            question=address.question,
            option=address.option,
            value=counted.value if counted else (True if address.option else None),
            approximate=False,
            per=Per.PERIOD if counted else None,
            said="",
            direction=claim.direction,
            claim=claim.type,
            grade=strength.grade,
            published=strength.grade is not Grade.E0 or claim.direction in ALWAYS_TOLD,
            sources=tuple(Source("evidence", one) for one in sorted(piece.id for piece in pieces)),
            protected=counted is not None and counted.protected,
            seen=seen_in(
                pieces, units=strength.units, against=against.pieces, exposed=self.exposed
            ),
            terms=strength.terms,
            estimate=estimate,
            next_step=next_step(strength, lots, against, claim),
        )

    def _estimate(self, address: Address, claim: Claim, pieces: list[Evidence]) -> Estimate | None:
        """Give the share of those asked who ticked an option; never from testimonies."""
        agree = _responses(pieces)
        asked = max((piece.asked or 0 for piece in agree), default=0)
        if claim.type is not ClaimType.C1 or address.option is None or not asked:
            return None
        check_share(agree)
        share = share_of_respondents(len(agree), asked)
        return share if isinstance(share, Estimate) else None


def _responses(pieces: Iterable[Evidence]) -> list[Evidence]:
    return [piece for piece in pieces if piece.source is SourceKind.SURVEY]
