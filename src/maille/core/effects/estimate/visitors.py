"""Different persons behind the visits, from how often people say they come."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import square_and_add, t_quantile
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.kernel.period import Period

WINDOW_DAYS: Final = 30
FEWEST_ANSWERS: Final = 11


class Draw(StrEnum):
    """How those who answered were chosen."""

    AMONG_VISITS = "among_visits"
    VOLUNTARY = "voluntary"


@dataclass(frozen=True, slots=True)
class FrequencySurvey:
    """Answers to "how many times did you come in the last 30 days, today included?".

    Parameters
    ----------
    times
        What each person asked said, in days or entries as the visits are counted; 1 or more.
    draw
        Whether visits were drawn at random (every so many entries) or people answered by
        themselves, as they do a poster.
    period
        The 30 days the question was about.

    Raises
    ------
    EstimateError
        When an answer is below 1: who is asked is there, so came at least once.
    """

    times: tuple[int, ...]
    draw: Draw
    period: Period

    def __post_init__(self) -> None:
        """Refuse an answer that cannot be."""
        if any(times < 1 for times in self.times):
            raise EstimateError("someone who is there came at least once")


def unique_visitors(visits: Estimate, period: Period, survey: FrequencySurvey) -> Estimate:
    """Estimate how many different persons made the visits of thirty days.

    ``U = V·mean(1/f)``, ``se = V·sd(1/f)/√n·√(1 − n/V)``, to which the uncertainty of ``V`` is
    added in the same way, end by end. For the upper end one more person who came once is
    supposed among the answers: those who come rarely are the ones a draw among visits misses.

    Parameters
    ----------
    visits
        Visits of the period: an estimate from sampled days, or an exact count without width.
    period
        The period of these visits: the same 30 days as the survey's.
    survey
        How often people drawn among these visits say they came.

    Returns
    -------
    Estimate
        Different persons over the 30 days; ``n`` is how many answered.

    Raises
    ------
    EstimateError
        When people answered by themselves, when either period is another one or is not 30 days
        long, with fewer than 11 answers, or with more answers than visits.

    Notes
    -----
    Whoever is drawn twice is asked twice; leaving out those who have answered already would
    make regulars too rare. Two-day capture and recapture (Chapman) is not offered: among
    regulars it finds half of the visitors.

    References
    ----------
    Lucas (1963), Journal of Forestry 61; Perdue (1986), Journal of Travel Research 25.

    Examples
    --------
    >>> import datetime as dt
    >>> march = Period(dt.date(2025, 3, 1), dt.date(2025, 3, 30))
    >>> visits = Estimate(900, 900, 900, EstimateMethod.SAMPLED_DAYS, 30)
    >>> survey = FrequencySurvey((1, 1, 2, 4, 4, 8, 8, 8, 12, 12, 20, 20), Draw.AMONG_VISITS, march)
    >>> persons = unique_visitors(visits, march, survey)
    >>> round(persons.value), round(persons.low), round(persons.high)
    (273, 75, 529)
    """
    _check_survey(survey, period)
    n = len(survey.times)
    if visits.value <= 0 or n > visits.high:
        raise EstimateError(f"{n} answers for {visits.high:.0f} visits")
    parts = [1 / times for times in survey.times]
    missed = max(0.0, 1 - n / visits.value)
    mean = statistics.fmean(parts)
    cautious = mean + missed * (statistics.fmean([*parts, 1.0]) - mean)
    below = square_and_add(
        [visits.value * _reach(parts, missed), mean * (visits.value - visits.low)]
    )
    above = square_and_add(
        [visits.value * _reach([*parts, 1.0], missed), cautious * (visits.high - visits.value)]
    )
    persons = visits.value * mean
    return Estimate(
        value=persons,
        low=max(0.0, persons - below),
        high=min(visits.high, visits.value * cautious + above),
        method=EstimateMethod.VISIT_FREQUENCY,
        n=n,
    )


def _check_survey(survey: FrequencySurvey, period: Period) -> None:
    if survey.draw is not Draw.AMONG_VISITS:
        raise EstimateError("people who answer by themselves are no draw among visits")
    if survey.period != period:
        raise EstimateError("the visits and the question are not about the same 30 days")
    if _length(period) != WINDOW_DAYS:
        raise EstimateError(f"{_length(period)} days instead of {WINDOW_DAYS}")
    if len(survey.times) < FEWEST_ANSWERS:
        raise EstimateError(f"{len(survey.times)} answers: at least {FEWEST_ANSWERS} are needed")


def _length(period: Period) -> int:
    if period.start is None or period.end is None:
        return 0
    return (period.end - period.start).days + 1


def _reach(parts: Sequence[float], missed: float) -> float:
    """Half-width of the t interval of a mean, ``missed`` being the share not drawn."""
    n = len(parts)
    return t_quantile(n - 1) * statistics.stdev(parts) / math.sqrt(n) * math.sqrt(missed)
