"""Any answers that a team may give to the grid."""

import datetime as dt
from functools import cache

from hypothesis import strategies as st

from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Direction,
    Dissent,
    Indicator,
    Intensity,
    Per,
    Question,
    QuestionType,
    Story,
    StoryKind,
    TellerKind,
    Theme,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from tests.core.saying import GRID, QUESTIONS

PLAIN_WORDS = st.sampled_from(
    [
        "Un jardin.",
        "une chorale ; un potager",
        "Les adolescents ne viennent plus",
        "  Une rue   plus vivante !  ",
        "le « petit » marché…",
        "Has anyone come?",
    ]
)
ANY_WORDS = st.text(min_size=1, max_size=60)


# A strategy is made once: making it again for each example takes longer than drawing from it.
THEMES = st.sampled_from([theme.id for theme in GRID.themes])
ASKED = st.lists(st.integers(0, len(QUESTIONS) - 1), max_size=12, unique=True)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))


def _a_few(kind, letter, **values):
    """Give none, one or two things, each with an id of its own."""
    numbered = st.integers(0, 10**6).map(lambda one: f"{letter}-{one}")
    one = st.builds(kind, id=numbered, **values)
    return st.lists(one, max_size=2, unique_by=lambda made: made.id)


INTENSITIES = _a_few(
    Intensity,
    "i",
    theme=THEMES,
    group=st.sampled_from([group.id for group in GRID.respondents]),
    median=st.sampled_from([1, 2.5, 4, 5]),
    n=st.integers(0, 40),
    spread=st.sampled_from([None, 0, 1.5]),
)
INDICATORS = _a_few(
    Indicator,
    "n",
    theme=st.one_of(st.none(), THEMES),
    label=st.just(Text(fr="Repas partagés.", en="Shared meals.")),
    unit=st.sampled_from(["", "repas"]),
    number=st.integers(0, 5000),
    approximate=st.booleans(),
    proposed_by=st.sampled_from(["", "l'équipe"]),
    adopted_by=st.sampled_from(["", "le conseil."]),
    adopted_on=st.sampled_from(["", "2024", "2024-03-01"]),
)
DISSENTS = _a_few(
    Dissent,
    "d",
    theme=THEMES,
    text=st.just("Le tarif n'est pas seul en cause."),
    role=st.just("trésorière"),
)


def answers_to(theme: Theme, question: Question, words: st.SearchStrategy[str]):
    """Give any answer to one question, whatever its state."""
    fixed = {
        "id": st.just(f"a-{theme.id}-{question.id}"),
        "theme": st.just(theme.id),
        "question": st.just(question.id),
    }
    silence = st.builds(
        Answer,
        **fixed,
        state=st.sampled_from([state for state in AnswerState if state != "answered"]),
    )
    return st.one_of(silence, _answered(fixed, question, words))


def _answered(fixed, question, words):
    fixed = {**fixed, "state": st.just(AnswerState.ANSWERED)}
    if question.type is QuestionType.NUMBER:
        numbers = st.one_of(st.integers(0, 20), st.floats(0, 1e6).map(lambda one: round(one, 2)))
        return st.builds(
            Answer,
            **fixed,
            number=numbers,
            approximate=st.booleans(),
            per=st.sampled_from(Per),
            said=st.sampled_from(["", "environ 5 par an"]),
        )
    if question.type is QuestionType.TEXT:
        return st.builds(Answer, **fixed, text=words)
    together = [option.id for option in question.options if not option.exclusive]
    alone = [option.id for option in question.options if option.exclusive]
    most = 1 if question.type is QuestionType.SINGLE else len(together)
    several = st.lists(st.sampled_from(together), min_size=1, max_size=most, unique=True)
    choices = [several] + [st.just([one]) for one in alone]
    own = st.lists(words, max_size=2) if question.open else st.just([])
    return st.builds(
        Answer, **fixed, options=st.one_of(choices).map(tuple), own_words=own.map(tuple)
    )


@cache
def _answers(words):
    """Give, for each question of the grid, any answer to it."""
    return [answers_to(theme, question, words) for theme, question in QUESTIONS]


@cache
def _stories(words):
    return st.lists(
        st.builds(
            Story,
            id=st.integers(0, 10**6).map(lambda one: f"s-{one}"),
            theme=THEMES,
            text=words,
            kind=st.sampled_from(StoryKind),
            teller=st.sampled_from(TellerKind),
            told_on=st.sampled_from(["", "2025", "2025-06"]),
            consent=st.booleans(),
            truncated=st.booleans(),
            direction=st.one_of(st.none(), st.sampled_from(Direction)),
        ),
        max_size=4,
        unique_by=lambda story: story.id,
    )


@st.composite
def periods(draw) -> Period:
    """Give any period, stated or not."""
    if draw(st.booleans()):
        return Period()
    start, end = sorted([draw(DAYS), draw(DAYS)])
    return Period(start, end)


@st.composite
def everything(draw, words: st.SearchStrategy[str] = PLAIN_WORDS) -> Answers:
    """Give any answers that are answers to the grid."""
    return Answers(
        period=draw(periods()),
        answers=tuple(draw(_answers(words)[number]) for number in draw(ASKED)),
        stories=tuple(draw(_stories(words))),
        dissents=tuple(draw(DISSENTS)),
        intensities=tuple(draw(INTENSITIES)),
        indicators=tuple(draw(INDICATORS)),
    )
