"""Public occasions, as forms, actions, pages and archives pass them to each other."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maille.core.occasions.values import Slot
from maille.geography.enums import Country
from maille.places.enums import TimeZone

if TYPE_CHECKING:
    from maille.places.models import Place

# An occasion lasts a month at most: what lasts longer is an opening, told in the portrait.
MOST_DAYS = 31
MINUTES_A_DAY = 1_440

_OVERSEAS = {
    "971": TimeZone.GUADELOUPE,
    "972": TimeZone.MARTINIQUE,
    "973": TimeZone.GUIANA,
    "974": TimeZone.REUNION,
    "975": TimeZone.MIQUELON,
    "976": TimeZone.MAYOTTE,
    "977": TimeZone.GUADELOUPE,
    "978": TimeZone.GUADELOUPE,
    "987": TimeZone.TAHITI,
    "988": TimeZone.NOUMEA,
}


@dataclass(frozen=True, slots=True)
class OccasionLine:
    """What a team declares of an occasion; ``rule`` may hold its own end."""

    title: str
    starts_on: dt.date
    starts_at: dt.time | None = None
    minutes: int | None = None
    rule: str = ""
    last_on: dt.date | None = None
    description: str = ""
    space: str = ""
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    url: str = ""
    is_free: bool | None = None
    price: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class OccurrenceChange:
    """What is otherwise for one occurrence alone; what is empty is as usual."""

    on: dt.date | None = None
    at: dt.time | None = None
    minutes: int | None = None
    title: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an occasion is held, ready to be read.

    ``key`` identifies the observation that confirms it, the same on every device.
    """

    occasion: uuid.UUID
    slot: Slot
    title: str
    space: str
    time_zone: str
    recurring: bool
    cancelled: bool
    description: str
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    url: str
    is_free: bool | None
    price: str

    @property
    def key(self) -> uuid.UUID:
        """The identifier of the observation that tells what came of it."""
        return occurrence_key(self.occasion, self.slot.original)

    @property
    def day(self) -> str:
        """The day that names it, in its address."""
        return self.slot.original.isoformat()

    @property
    def starts(self) -> dt.datetime:
        """When it begins, at the clock of the place."""
        return self.slot.start(self.time_zone)

    @property
    def ends(self) -> dt.datetime | None:
        """When it ends, unless it lasts all day or nobody said."""
        if self.slot.at is None or not self.slot.minutes:
            return None
        return self.slot.end(self.time_zone)


def occurrence_key(occasion: uuid.UUID, original: dt.date) -> uuid.UUID:
    """Identify the observation that confirms an occurrence: said twice, it stays one.

    Examples
    --------
    >>> lunch = uuid.UUID("0b8f9a52-6a0e-4c83-9f3b-000000000000")
    >>> occurrence_key(lunch, dt.date(2026, 11, 26))
    UUID('770ccb59-bfdf-531f-8209-047104cb8aac')
    """
    return uuid.uuid5(occasion, original.isoformat())


def time_zone_of(place: "Place") -> TimeZone:
    """Tell where the clock of a place stands."""
    department = place.department.code if place.department else place.postcode[:3]
    return clock_of(place.country, department)


def clock_of(country: str, department: str) -> TimeZone:
    """Tell where the clock of a department stands.

    Examples
    --------
    >>> clock_of("FR", "974").value
    'Indian/Reunion'
    """
    if country == Country.BELGIUM:
        return TimeZone.BRUSSELS
    return _OVERSEAS.get(department, TimeZone.PARIS)
