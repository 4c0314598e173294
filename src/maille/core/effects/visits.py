"""How many times people came in, estimated from days that were counted."""

import math

from maille.core.effects.dates import span_in_words
from maille.core.effects.grammar import number
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import Visits
from maille.core.kernel.text import Text

ESTIMATED = Text(
    fr="Les comptages de {days} jour(|s) tiré(|s) au sort, {span}, donnent environ {value} "
    "visites, entre {low} et {high} : des entrées, pas des personnes différentes.",
    en="Counts on {days} (day|days) drawn at random, {span}, give about {value} visits, between "
    "{low} and {high}: entries, not different persons.",
)
_FIGURES = 3


def visits_in_words(visits: Visits, voice: Voice) -> str:
    """Say how many visits there were, no more precisely than counts of a few days can.

    Examples
    --------
    >>> import datetime as dt
    >>> from maille.core.effects.estimate.values import Estimate, EstimateMethod
    >>> estimate = Estimate(12437.2, 11081.0, 13793.4, EstimateMethod.SAMPLED_DAYS, 24)
    >>> year = Visits("p1", dt.date(2025, 1, 1), dt.date(2025, 12, 31), estimate)
    >>> visits_in_words(year, Voice("en"))[-58:]
    'between 11,100 and 13,800: entries, not different persons.'
    """
    estimate = visits.estimate
    slots = {
        "days": number(estimate.n, voice.language),
        "span": span_in_words(visits.first, visits.last, voice.language),
        **{
            name: number(_round(getattr(estimate, name)), voice.language)
            for name in ("value", "low", "high")
        },
    }
    return fill(ESTIMATED, voice, slots, count=estimate.n)


def _round(visits: float) -> int:
    """Keep three figures: more would be noise."""
    step = 10.0 ** max(0, math.floor(math.log10(max(visits, 1))) + 1 - _FIGURES)
    return int(round(visits / step) * step)
