"""Shares among those who answered, and how far they may be from everybody's."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import LEVEL, wilson
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.kernel.text import Text

FEWEST_FOR_SHARE: Final = 11
# Persons of equal weight that unequal answers must be worth.
LIGHTEST_FOR_SHARE: Final = 15
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class FewAnswers:
    """Too few answers for a percentage: both numbers are said instead.

    Examples
    --------
    >>> FewAnswers(yes=3, n=8).text.in_language("fr")
    '3 sur 8'
    """

    yes: int
    n: int

    @property
    def text(self) -> Text:
        """Both numbers, in words."""
        return Text(fr=f"{self.yes} sur {self.n}", en=f"{self.yes} of {self.n}")


@dataclass(frozen=True, slots=True)
class BoundedShare(Estimate):
    """A share between its bounds, and how many of those asked answered.

    Parameters
    ----------
    response_rate
        From 0 to 1.
    """

    response_rate: float

    @property
    def among_respondents(self) -> bool:
        """Whether so few answered that the share may only be said of them."""
        return self.response_rate < _HALF

    @property
    def qualifier(self) -> Text | None:
        """What to print beside the share, if anything."""
        if not self.among_respondents:
            return None
        return Text(fr="parmi les répondants", en="among those who answered")


def share_of_respondents(
    yes: int, n: int, *, population: int | None = None, level: float = LEVEL
) -> Estimate | FewAnswers:
    """Estimate a share from people drawn at random.

    Wilson's interval with ``n' = n(N − 1)/(N − n)`` in place of ``n`` when the population is
    known; its ends are then pushed out to whole numbers of persons.

    Parameters
    ----------
    yes, n
        How many said so, of how many drawn at random, persons.
    population
        How many persons could have been drawn; ``None`` when unknown or large.
    level
        Nominal coverage.

    Returns
    -------
    Estimate or FewAnswers
        A share from 0 to 1; with fewer than 11 answers, both numbers and no percentage.

    Raises
    ------
    EstimateError
        When nobody answered, or the numbers contradict one another.

    Notes
    -----
    It holds for persons drawn among persons. Persons met among visits are regulars more often
    than not: :func:`share_of_visitors` gives them their weight back.

    References
    ----------
    Wilson (1927), JASA 22; Brown, Cai and DasGupta (2001), Statistical Science 16; the finite
    population as in Kish (1965), Survey Sampling, section 2.4.

    Examples
    --------
    >>> share = share_of_respondents(24, 60)
    >>> share.value, round(share.low, 3), round(share.high, 3)
    (0.4, 0.286, 0.526)
    >>> share_of_respondents(3, 8)
    FewAnswers(yes=3, n=8)
    """
    _check_counts(yes, n, population)
    if n < FEWEST_FOR_SHARE:
        return FewAnswers(yes, n)
    low, high = share_ends(yes, n, population, level)
    return Estimate(yes / n, low, high, EstimateMethod.WILSON, n)


def share_ends(
    yes: int, n: int, population: int | None, level: float = LEVEL
) -> tuple[float, float]:
    """Give both ends of :func:`share_of_respondents`, however few answered.

    Examples
    --------
    >>> share_ends(9, 12, 12)
    (0.75, 0.75)
    >>> [round(end, 2) for end in share_ends(9, 12, 20)]
    [0.55, 0.85]
    """
    share = yes / n
    if population is None:
        return wilson(share, n, level)
    if population == n:
        return share, share
    low, high = wilson(share, n * (population - 1) / (population - n), level)
    # A share of N persons is a whole number over N; those who answered are among them.
    fewest = max(yes, math.floor(low * population))
    most = min(population - n + yes, math.ceil(high * population))
    return min(share, fewest / population), max(share, most / population)


def kish_size(weights: Sequence[float]) -> float:
    """Give the number of equal answers that weigh as much as unequal ones.

    Parameters
    ----------
    weights
        One weight above zero for each answer.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7: ``(Σw)²/Σw²``.

    Examples
    --------
    >>> kish_size([1, 1, 0.5, 0.5])
    3.6
    """
    return sum(weights) ** 2 / sum(weight**2 for weight in weights)


def share_of_visitors(answers: Sequence[tuple[bool, int]]) -> Estimate | FewAnswers:
    """Estimate a share of persons from people drawn among visits.

    Each answer weighs one over how often the person came, and Wilson's interval takes Kish's
    effective size; a smaller one when rare visitors disagree among themselves more than all do.

    Parameters
    ----------
    answers
        For each person asked, whether they said so, and how many times they came in the last 30
        days, today included.

    Returns
    -------
    Estimate or FewAnswers
        A share from 0 to 1; with fewer than 11 answers, or answers of so unequal weight that
        they are worth fewer than 15, both numbers and no percentage.

    Raises
    ------
    EstimateError
        When nobody answered, or someone came less than once.

    References
    ----------
    Wilson (1927), JASA 22; Kish (1965), Survey Sampling; the smaller size from the linearised
    variance of a ratio (Särndal, Swensson and Wretman 1992, section 5.7).

    Examples
    --------
    >>> share = share_of_visitors([(True, 1)] * 12 + [(False, 1)] * 8 + [(True, 10)] * 30)
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3)
    (0.652, 0.455, 0.808)
    """
    if any(times < 1 for _said, times in answers):
        raise EstimateError("someone who is there came at least once")
    yes, n = sum(said for said, _times in answers), len(answers)
    _check_counts(yes, n, None)
    weights = [1 / times for _said, times in answers]
    share = min(
        1.0, sum(w for w, (said, _) in zip(weights, answers, strict=True) if said) / sum(weights)
    )
    size = kish_size(weights)
    if n < FEWEST_FOR_SHARE or size < LIGHTEST_FOR_SHARE:
        return FewAnswers(yes, n)
    spread = sum((w * (said - share)) ** 2 for w, (said, _) in zip(weights, answers, strict=True))
    if spread > 0:
        size = min(size, share * (1 - share) * sum(weights) ** 2 / spread)
    low, high = wilson(share, size)
    return Estimate(share, low, high, EstimateMethod.WILSON_WEIGHTED, n)


def share_with_nonresponse(
    yes: int, answered: int, asked: int, *, population: int | None = None
) -> BoundedShare | FewAnswers:
    """Bound a share whatever those who did not answer would have said.

    ``[p·r, p·r + 1 − r]``, each end pushed out by Wilson's interval when those asked were
    themselves drawn from more persons.

    Parameters
    ----------
    yes, answered, asked
        How many said so, of how many who answered, of how many asked, persons.
    population
        How many persons could have been asked; ``None`` when unknown or large.

    Returns
    -------
    BoundedShare or FewAnswers
        The share of those who answered between its bounds; with fewer than 11 answers, both
        numbers and no percentage.

    Raises
    ------
    EstimateError
        When nobody was asked or answered, or the numbers contradict one another.

    References
    ----------
    Manski (1989), Anatomy of the selection problem, Journal of Human Resources 24; Horowitz and
    Manski (2000), JASA 95.

    Examples
    --------
    >>> share = share_with_nonresponse(30, 40, 100, population=100)
    >>> share.value, share.low, share.high, share.qualifier.in_language("fr")
    (0.75, 0.3, 0.9, 'parmi les répondants')
    """
    _check_counts(yes, answered, asked)
    _check_counts(answered, asked, population)
    if answered < FEWEST_FOR_SHARE:
        return FewAnswers(yes, answered)
    low, _high = share_ends(yes, asked, population)
    opposite, _high = share_ends(answered - yes, asked, population)
    return BoundedShare(
        value=yes / answered,
        low=low,
        high=1 - opposite,
        method=EstimateMethod.MANSKI,
        n=answered,
        response_rate=answered / asked,
    )


def _check_counts(yes: int, n: int, population: int | None) -> None:
    if n < 1:
        raise EstimateError("nobody answered")
    if not 0 <= yes <= n:
        raise EstimateError(f"{yes} of {n}")
    if population is not None and population < n:
        raise EstimateError(f"{n} of {population}")
