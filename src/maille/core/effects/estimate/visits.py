"""Visits of a period from a few days counted in each stratum."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import square_and_add, steep_end, t_quantile
from maille.core.effects.estimate.values import Estimate, EstimateMethod

_FEWEST = 2
# Days with somebody that a sort of days must show, when on most of them nobody came.
FEWEST_BUSY = 3


@dataclass(frozen=True, slots=True)
class CountedStratum:
    """Days of one sort, and what was counted on those drawn at random among them.

    Parameters
    ----------
    days
        How many days of this sort the period holds, in days.
    counts
        Visits (entries of persons) of each day drawn, counted from opening to closing.

    Raises
    ------
    EstimateError
        When a count is negative or not a number, when more days were counted than there are, or
        when fewer than two were, though the stratum holds more.

    Examples
    --------
    >>> CountedStratum(days=200, counts=(34, 41, 28)).mean
    34.333333333333336
    >>> CountedStratum(days=200, counts=(34,))
    Traceback (most recent call last):
    ...
    maille.core.effects.estimate.errors.EstimateError: 1 of 200 days counted: at least 2 are needed
    """

    days: int
    counts: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be a count, and a sample that says nothing of its spread."""
        counted = len(self.counts)
        if not all(math.isfinite(count) and count >= 0 for count in self.counts):
            raise EstimateError(f"not counts of visits: {self.counts}")
        if counted > self.days:
            raise EstimateError(f"{counted} days counted, though there are {self.days}")
        if counted < min(_FEWEST, self.days):
            raise EstimateError(
                f"{counted} of {self.days} days counted: at least {_FEWEST} are needed"
            )

    @property
    def mean(self) -> float:
        """Visits per day."""
        return sum(self.counts) / len(self.counts) if self.counts else 0.0

    @property
    def is_too_quiet(self) -> bool:
        """Whether too few of the days counted had anybody to tell how many of the others have.

        In simulated places that are open one day in ten or five, the interval would hold the true
        number 40 to 88 times in 100.
        """
        busy = sum(count > 0 for count in self.counts)
        return len(self.counts) < self.days and busy < min(FEWEST_BUSY, len(self.counts) / 2)

    @property
    def total(self) -> float:
        """Visits of all days of the stratum."""
        return self.days * self.mean

    @property
    def variance_between_days(self) -> float:
        """Variance of the counts of a day, no lower than whole visits allow to know.

        Zero when a single day was counted, which its sort then consists of.
        """
        counted = len(self.counts)
        if counted < _FEWEST:
            return 0.0
        mean = self.mean
        between = sum((count - mean) ** 2 for count in self.counts) / (counted - 1)
        # Days that all count the same are not known to be: this floor gives back, for days
        # that counted nobody, about the three visits in d days of the rule of three.
        return max(between, 2 / counted)

    def variance_with(self, counted: int) -> float:
        """Variance of :attr:`total` when ``counted`` days are; zero when all of them are."""
        return self.days**2 * (1 - counted / self.days) * self.variance_between_days / counted


def visits_from_samples(strata: Sequence[CountedStratum]) -> Estimate:
    """Estimate the visits of a period from days drawn at random in each stratum.

    ``V = Σ D·ȳ``, ``Var V = Σ D²(1 − d/D)s²/d``, a t interval with Satterthwaite's degrees of
    freedom. The lower end is never under what was counted. The upper end holds, in each stratum,
    the ratio of spread to visits (:func:`steep_end`): days are skewed, and a symmetric interval
    covers 75 to 82 % of truths when a few feasts draw most visitors.

    Parameters
    ----------
    strata
        One or more sorts of days, each with its counts.

    Returns
    -------
    Estimate
        Visits (entries of persons, not persons) of all days; ``n`` is how many were counted. Its
        interval has no width when every day was counted.

    Raises
    ------
    EstimateError
        When there is no day at all, or when on most days counted of one sort nobody came, and
        fewer than three had somebody.

    References
    ----------
    Gregoire and Buhyoff (1999), Sampling and estimating recreational use, USDA PNW-GTR-456;
    Cochran (1977), Sampling Techniques, sections 5.3-5.4; Satterthwaite (1946), Biometrics 2.

    Examples
    --------
    >>> weekdays = CountedStratum(days=200, counts=(34, 41, 28, 37, 30, 44))
    >>> weekends = CountedStratum(days=90, counts=(12, 9, 15, 10))
    >>> visits = visits_from_samples([weekdays, weekends])
    >>> round(visits.value), round(visits.low), round(visits.high), visits.n
    (8168, 6886, 9736, 10)
    """
    if not any(stratum.days for stratum in strata):
        raise EstimateError("no day to estimate")
    if any(stratum.is_too_quiet for stratum in strata):
        raise EstimateError(f"under {FEWEST_BUSY} of the days counted of one sort had anybody")
    visits = sum(stratum.total for stratum in strata)
    below, above = distances((stratum, len(stratum.counts)) for stratum in strata)
    counted = sum(sum(stratum.counts) for stratum in strata)
    return Estimate(
        value=visits,
        low=min(visits, max(counted, visits - below)) if below else visits,
        high=visits + above,
        method=EstimateMethod.SAMPLED_DAYS,
        n=sum(len(stratum.counts) for stratum in strata),
    )


def distances(plan: Iterable[tuple[CountedStratum, int]]) -> tuple[float, float]:
    """Give how far below and above the visits the ends of the interval lie.

    Parameters
    ----------
    plan
        Each stratum, and how many of its days are counted: as many as were, or as many as one
        thinks of counting.

    Returns
    -------
    tuple of float
        From the estimate to the lower and to the upper end, in visits.

    Examples
    --------
    >>> weekdays = CountedStratum(days=200, counts=(34, 41, 28, 37, 30, 44))
    >>> [round(distance) for distance in distances([(weekdays, 6)])]
    [1285, 1568]
    >>> [round(distance) for distance in distances([(weekdays, 24)])]
    [493, 529]
    """
    sampled = [(one.total, one.variance_with(n), n - 1) for one, n in plan if n < one.days]
    if not sampled:
        return 0.0, 0.0
    freedom = sum(variance for _, variance, _ in sampled) ** 2 / sum(
        variance**2 / free for _, variance, free in sampled
    )
    reaches = [(total, t_quantile(freedom) * math.sqrt(part)) for total, part, _ in sampled]
    return (
        square_and_add(reach for _total, reach in reaches),
        square_and_add(steep_end(total, reach) - total for total, reach in reaches),
    )
