"""What changed from one period to another, and whether chance alone would do as much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy import special

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.events import EventCount
from maille.core.effects.estimate.intervals import LEVEL, square_and_add
from maille.core.effects.estimate.shares import FEWEST_FOR_SHARE, share_ends
from maille.core.effects.estimate.values import Estimate, EstimateMethod

_HALVINGS: Final = 40


@dataclass(frozen=True, slots=True)
class Change(Estimate):
    """A difference and its interval, with the probability that chance does as much.

    Parameters
    ----------
    p_value
        From 0 to 1; under 0.05 just when the interval leaves zero out.
    """

    p_value: float


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group of persons drawn at random and asked once.

    Parameters
    ----------
    yes, n
        How many said so, of how many who were asked.
    population
        How many could have been drawn; ``None`` when unknown or large.

    Raises
    ------
    EstimateError
        When fewer than 11 were asked, or the numbers contradict one another.
    """

    yes: int
    n: int
    population: int | None = None

    def __post_init__(self) -> None:
        """Refuse too few answers for a share, and what contradicts itself."""
        if self.n < FEWEST_FOR_SHARE:
            raise EstimateError(f"{self.n} answers: at least {FEWEST_FOR_SHARE} are needed")
        if not 0 <= self.yes <= self.n or (self.population or self.n) < self.n:
            raise EstimateError(f"{self.yes} of {self.n} of {self.population}")


def change_in_shares(before: AskedGroup, after: AskedGroup) -> Change:
    """Estimate the difference between two shares of independent groups.

    Parameters
    ----------
    before, after
        The groups asked in each period; not the same persons asked twice.

    Returns
    -------
    Change
        ``after − before``, from −1 to 1; ``n`` is how many answered in both.

    References
    ----------
    Newcombe (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, method 10, on the intervals of
    :func:`~maille.core.effects.estimate.shares.share_ends`.

    Examples
    --------
    >>> change = change_in_shares(AskedGroup(20, 60), AskedGroup(36, 70))
    >>> round(change.value, 3), round(change.low, 3), round(change.high, 3), change.crosses_zero
    (0.181, 0.01, 0.336, False)
    """
    low, high = _share_ends(before, after, LEVEL)
    return Change(
        value=after.yes / after.n - before.yes / before.n,
        low=low,
        high=high,
        method=EstimateMethod.NEWCOMBE,
        n=before.n + after.n,
        p_value=_smallest_level_without_zero(before, after),
    )


def _share_ends(before: AskedGroup, after: AskedGroup, level: float) -> tuple[float, float]:
    p, q = before.yes / before.n, after.yes / after.n
    p_low, p_high = share_ends(before.yes, before.n, before.population, level)
    q_low, q_high = share_ends(after.yes, after.n, after.population, level)
    return (
        q - p - square_and_add([q - q_low, p_high - p]),
        q - p + square_and_add([q_high - q, p - p_low]),
    )


def _smallest_level_without_zero(before: AskedGroup, after: AskedGroup) -> float:
    """P-value by inverting the interval: one minus the level at which it touches zero."""
    outside, inside = 0.0, 1.0
    for _halving in range(_HALVINGS):
        level = (outside + inside) / 2
        low, high = _share_ends(before, after, level)
        if low <= 0 <= high:
            inside = level
        else:
            outside = level
    return 1 - outside


def change_in_counts(before: EventCount, after: EventCount) -> Change:
    """Estimate how the rate of independent events changed, as a part of the earlier rate.

    Given how many events came in both periods together, how many came in the later one is
    binomial. When spans show clusters, both numbers are divided by their clustering.

    Parameters
    ----------
    before, after
        Events of each period, and what they are counted over. Never attendance.

    Returns
    -------
    Change
        ``rate after / rate before − 1``: −0.25 is a quarter fewer; ``n`` is all events.

    Raises
    ------
    EstimateError
        When there was no event before: a ratio to nothing has no end. Say both numbers.

    References
    ----------
    Przyborowski and Wilenski (1940), Biometrika 31; Clopper and Pearson (1934), Biometrika 26.

    Examples
    --------
    >>> change = change_in_counts(EventCount(20), EventCount(8))
    >>> round(change.value, 2), round(change.low, 2), round(change.high, 2), change.crosses_zero
    (-0.6, -0.85, -0.05, False)
    """
    if before.events == 0:
        raise EstimateError("no event before: say both numbers")
    clustering = max(before.clustering, after.clustering)
    early, late = before.events / clustering, after.events / clustering
    odds = before.exposure / after.exposure
    tail = (1 - LEVEL) / 2
    low = special.betaincinv(late, early + 1, tail) if late else 0.0
    high = special.betaincinv(late + 1, early, 1 - tail)
    return Change(
        value=after.events / before.events * odds - 1,
        low=float(low / (1 - low)) * odds - 1,
        high=float(high / (1 - high)) * odds - 1,
        method=EstimateMethod.CONDITIONAL_BINOMIAL,
        n=before.events + after.events,
        p_value=_binomial_p(early, late, 1 / (1 + odds)),
    )


def _binomial_p(early: float, late: float, part: float) -> float:
    """Twice the smaller tail, ``part`` being the later events' when nothing changed."""
    upper = special.betainc(late, early + 1, part) if late else 1.0
    lower = special.betaincc(late + 1, early, part)
    return float(min(1.0, 2 * min(upper, lower)))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjust the p-values of a report, so that telling one change wrongly stays rare.

    Parameters
    ----------
    p_values
        One for each comparison of the report, from 0 to 1.

    Returns
    -------
    tuple
        Adjusted p-values, in the same order: under 0.05, the change may be told.

    References
    ----------
    Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal
    of Statistics 6.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return tuple(adjusted)


def detectable(changes: Sequence[Change]) -> tuple[bool, ...]:
    """Tell, for all comparisons of a report together, which changes may be told.

    Parameters
    ----------
    changes
        Every comparison that the report makes, told or not.

    Returns
    -------
    tuple
        For each, whether a change can be told; otherwise "no change can be told".

    Examples
    --------
    >>> fewer = change_in_counts(EventCount(40), EventCount(12))
    >>> as_many = change_in_counts(EventCount(20), EventCount(19))
    >>> detectable([fewer, as_many])
    (True, False)
    """
    adjusted = holm([change.p_value for change in changes])
    return tuple(
        p < 1 - LEVEL and not change.crosses_zero
        for p, change in zip(adjusted, changes, strict=True)
    )
