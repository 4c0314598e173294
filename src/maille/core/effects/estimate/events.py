"""Rates of events that come one by one: incidents, initiatives."""

import math
import statistics
from dataclasses import dataclass
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import garwood, t_quantile
from maille.core.effects.estimate.values import Estimate, EstimateMethod

_FEWEST_SPANS: Final = 2
_LEAST_FREEDOM: Final = 3
_NORMAL: Final = t_quantile(math.inf)


@dataclass(frozen=True, slots=True)
class EventCount:
    """Events seen over an exposure.

    Parameters
    ----------
    events
        How many were seen.
    exposure
        What they are counted over, in any unit: years, months, opening days; above zero.
    spans
        The same events by equal spans (weeks, months), when known: events that come in clusters
        show there, and their interval is widened.

    Raises
    ------
    EstimateError
        When a number is negative, or the spans do not add up.

    Examples
    --------
    >>> round(EventCount(12, exposure=1, spans=(0, 0, 9, 0, 3, 0)).clustering, 1)
    17.4
    >>> EventCount(12, exposure=1).clustering
    1.0
    """

    events: int
    exposure: float = 1.0
    spans: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be a count over an exposure."""
        if self.events < 0 or any(span < 0 for span in self.spans):
            raise EstimateError(f"{self.events} events")
        if not (math.isfinite(self.exposure) and self.exposure > 0):
            raise EstimateError(f"an exposure of {self.exposure}")
        if self.spans and sum(self.spans) != self.events:
            raise EstimateError(f"{sum(self.spans)} events in spans, {self.events} in all")

    @property
    def clustering(self) -> float:
        """How much wider events that come together make their variance.

        It is the variance over the mean of the spans, raised as Student's t is over the normal
        when few spans saw any event; 1 when events are independent, or nobody knows.
        """
        if len(self.spans) < _FEWEST_SPANS or self.events == 0:
            return 1.0
        seen = statistics.variance(self.spans) / statistics.fmean(self.spans)
        if seen <= 1:
            return 1.0
        busy = sum(span > 0 for span in self.spans)
        return seen * (t_quantile(max(busy, _LEAST_FREEDOM)) / _NORMAL) ** 2


def rate_of_events(count: EventCount, *, exhaustive: bool = False) -> Estimate:
    """Estimate the rate of independent events.

    Parameters
    ----------
    count
        Events seen, and over what. Attendance is no such thing: people come together.
    exhaustive
        Whether every event is in a register: then the number is known, and has no interval.

    Returns
    -------
    Estimate
        Events per unit of exposure; ``n`` is how many were seen.

    Raises
    ------
    EstimateError
        When the register is exhaustive: its coverage is stated instead.

    Notes
    -----
    Clusters that no span shows cannot be seen: three packs a year of three incidents each are
    covered 84 times in 100. Events known to come in packs are counted by pack.

    References
    ----------
    Garwood (1936), Biometrika 28; clusters by the variance over the mean (McCullagh and Nelder
    1989, section 6.2).

    Examples
    --------
    >>> incidents = rate_of_events(EventCount(9, exposure=12))
    >>> round(incidents.value, 2), round(incidents.low, 2), round(incidents.high, 2)
    (0.75, 0.34, 1.42)
    """
    if exhaustive:
        raise EstimateError("an exhaustive register has no interval: state what it covers")
    low, high = garwood(count.events / count.clustering)
    unit = count.clustering / count.exposure
    return Estimate(
        value=count.events / count.exposure,
        low=low * unit,
        high=high * unit,
        method=EstimateMethod.GARWOOD,
        n=count.events,
    )


def zero_events(n: int) -> Estimate:
    """Bound a share or a rate when no case was seen in ``n``.

    Parameters
    ----------
    n
        How many persons, days or units were looked at, one or more.

    Returns
    -------
    Estimate
        Zero, with ``3/n`` for upper end, and never more than one case per unit.

    Raises
    ------
    EstimateError
        When nothing was looked at.

    References
    ----------
    Hanley and Lippman-Hand (1983), If nothing goes wrong, is everything all right?, JAMA 249.

    Examples
    --------
    >>> zero_events(60).high
    0.05
    """
    if n < 1:
        raise EstimateError("nothing was looked at")
    return Estimate(0.0, 0.0, min(1.0, 3 / n), EstimateMethod.RULE_OF_THREE, n)
