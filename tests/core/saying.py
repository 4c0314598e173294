"""Short ways to say what a place answers, for the tests of the engine."""

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.compose import compose
from maille.core.effects.findings import Assessment
from maille.core.effects.template import Voice
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Direction,
    Per,
    Question,
    QuestionType,
    Story,
    StoryKind,
    Theme,
    Visits,
    Writing,
)
from maille.core.kernel.period import Period
from maille.grids import load_grid

GRID = load_grid()
QUESTIONS = [(theme, question) for theme in GRID.themes for question in theme.questions]
VOICES = [
    Voice("fr", Writing.OFF),
    Voice("fr", Writing.MIDPOINT),
    Voice("fr", Writing.DOUBLED),
    Voice("en", Writing.OFF),
]
FRENCH, *_, ENGLISH = VOICES
WORDS = "Une rue plus vivante le soir."


def ticked(theme: str, question: str, *options: str, own: tuple[str, ...] = ()) -> Answer:
    return Answer(
        f"a-{theme}-{question}",
        theme,
        question,
        AnswerState.ANSWERED,
        options=options,
        own_words=own,
    )


def counted(
    theme: str,
    question: str,
    number: float,
    *,
    per: Per = Per.UNSTATED,
    approximate: bool = False,
    said: str = "",
) -> Answer:
    return Answer(
        f"a-{theme}-{question}",
        theme,
        question,
        AnswerState.ANSWERED,
        number=number,
        per=per,
        approximate=approximate,
        said=said,
    )


def written(theme: str, question: str, text: str = WORDS) -> Answer:
    return Answer(f"a-{theme}-{question}", theme, question, AnswerState.ANSWERED, text=text)


def in_state(theme: str, question: str, state: AnswerState) -> Answer:
    return Answer(f"a-{theme}-{question}", theme, question, state)


def told(
    theme: str,
    text: str = "Un atelier jardin.",
    *,
    direction: Direction | None = None,
    kind: StoryKind = StoryKind.TESTIMONY,
    consent: bool = True,
    truncated: bool = False,
) -> Story:
    return Story(
        f"s-{theme}",
        theme,
        text,
        kind,
        consent=consent,
        truncated=truncated,
        direction=direction,
    )


def answer_all(theme: Theme, question: Question) -> Answer:
    """Tick all that can be ticked together, or give a number, or write."""
    if question.type is QuestionType.NUMBER:
        return counted(theme.id, question.id, 7, approximate=True)
    if question.type is QuestionType.TEXT:
        return written(theme.id, question.id)
    options = [option.id for option in question.options if not option.exclusive]
    kept = options[:1] if question.type is QuestionType.SINGLE else options
    own = ("une douche",) if question.open else ()
    return ticked(theme.id, question.id, *kept, own=own)


def assessed(
    *things: Answer | Story, period: Period | None = None, visits: Visits | None = None
) -> Assessment:
    return assess(
        Answers(
            period or Period(),
            visits=visits,
            answers=tuple(one for one in things if isinstance(one, Answer)),
            stories=tuple(one for one in things if isinstance(one, Story)),
        ),
        GRID,
    )


def composed(assessment: Assessment, voice: Voice = FRENCH):
    return compose(release(assessment), voice.language, writing=voice.writing)


def theme_prose(assessment: Assessment, theme: str, voice: Voice = FRENCH):
    return next(
        one
        for section in composed(assessment, voice).sections
        for one in section.themes
        if one.theme == theme
    )


def prose(assessment: Assessment, theme: str, voice: Voice = FRENCH) -> list[str]:
    """Give the paragraphs of a theme, own-words label in front."""
    return [
        f"[{one.label}] {one.verb} {one.text}" if one.label else f"{one.verb} {one.text}"
        for one in theme_prose(assessment, theme, voice).paragraphs
    ]
