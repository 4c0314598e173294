"""A figure with the interval it may lie in, and the method that says so."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.kernel.text import Text


class EstimateMethod(StrEnum):
    """How a figure and its interval were obtained."""

    SAMPLED_DAYS = "sampled_days"
    VISIT_FREQUENCY = "visit_frequency"
    WILSON = "wilson"
    WILSON_WEIGHTED = "wilson_weighted"
    MANSKI = "manski"
    GARWOOD = "garwood"
    RULE_OF_THREE = "rule_of_three"
    NEWCOMBE = "newcombe"
    CONDITIONAL_BINOMIAL = "conditional_binomial"
    BETWEEN_WEEKS = "between_weeks"
    SUM_OF_PLACES = "sum_of_places"
    RATIO_OVER_PLACES = "ratio_over_places"

    @property
    def text(self) -> Text:
        """The name of the method, as a reader of a report finds it.

        Examples
        --------
        >>> EstimateMethod.WILSON.text.in_language("fr")
        'part des répondants (Wilson)'
        """
        return _NAMES[self]


_NAMES: Final[dict[EstimateMethod, Text]] = {
    EstimateMethod.SAMPLED_DAYS: Text(
        fr="jours de comptage tirés au sort", en="counting days drawn at random"
    ),
    EstimateMethod.VISIT_FREQUENCY: Text(
        fr="visites, et nombre de venues dit par chacun", en="visits, and how often people came"
    ),
    EstimateMethod.WILSON: Text(
        fr="part des répondants (Wilson)", en="share of respondents (Wilson)"
    ),
    EstimateMethod.WILSON_WEIGHTED: Text(
        fr="part des répondants, les habitués ramenés à leur poids (Wilson)",
        en="share of respondents, regulars brought back to their weight (Wilson)",
    ),
    EstimateMethod.MANSKI: Text(
        fr="bornes quoi qu’aient pensé ceux qui n’ont pas répondu (Manski)",
        en="bounds whatever those who did not answer think (Manski)",
    ),
    EstimateMethod.GARWOOD: Text(
        fr="événements indépendants (Garwood)", en="independent events (Garwood)"
    ),
    EstimateMethod.RULE_OF_THREE: Text(
        fr="aucun cas vu (règle de trois)", en="no case seen (rule of three)"
    ),
    EstimateMethod.NEWCOMBE: Text(
        fr="écart entre deux parts (Newcombe)", en="difference between two shares (Newcombe)"
    ),
    EstimateMethod.CONDITIONAL_BINOMIAL: Text(
        fr="rapport entre deux nombres d’événements", en="ratio of two numbers of events"
    ),
    EstimateMethod.BETWEEN_WEEKS: Text(
        fr="écart entre deux moyennes, de semaine en semaine",
        en="difference between two means, week by week",
    ),
    EstimateMethod.SUM_OF_PLACES: Text(
        fr="somme des lieux qui ont répondu", en="sum of the places that reported"
    ),
    EstimateMethod.RATIO_OVER_PLACES: Text(
        fr="estimation pour tous les lieux, d’après ceux qui ont répondu",
        en="estimate for all places, from those that reported",
    ),
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the interval that holds the truth 95 times in 100.

    Parameters
    ----------
    value, low, high
        The figure and the two ends of its interval, in the same unit.
    method
        How they were obtained.
    n
        How many days, persons, events or places were looked at.

    Raises
    ------
    EstimateError
        When a number is not finite, the figure lies outside its interval, or ``n`` is negative.

    Examples
    --------
    >>> Estimate(12.0, 9.5, 14.5, EstimateMethod.SAMPLED_DAYS, 24).crosses_zero
    False
    >>> Estimate(0.5, 0.6, 0.7, EstimateMethod.WILSON, 40)
    Traceback (most recent call last):
    ...
    maille.core.effects.estimate.errors.EstimateError: 0.5 is not between 0.6 and 0.7
    """

    value: float
    low: float
    high: float
    method: EstimateMethod
    n: int

    def __post_init__(self) -> None:
        """Refuse what is no figure, and an interval that leaves its figure out."""
        if not all(math.isfinite(number) for number in (self.value, self.low, self.high)):
            raise EstimateError(f"not finite: {self.value}, {self.low}, {self.high}")
        if not self.low <= self.value <= self.high:
            raise EstimateError(f"{self.value} is not between {self.low} and {self.high}")
        if self.n < 0:
            raise EstimateError(f"{self.n} observations")

    @property
    def crosses_zero(self) -> bool:
        """Whether zero lies in the interval: of a change, no change can be told."""
        return self.low <= 0 <= self.high

    @property
    def half_width(self) -> float:
        """Half of the interval, in the unit of the figure."""
        return (self.high - self.low) / 2
