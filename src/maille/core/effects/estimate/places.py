"""Figures over several places, of which some did not report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maille.core.effects.estimate.errors import EstimateError
from maille.core.effects.estimate.intervals import square_and_add, steep_end, t_quantile
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.kernel.text import Text

ENOUGH_PLACES: Final = 0.6
FEWEST_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class PlacesEstimate(Estimate):
    """A figure over places; ``n`` is how many reported.

    Parameters
    ----------
    known
        How many places there are; ``None`` when nobody knows.
    """

    known: int | None

    @property
    def coverage(self) -> Text:
        """How many reported, to be printed beside the figure.

        Examples
        --------
        >>> five = [Estimate(10, 8, 12, EstimateMethod.SAMPLED_DAYS, 6)] * 5
        >>> sum_over_places(five, known=8).coverage.in_language("fr")
        '5 lieux sur 8 ont répondu'
        """
        few = self.n == 1
        if self.known is None:
            return Text(
                fr=f"{self.n} lieu a répondu" if few else f"{self.n} lieux ont répondu",
                en=f"{self.n} place reported" if few else f"{self.n} places reported",
            )
        return Text(
            fr=f"{self.n} {'lieu' if few else 'lieux'} sur {self.known} "
            f"{'a' if few else 'ont'} répondu",
            en=f"{self.n} of {self.known} places reported",
        )


def sum_over_places(reports: Sequence[Estimate], *, known: int | None = None) -> PlacesEstimate:
    """Add up what places reported, without supposing anything of the others.

    Parameters
    ----------
    reports
        One estimate for each place that reported; a register has no width.
    known
        How many places there are, whether they reported or not.

    Returns
    -------
    PlacesEstimate
        The sum over these places alone; ends by :func:`square_and_add`.

    Raises
    ------
    EstimateError
        When no place reported, or more did than there are.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27.

    Examples
    --------
    >>> one = Estimate(100, 97, 104, EstimateMethod.SAMPLED_DAYS, 12)
    >>> two = Estimate(50, 46, 53, EstimateMethod.SAMPLED_DAYS, 9)
    >>> total = sum_over_places([one, two], known=5)
    >>> total.value, total.low, total.high
    (150, 145.0, 155.0)
    """
    _check_places(len(reports), known)
    total = sum(report.value for report in reports)
    return PlacesEstimate(
        value=total,
        low=total - square_and_add(report.value - report.low for report in reports),
        high=total + square_and_add(report.high - report.value for report in reports),
        method=EstimateMethod.SUM_OF_PLACES,
        n=len(reports),
        known=known,
    )


def ratio_over_places(
    reports: Sequence[Estimate], sizes: Sequence[float], silent_sizes: Sequence[float]
) -> PlacesEstimate:
    """Estimate a total for all places from most of them, in proportion to a known size.

    Each silent place is predicted from its size; its own chance and that of the common ratio
    both widen the interval. It supposes that silent places are like the others of their size.

    Parameters
    ----------
    reports
        One estimate for each place that reported.
    sizes
        Their sizes, above zero: opening hours, surface, or 1 for each when nothing is known.
    silent_sizes
        Sizes of the places that did not report, all of them.

    Returns
    -------
    PlacesEstimate
        The total over all places, never under what was reported.

    Raises
    ------
    EstimateError
        When fewer than 6 places, or fewer than 6 in 10, reported, or the sizes do not fit.

    References
    ----------
    Cochran (1977), Sampling Techniques, chapter 6; the prediction variance of Royall (1970),
    Biometrika 57, with a spread in proportion to size.

    Examples
    --------
    >>> told = (9, 12, 10, 21, 18, 8)
    >>> reports = [Estimate(v, v, v, EstimateMethod.SAMPLED_DAYS, 9) for v in told]
    >>> total = ratio_over_places(reports, [1, 1, 1, 2, 2, 1], [1, 1])
    >>> round(total.value, 2), round(total.low, 2), round(total.high, 2), total.coverage.en
    (97.5, 91.51, 103.88, '6 of 8 places reported')
    """
    count, known = len(reports), len(reports) + len(silent_sizes)
    _check_ratio(count, known, sizes, silent_sizes)
    told = sum_over_places(reports, known=known)
    ratio = told.value / sum(sizes)
    raised = 1 + sum(silent_sizes) / sum(sizes)
    # Each place's figure for a size of one, and how such figures differ.
    spread = sum(
        (report.value / size - ratio) ** 2 for report, size in zip(reports, sizes, strict=True)
    ) / (count - 1)
    missing = (raised - 1) ** 2 * sum(s * s for s in sizes) + sum(s * s for s in silent_sizes)
    among_places = t_quantile(count - 1) * math.sqrt(spread * missing)
    value = told.value * raised
    below = square_and_add([among_places, raised * (told.value - told.low)])
    above = square_and_add([among_places, raised * (told.high - told.value)])
    return PlacesEstimate(
        value=value,
        low=min(value, max(told.low, value - below)),
        high=steep_end(value, above),
        method=EstimateMethod.RATIO_OVER_PLACES,
        n=count,
        known=known,
    )


def _check_places(reporting: int, known: int | None) -> None:
    if reporting == 0:
        raise EstimateError("no place reported")
    if known is not None and reporting > known:
        raise EstimateError(f"{reporting} places reported, though there are {known}")


def _check_ratio(
    reporting: int, known: int, sizes: Sequence[float], silent_sizes: Sequence[float]
) -> None:
    if reporting < max(FEWEST_PLACES, ENOUGH_PLACES * known):
        raise EstimateError(f"{reporting} of {known} places: too few to speak for all")
    if len(sizes) != reporting:
        raise EstimateError(f"{len(sizes)} sizes for {reporting} places")
    if not all(0 < size < math.inf for size in (*sizes, *silent_sizes)):
        raise EstimateError("a size is above zero")
