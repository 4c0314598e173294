"""Reading the programme of a place, as values."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q, QuerySet

from maille.core.occasions.days import slot_on, slots_between
from maille.core.occasions.rules import read_rule
from maille.core.occasions.values import Deviation, Rule, Series, Slot
from maille.places.models import Occasion, OccasionException, Place
from maille.places.occasions import MINUTES_A_DAY, MOST_DAYS, Occurrence

MOST_OCCURRENCES = 2_000
OCCASION_COLUMNS = (
    *("title", "description", "space", "starts_on", "starts_at", "minutes", "time_zone"),
    *("rule", "last_on", "themes", "audiences", "url", "is_free", "price"),
    *("declared_at", "changed_at", "cancelled_at", "sequence"),
)
EXCEPTION_COLUMNS = ("original", "cancelled", "on", "at", "minutes", "title", "space")
_NOT_YET = dt.timedelta(days=400)


def occurrences_of(
    place: Place, start: dt.date, end: dt.date, *, limit: int = MOST_OCCURRENCES
) -> tuple[Occurrence, ...]:
    """Give what a place holds from ``start`` to ``end``, both included, in order.

    What has begun before and goes on is given too. What was cancelled stays, marked.

    Parameters
    ----------
    limit
        How many at most, so that no rule floods a page.
    """
    found = [
        occurrence_at(occasion, slot)
        for occasion in _occasions_around(place, start, end)
        for slot in _slots(occasion, start, end, limit)
    ]
    found.sort(key=_order)
    return tuple(found[:limit])


def occurrence_of(occasion: Occasion, original: dt.date) -> Occurrence | None:
    """Give the occurrence that a day names, as it is really held, or ``None``."""
    slot = slot_on(series_of(occasion), original)
    return occurrence_at(occasion, slot) if slot else None


def next_occurrences(
    occasion: Occasion, since: dt.date, *, limit: int = 12
) -> tuple[Occurrence, ...]:
    """Give the next times an occasion is held, over the year to come or a little more."""
    slots = _slots(occasion, since, since + _NOT_YET, limit)
    return tuple(occurrence_at(occasion, slot) for slot in slots)


def describe_occasion(occasion: Occasion) -> dict[str, object]:
    """Give all that was declared of an occasion, exceptions included, as values of JSON."""
    return {
        "id": str(occasion.public_id),
        **{name: _plain(getattr(occasion, name)) for name in OCCASION_COLUMNS},
        "exceptions": [
            {name: _plain(getattr(row, name)) for name in EXCEPTION_COLUMNS}
            for row in occasion.exceptions.all()
        ],
    }


def describe_occasions(place: Place) -> list[dict[str, object]]:
    """Give all that a place announced, in the order of its first days."""
    occasions = Occasion.objects.filter(place=place).order_by("starts_on", "public_id")
    return [describe_occasion(one) for one in occasions.prefetch_related("exceptions")]


def has_programme(place: Place) -> bool:
    """Tell whether a place ever announced anything."""
    return Occasion.objects.filter(place=place).exists()


def series_of(occasion: Occasion) -> Series:
    """Give an occasion as the calendar knows it."""
    return Series(
        first=occasion.starts_on,
        at=occasion.starts_at,
        minutes=occasion.minutes,
        rule=rule_of(occasion),
        last=occasion.last_on,
        deviations=tuple(
            Deviation(row.original, row.cancelled, row.on, row.at, row.minutes)
            for row in occasion.exceptions.all()
        ),
    )


def rule_of(occasion: Occasion) -> Rule | None:
    """Give how an occasion comes back, or ``None`` when it is held once."""
    return _rule(occasion.rule, occasion.starts_on) if occasion.rule else None


def occurrence_at(occasion: Occasion, slot: Slot) -> Occurrence:
    """Give an occurrence of an occasion whole, from when it is held."""
    changed = next(
        (row for row in occasion.exceptions.all() if row.original == slot.original), None
    )
    return Occurrence(
        occasion=occasion.public_id,
        slot=slot,
        title=(changed and changed.title) or occasion.title,
        space=(changed and changed.space) or occasion.space,
        time_zone=occasion.time_zone,
        recurring=bool(occasion.rule),
        cancelled=slot.cancelled or occasion.cancelled_at is not None,
        description=occasion.description,
        themes=tuple(occasion.themes),
        audiences=tuple(occasion.audiences),
        url=occasion.url,
        is_free=occasion.is_free,
        price=occasion.price,
    )


def _occasions_around(place: Place, start: dt.date, end: dt.date) -> QuerySet[Occasion]:
    begun = start - dt.timedelta(days=MOST_DAYS)
    moved = OccasionException.objects.filter(occasion__place=place, on__range=(begun, end))
    unended = Q(last_on__isnull=True) | Q(last_on__gte=begun)
    return (
        Occasion.objects.filter(place=place)
        .filter(
            Q(rule="", starts_on__range=(begun, end))
            | (~Q(rule="") & Q(starts_on__lte=end) & unended)
            | Q(pk__in=moved.values("occasion"))
        )
        .prefetch_related("exceptions")
    )


def _slots(occasion: Occasion, start: dt.date, end: dt.date, limit: int) -> Iterable[Slot]:
    longest = max(
        occasion.minutes or 0, *(row.minutes or 0 for row in occasion.exceptions.all()), 0
    )
    begun = start - dt.timedelta(days=longest // MINUTES_A_DAY + 1)
    found = slots_between(series_of(occasion), begun, end, limit=limit + MOST_DAYS + 1)
    return [slot for slot in found if slot.last_day >= start][:limit]


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def _order(occurrence: Occurrence) -> tuple[dt.date, bool, dt.time, str]:
    slot = occurrence.slot
    return slot.on, slot.at is not None, slot.at or dt.time(), occurrence.title


@lru_cache(maxsize=4096)
def _rule(text: str, first: dt.date) -> Rule:
    return read_rule(text, first)[0]
