"""Where a team's answers and the evidence do not say the same; both stand, nothing is merged."""

from collections.abc import Iterator, Sequence

from maille.core.disclosure.released import Withheld
from maille.core.effects import phrases
from maille.core.effects import phrases_of_evidence as words
from maille.core.effects.evidence import Disagreement, DisagreementKind, Proposal
from maille.core.effects.findings import Assessment, Finding
from maille.core.effects.gathering import OPPOSITES
from maille.core.effects.grammar import number
from maille.core.effects.grid import option_of, question_of, theme_of
from maille.core.effects.sentences import figure
from maille.core.effects.sentences_of_evidence import how_many, pieces_in_words, whole_slots
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Direction, Grid, Per, Question

_WELCOME = frozenset({Direction.FAVOURABLE, Direction.NEUTRAL})
_NEAR = 0.2


def disagreements_of(
    findings: Sequence[Finding], proposals: Sequence[Proposal], grid: Grid
) -> tuple[Disagreement, ...]:
    """Find what was declared one way and seen another.

    Parameters
    ----------
    findings
        Declared and observed.
    proposals
        What evidence suggests: another number than the one declared.
    grid
        The questions.

    Returns
    -------
    tuple of Disagreement
        An effect declared and its opposite seen, on the same question or on the whole theme;
        something seen where the team saw nothing; another number.
    """
    seen = [one for one in findings if one.seen is not None]
    declared = [one for one in findings if one.seen is None and one.question is not None]
    said = {(one.theme, one.direction) for one in findings if one.seen is None}
    found: dict[tuple[object, ...], Disagreement] = {}
    for one in declared:
        opposite = (one.theme, OPPOSITES.get(one.direction))
        for other in _disagreements(one, seen, proposals, grid):
            # A team that tells both ways is not contradicted by either; one case a question.
            if other.kind is not DisagreementKind.OPPOSITE or opposite not in said:
                found.setdefault((other.kind, one.theme, one.question, one.direction), other)
    return tuple(found.values())


def _disagreements(
    declared: Finding, seen: Sequence[Finding], proposals: Sequence[Proposal], grid: Grid
) -> Iterator[Disagreement]:
    question = question_of(grid, declared.theme, declared.question or "")
    none = _says_none(declared, question)
    for other in sorted(seen, key=lambda one: (one.question is None, -len(one.sources), one.id)):
        if other.theme != declared.theme or other.question not in {None, declared.question}:
            continue
        if none and _is_what_was_not_seen(other, question):
            yield _between(DisagreementKind.NOT_NONE, declared, other.id)
        elif not none and OPPOSITES.get(declared.direction) is other.direction:
            yield _between(DisagreementKind.OPPOSITE, declared, other.id)
    for proposal in proposals:
        same = (proposal.theme, proposal.question) == (declared.theme, declared.question)
        if same and not none and _is_another_number(declared, proposal):
            yield _between(DisagreementKind.OTHER_NUMBER, declared, proposal.id)


def _between(kind: DisagreementKind, declared: Finding, observed: str) -> Disagreement:
    return Disagreement(kind, declared.theme, declared.question, declared.id, observed)


def _says_none(declared: Finding, question: Question) -> bool:
    """Tell whether the team said that there was nothing."""
    if declared.option is not None:
        return option_of(question, declared.option).words.absence is not None
    return declared.value is False or (declared.value == 0 and not declared.approximate)


def _is_what_was_not_seen(other: Finding, question: Question) -> bool:
    """Tell whether evidence shows what the question asks about."""
    ways = {option.direction for option in question.options if option.words.absence is None}
    if ways - _WELCOME:
        return other.direction in ways or Direction.NEUTRAL in ways
    return other.direction in _WELCOME


def _is_another_number(declared: Finding, proposal: Proposal) -> bool:
    said, counted = declared.value, proposal.value
    if isinstance(said, bool) or not isinstance(said, (int, float)):
        return False
    if isinstance(counted, (bool, Withheld)) or declared.per is Per.MONTH:
        return False
    if declared.approximate:
        return abs(said - counted) > _NEAR * max(said, counted)
    return said != counted


def sentence_of_disagreement(one: Disagreement, assessment: Assessment, voice: Voice) -> str:
    """Say where the team and the evidence do not say the same.

    Parameters
    ----------
    one
        One of those of ``assessment``.
    assessment
        Where the findings, the proposals and the grid are.
    voice
        The language and the way of writing.
    """
    found = {finding.id: finding for finding in assessment.findings}
    declared = found[one.declared]
    question = question_of(assessment.grid, one.theme, one.question or "")
    if one.kind is DisagreementKind.OTHER_NUMBER:
        return _other_number(one, declared, question, assessment, voice)
    seen = found[one.observed].seen
    pieces = seen.pieces if seen else 0
    slots = {
        "pieces": pieces_in_words(pieces, voice),
        "absence": _absence(declared, question, voice),
        **whole_slots(theme_of(assessment.grid, one.theme), voice),
    }
    none = one.kind is DisagreementKind.NOT_NONE
    rule = words.NOT_NONE if none else words.OPPOSITE[declared.direction]
    return fill(rule, voice, slots, count=how_many(pieces))


def _absence(declared: Finding, question: Question, voice: Voice) -> str:
    option = declared.option and option_of(question, declared.option).words.absence
    return fill(option or question.words.absence, voice)


def _other_number(
    one: Disagreement, declared: Finding, question: Question, assessment: Assessment, voice: Voice
) -> str:
    proposal = next(other for other in assessment.proposals if other.id == one.observed)
    counted = proposal.value
    n = number(counted.fewer_than if isinstance(counted, Withheld) else counted, voice.language)
    slots = {
        "label": fill(question.label, voice),
        "said": figure(declared, voice),
        "n": fill(phrases.FEWER, voice, {"n": n}) if isinstance(counted, Withheld) else n,
    }
    return fill(words.OTHER_NUMBER, voice, slots)
