"""From answers to findings: one per ticked option, number, text, and story that complains."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from maille.core.effects.counting_evidence import exposed_pieces, general_of, theme_months
from maille.core.effects.disagreements import disagreements_of
from maille.core.effects.findings import ALWAYS_TOLD, Assessment, Finding
from maille.core.effects.gathering import gather, within
from maille.core.effects.lots import copies_of, distinct
from maille.core.effects.observed import Weighing, link_accepted
from maille.core.effects.observing import Evidence
from maille.core.effects.parts import with_parts
from maille.core.effects.proposing import propose_from
from maille.core.effects.tidy import plain_number, tidy_answers
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    ClaimType,
    Direction,
    Grade,
    Grid,
    Question,
    QuestionType,
    Source,
    Story,
    Theme,
)

_TOLD_DIRECTIONS = (Direction.UNFAVOURABLE, Direction.MIXED)


def assess(answers: Answers, grid: Grid, evidence: tuple[Evidence, ...] = ()) -> Assessment:
    """Say what follows from the answers and the evidence, and how solid it is.

    Parameters
    ----------
    answers
        What a place declares for a period, in any order.
    grid
        The questions it answered.
    evidence
        What was noted, in any order; what lies outside the period is left out.

    Returns
    -------
    Assessment
        Findings in the order of the grid. A declaration alone is E0; one that a story of the
        same theme illustrates is E1; nothing declared is higher. An unanswered question gives
        nothing. Without evidence in the period, this is all.

    Raises
    ------
    InvalidAnswerError, AnswersError
        When an answer is none to its question, or a question is answered twice.

    Examples
    --------
    >>> from maille.core.kernel.period import Period
    >>> assess(Answers(Period()), Grid("mine", "1", "", scales=(), themes=())).findings
    ()
    """
    answers = tidy_answers(answers, grid)
    declared = {theme.id: tuple(_findings_of_theme(theme, answers)) for theme in grid.themes}
    pieces = within(distinct(evidence), answers.period)
    if pieces:
        return _with_evidence(_assessment(answers, grid, declared), declared, pieces)
    return _assessment(answers, grid, declared)


def _assessment(
    answers: Answers, grid: Grid, by_theme: Mapping[str, tuple[Finding, ...]]
) -> Assessment:
    findings = tuple(finding for theme in grid.themes for finding in by_theme[theme.id])
    told = {one.theme for one in answers.answers} | {one.theme for one in answers.stories}
    told |= {one.theme for one in findings}
    return Assessment(
        grid=grid,
        answers=answers,
        findings=findings,
        unanswered=tuple(theme.id for theme in grid.themes if theme.id not in told),
        unknown=_in_state(answers, AnswerState.UNKNOWN),
        not_applicable=_in_state(answers, AnswerState.NOT_APPLICABLE),
    )


def _with_evidence(
    said: Assessment, declared: Mapping[str, tuple[Finding, ...]], pieces: list[Evidence]
) -> Assessment:
    """Put what evidence shows beside what was declared, theme by theme."""
    answers, grid = said.answers, said.grid
    bodies = gather(pieces, grid)
    exposed = exposed_pieces(pieces, grid)
    proposals = propose_from(pieces, grid, exposed)
    by_id = {piece.id: piece for piece in pieces}
    accepted = link_accepted(bodies, proposals, answers.decisions, by_id)
    weighing = Weighing(grid, answers.period, bodies, accepted, exposed, copies_of(pieces))
    findings = {
        theme.id: (
            *(_waiting(finding) for finding in declared[theme.id]),
            *weighing.findings_of(theme),
        )
        for theme in grid.themes
    }
    whole = replace(_assessment(answers, grid, findings), proposals=proposals)
    general = general_of(pieces)
    return replace(
        with_parts(whole, general, by_id),
        months=theme_months(bodies, grid, answers.period, general, exposed),
        disagreements=disagreements_of(whole.findings, proposals, grid),
    )


def _waiting(declared: Finding) -> Finding:
    """Keep for the team what rests on nothing, once there is evidence; never what went badly."""
    alone = declared.grade is Grade.E0 and declared.direction not in ALWAYS_TOLD
    return replace(declared, published=False) if alone else declared


def _in_state(answers: Answers, state: AnswerState) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers.answers if answer.state is state)


def _findings_of_theme(theme: Theme, answers: Answers) -> Iterator[Finding]:
    stories = tuple(story for story in answers.stories if story.theme == theme.id)
    said = {one.question: one for one in answers.answers if one.theme == theme.id}
    for question in theme.questions:
        if question.id in said:
            for finding in _findings_of_answer(said, question, theme):
                yield _illustrated(finding, stories)
    for story in sorted(stories, key=lambda one: one.id):
        if story.direction in _TOLD_DIRECTIONS:
            yield _finding_of_story(story, story.direction, theme)


def _illustrated(finding: Finding, stories: tuple[Story, ...]) -> Finding:
    if not stories:
        return finding
    told = tuple(sorted((Source("story", story.id) for story in stories), key=lambda one: one.id))
    return replace(finding, grade=Grade.E1, sources=finding.sources + told)


def _finding_of_story(story: Story, direction: Direction, theme: Theme) -> Finding:
    return Finding(
        id=f"{theme.id}:{story.id}",
        theme=theme.id,
        scale=theme.scale,
        question=None,
        option=None,
        value=None,
        approximate=False,
        per=None,
        said="",
        direction=direction,
        claim=_claim_of_theme(theme),
        grade=Grade.E1,
        published=True,
        sources=(Source("story", story.id),),
    )


def _claim_of_theme(theme: Theme) -> ClaimType:
    """Give the boldest claim that the questions of a theme may make."""
    return max(question.claim for question in theme.questions)


def _findings_of_answer(
    said: dict[str, Answer], question: Question, theme: Theme
) -> Iterator[Finding]:
    answer = said[question.id]
    base = Finding(
        id=f"{theme.id}.{question.id}",
        theme=theme.id,
        scale=theme.scale,
        question=question.id,
        option=None,
        value=False,
        approximate=False,
        per=None,
        said="",
        direction=Direction.NEUTRAL,
        claim=question.claim,
        grade=Grade.E0,
        published=True,
        sources=(Source("answer", answer.id),),
    )
    if answer.state is AnswerState.NONE_OBSERVED:
        yield base
    elif answer.state is AnswerState.ANSWERED:
        if answer.number is not None:
            yield _number_found(base, answer, answer.number, protected=question.protected)
        elif question.type is QuestionType.TEXT:
            direction = _direction_of_text(said, question, theme)
            yield replace(base, value=answer.text, direction=direction)
        else:
            yield from _choices_found(base, answer, question)


def _number_found(base: Finding, answer: Answer, number: float, *, protected: bool) -> Finding:
    return replace(
        base,
        value=plain_number(number),
        approximate=answer.approximate,
        per=answer.per,
        said=answer.said,
        protected=protected,
    )


def _choices_found(base: Finding, answer: Answer, question: Question) -> Iterator[Finding]:
    directions = {option.id: option.direction for option in question.options}
    for option in answer.options:
        yield replace(
            base, id=f"{base.id}.{option}", option=option, value=True, direction=directions[option]
        )
    for words in answer.own_words:
        mark = hashlib.sha256(words.encode()).hexdigest()[:8]
        yield replace(base, id=f"{base.id}.own-{mark}", value=words)


def _direction_of_text(said: dict[str, Answer], question: Question, theme: Theme) -> Direction:
    """Give the direction of the answer that a text explains, else the question's own."""
    followed = said.get(question.follows or "")
    if followed is None or not followed.options:
        return question.direction
    options = next(one for one in theme.questions if one.id == followed.question).options
    return next(option.direction for option in options if option.id == followed.options[0])
