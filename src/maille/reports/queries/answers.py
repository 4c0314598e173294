"""What a draft holds, as the engine's values."""

from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Decision,
    DecisionKind,
    Direction,
    Dissent,
    Indicator,
    Intensity,
    Per,
    Story,
    StoryKind,
    TellerKind,
)
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text
from maille.reports import models
from maille.reports.enums import Hold


def answers_of(draft: models.Draft) -> Answers:
    """Give what a draft declares, without the stories that may not be printed."""
    period = Period(draft.start, draft.end)
    if draft._state.adding:  # noqa: SLF001 - Django's own flag for a row not saved
        return Answers(period=period)
    return Answers(
        period=period,
        answers=tuple(answer_value(row) for row in draft.answers.all()),
        stories=tuple(story_value(row) for row in draft.stories.all() if is_printable(row)),
        dissents=tuple(
            Dissent(str(row.public_id), row.theme, row.text, row.role)
            for row in draft.dissents.all()
        ),
        intensities=tuple(intensity_value(row) for row in draft.intensities.all()),
        indicators=tuple(_indicator(row) for row in draft.indicators.all()),
        decisions=tuple(decision_value(row) for row in draft.decisions.all()),
    )


def is_printable(story: models.Story) -> bool:
    """Tell whether a story has its consent, its words, and no steward's refusal or wait."""
    return story.consent and story.withdrawn_at is None and story.hold in {Hold.NONE, Hold.RELEASED}


def answer_value(row: models.Answer) -> Answer:
    """Give an answer as the engine reads it."""
    return Answer(
        id=str(row.public_id),
        theme=row.theme,
        question=row.question,
        state=AnswerState(row.state),
        options=tuple(row.options),
        own_words=tuple(row.own_words),
        number=row.number,
        approximate=row.approximate,
        per=Per(row.per),
        said=row.said,
        text=row.text,
    )


def story_value(row: models.Story) -> Story:
    """Give a story as the engine reads it; its id outlives its copies into corrections."""
    return Story(
        id=str(row.origin),
        theme=row.theme,
        text=row.text,
        kind=StoryKind(row.kind),
        teller=TellerKind(row.teller),
        pseudonym=row.pseudonym,
        told_on=row.told_on,
        consent=row.consent,
        truncated=row.truncated,
        direction=Direction(row.direction) if row.direction else None,
    )


def intensity_value(row: models.Intensity) -> Intensity:
    """Give a rating as the engine reads it."""
    return Intensity(
        id=str(row.public_id),
        theme=row.theme,
        group=row.group,
        median=row.median,
        n=row.n,
        spread=row.spread,
    )


def decision_value(row: models.Decision) -> Decision:
    """Give a decision as the engine reads it."""
    return Decision(
        id=str(row.public_id),
        about=row.about,
        kind=DecisionKind(row.kind),
        text=row.text,
        role=row.role,
    )


def _indicator(row: models.Indicator) -> Indicator:
    return Indicator(
        id=str(row.public_id),
        theme=row.theme or None,
        label=Text(fr=row.label_fr, en=row.label_en),
        unit=row.unit,
        number=row.number,
        approximate=row.approximate,
        proposed_by=row.proposed_by,
        adopted_by=row.adopted_by,
        adopted_on=row.adopted_on,
    )
