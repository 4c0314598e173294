"""Shares, rates and bounds."""

import numpy as np

from benchmarks.calibration.trials import Random, Scenario, Trial
from benchmarks.calibration.worlds import DAYS_OF_MONTH, habits, packs, presences
from maille.core.effects.estimate.events import EventCount, rate_of_events, zero_events
from maille.core.effects.estimate.shares import (
    share_of_respondents,
    share_of_visitors,
    share_with_nonresponse,
)


def plain(share: float, n: int, population: int | None = None) -> Scenario:
    """Persons drawn at random among persons."""

    def draw(rng: Random) -> Trial:
        if population is None:
            yes = int(rng.binomial(n, share))
        else:
            those = round(share * population)
            yes = int(rng.hypergeometric(those, population - those, n))
        truth = share if population is None else round(share * population) / population
        return truth, lambda: share_of_respondents(yes, n, population=population)

    among = f" of {population}" if population else ""
    return Scenario("share_of_respondents", f"{share:.0%}, {n}{among} asked", draw)


def weighted(sort: str, n: int, leaning: float) -> Scenario:
    """Visits are drawn; those who come often say yes more (or less) than the others."""

    def draw(rng: Random) -> Trial:
        times = presences(rng, habits(rng, sort, 500), DAYS_OF_MONTH).sum(axis=1)
        chance = np.clip(0.4 + leaning * (times > np.median(times)), 0, 1)
        says = rng.random(len(times)) < chance
        drawn = rng.choice(np.repeat(np.arange(len(times)), times), size=n, replace=False)
        return float(says.mean()), lambda: share_of_visitors(
            [(bool(says[one]), int(times[one])) for one in drawn]
        )

    lean = {0: "whoever", 0.5: "regulars agree more", -0.3: "regulars agree less"}[leaning]
    return Scenario("share_of_visitors", f"{sort}, {n} asked, {lean}", draw)


def silent(rate: float, among_silent: float, asked: int, population: int | None) -> Scenario:
    """Ask people of whom some do not answer, and think otherwise."""

    def draw(rng: Random) -> Trial:
        total = population or 20_000
        answers = rng.random(total) < rate
        says = rng.random(total) < np.where(answers, 0.7, among_silent)
        drawn = rng.choice(total, size=asked, replace=False)
        heard = drawn[answers[drawn]]
        return float(says.mean()), lambda: share_with_nonresponse(
            int(says[heard].sum()), len(heard), asked, population=population
        )

    who = "everybody asked" if population == asked else f"{asked} asked"
    world = f"{who}, {rate:.0%} answer, {among_silent:.0%} of the silent agree"
    return Scenario("share_with_nonresponse", world, draw, exact=True)


def rate(events: float, size: float, spans: int) -> Scenario:
    """Events of a year, alone or in packs; zero events are told by the rule of three."""

    def draw(rng: Random) -> Trial:
        seen = packs(rng, events, size, spans or 52)
        total = int(seen.sum())
        count = EventCount(total, spans=tuple(map(int, seen)) if spans else ())
        return events, lambda: rate_of_events(count)

    world = f"{events} a year" + (f" in packs of {size}, by {spans} spans" if spans else "")
    return Scenario("rate_of_events", world, draw, exact=True)


def none_seen(share: float, n: int) -> Scenario:
    """Use the rule of three when nobody said so, else Wilson's interval."""

    def draw(rng: Random) -> Trial:
        yes = int(rng.binomial(n, share))
        return share, lambda: share_of_respondents(yes, n) if yes else zero_events(n)

    return Scenario("zero_events", f"{share:.1%}, {n} asked", draw, exact=True)


SCENARIOS = [
    *(plain(share, n) for n in (11, 20, 30, 150) for share in (0.02, 0.1, 0.3, 0.5, 0.9)),
    *(
        plain(share, n, population)
        for n, population in ((12, 20), (38, 40), (60, 200), (95, 100))
        for share in (0.05, 0.3, 0.5)
    ),
    *(
        weighted(sort, n, leaning)
        for sort in ("heavy", "mixed", "two", "once")
        for n in (40, 150)
        for leaning in (0, 0.5, -0.3)
    ),
    *(
        silent(rate_, among, asked, population)
        for rate_, among in ((0.3, 0.2), (0.6, 0.4), (0.9, 0.7))
        for asked, population in ((80, 80), (150, None))
    ),
    *(rate(events, 1, 0) for events in (0.5, 3, 12, 60)),
    *(rate(events, 1, 52) for events in (3, 12, 60)),
    *(rate(events, 1.5, spans) for events in (8, 20, 60) for spans in (12, 52)),
    *(rate(events, 3, spans) for events in (20, 60) for spans in (12, 52)),
    *(none_seen(share, n) for n in (15, 60, 300) for share in (0.5 / n, 1.5 / n, 3.5 / n)),
]
