"""What the page of a programme lists: what is to come, what has been."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils import timezone

from maille.places.models import Occasion, Place
from maille.places.occasions import Occurrence, time_zone_of
from maille.places.programme import Month, by_month
from maille.places.queries.occasions import occurrences_of

# What comes back is listed for a season; what is held once, for a year and more.
SEASON = dt.timedelta(days=100)
FAR = dt.timedelta(days=400)
MOST_TO_COME = 300


@dataclass(frozen=True, slots=True)
class PastYear:
    """What was held in a year, latest month first, and the years that may be looked at."""

    year: int
    years: tuple[int, ...]
    months: tuple[Month, ...]


def today_in(place: Place) -> dt.date:
    """Give the day it is at a place."""
    return timezone.localdate(timezone=ZoneInfo(time_zone_of(place)))


def upcoming(place: Place, today: dt.date) -> tuple[Occurrence, ...]:
    """Give what is to come: a season of what comes back, and all that is held once.

    What comes back more rarely than that is given once.
    """
    seen = set()
    kept = []
    for occurrence in occurrences_of(place, today, today + FAR):
        soon = not occurrence.recurring or occurrence.slot.on <= today + SEASON
        if soon or occurrence.occasion not in seen:
            kept.append(occurrence)
        seen.add(occurrence.occasion)
    return tuple(kept[:MOST_TO_COME])


def past_year(place: Place, today: dt.date, asked: str) -> PastYear:
    """Give what was held in a year, as far as today; the latest year when another is asked."""
    first = Occasion.objects.filter(place=place).aggregate(first=Min("starts_on"))["first"]
    earliest = min(first or today, today).year
    years = tuple(range(today.year, earliest - 1, -1))
    year = int(asked) if asked.isdecimal() and int(asked) in years else today.year
    last = min(dt.date(year, 12, 31), today - dt.timedelta(days=1))
    held = occurrences_of(place, dt.date(year, 1, 1), last) if last.year == year else ()
    begun = [one for one in held if one.slot.on.year == year and not one.cancelled]
    return PastYear(year, years, by_month(reversed(begun)))
