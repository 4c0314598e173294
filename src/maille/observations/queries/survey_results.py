"""What the answers to one survey allow to say, and to whom."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maille.core.effects.estimate.shares import (
    BoundedShare,
    FewAnswers,
    share_of_respondents,
    share_with_nonresponse,
)
from maille.core.effects.estimate.values import Estimate
from maille.core.effects.values import Direction, Intensity
from maille.grids import load_grid
from maille.observations.enums import Hold
from maille.observations.models import SurveyResponse, SurveyWave
from maille.observations.queries.surveys import group_ratings, response_rate
from maille.observations.survey import AskedQuestion, load_words

FIGURE_WIDTH: Final = 320
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """A share between two ends, ready to be written in per cent and drawn on an axis."""

    value: float
    low: float
    high: float

    @property
    def percent(self) -> int:
        """The share, in whole per cent."""
        return round(100 * self.value)

    @property
    def percent_low(self) -> int:
        """Its lower end."""
        return round(100 * self.low)

    @property
    def percent_high(self) -> int:
        """Its upper end."""
        return round(100 * self.high)

    @property
    def drawn(self) -> tuple[int, int, int]:
        """Where the lower end, the share and the upper end stand on the axis."""
        return (
            round(FIGURE_WIDTH * self.low),
            round(FIGURE_WIDTH * self.value),
            round(FIGURE_WIDTH * self.high),
        )


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How many of those who answered a question ticked one option.

    ``share`` is what may be said of people like them, ``bounds`` of all who were invited whatever
    the others think; both are ``None`` when there are too few answers, or nothing to know it by.
    """

    label: str
    direction: Direction
    yes: int
    n: int
    share: Band | None
    bounds: Band | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question as it was asked, and its shares."""

    label: str
    n: int
    lines: tuple[ShareLine, ...]


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How strongly one group felt it.

    ``plural_by`` is the whole number that makes "point" singular or plural after the spread:
    French writes « 1,5 point », English "1.5 points".
    """

    group: str
    rating: Intensity
    plural_by: int


@dataclass(frozen=True, slots=True)
class WaveResults:
    """All that a team reads of a survey.

    ``rate`` is the response rate in whole per cent; ``among_respondents`` says that nothing may be
    printed of anybody but those who answered.
    """

    counted: int
    rate: int | None
    among_respondents: bool
    audiences: tuple[tuple[str, int], ...]
    visits: float | None
    questions: tuple[QuestionResult, ...]
    felt: str
    ratings: tuple[RatingLine, ...]
    held: tuple[SurveyResponse, ...]
    words: tuple[SurveyResponse, ...]
    duplicates: tuple[SurveyResponse, ...]


def read_wave(wave: SurveyWave, language: str) -> WaveResults:
    """Read the answers to a survey.

    Parameters
    ----------
    language
        ``fr`` or ``en``, for the questions and the groups.
    """
    rows = list(wave.responses.select_related("wave").order_by("sequence"))
    counted = [row for row in rows if not row.duplicate]
    rate = response_rate(wave.asked, len(counted))
    words = load_words()
    groups = {group.id: group.label for group in load_grid().respondents}
    visits = [row.visits for row in counted if row.visits]
    audiences = Counter(row.audience for row in counted if row.audience)
    spoken = [row for row in rows if row.words]
    return WaveResults(
        counted=len(counted),
        rate=None if rate is None else round(100 * rate),
        among_respondents=rate is None or rate < _HALF,
        audiences=tuple(
            (words.audiences[name].in_language(language), number)
            for name, number in audiences.most_common()
        ),
        visits=statistics.median(visits) if visits else None,
        questions=tuple(
            _result(words.questions[name], counted, wave.asked, language) for name in wave.questions
        ),
        felt=words.felt[wave.theme].in_language(language),
        ratings=tuple(
            RatingLine(
                groups[rating.group].in_language(language),
                rating,
                _plural_by(rating.spread or 0, language),
            )
            for rating in group_ratings(counted)
        ),
        held=tuple(row for row in spoken if row.hold == Hold.HELD.value),
        words=tuple(row for row in spoken if row.hold != Hold.HELD.value),
        duplicates=tuple(row for row in rows if row.duplicate),
    )


def _plural_by(number: float, language: str) -> int:
    return int(number) if language == "fr" else 1 + (number != 1)


def _result(
    question: AskedQuestion, rows: Sequence[SurveyResponse], asked: int | None, language: str
) -> QuestionResult:
    given = [row.answers[question.id] for row in rows if question.id in row.answers]
    n = len(given)
    ticked = Counter(option for options in given for option in options)
    lines = [
        _line(option.label.in_language(language), option.direction, (ticked[option.id], n), asked)
        for option in question.options
    ]
    if question.none and n:
        none = sum(not options for options in given)
        label = question.none.in_language(language)
        lines.append(_line(label, Direction.NEUTRAL, (none, n), asked))
    return QuestionResult(question.label.in_language(language), n, tuple(lines))


def _line(label: str, direction: Direction, count: tuple[int, int], asked: int | None) -> ShareLine:
    yes, n = count
    share, bounds = None, None
    if n:
        share = _band(share_of_respondents(yes, n))
    if n and asked and n <= asked:
        bounds = _band(share_with_nonresponse(yes, n, asked, population=asked))
    return ShareLine(label, direction, yes, n, share, bounds)


def _band(found: Estimate | BoundedShare | FewAnswers) -> Band | None:
    if isinstance(found, FewAnswers):
        return None
    return Band(found.value, found.low, found.high)
