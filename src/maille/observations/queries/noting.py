"""For which places somebody notes, and what is announced there these days."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import Place
from maille.places.queries.occasions import occurrences_of

# A phone without a network knows the programme of the weeks to come.
BEHIND: Final = dt.timedelta(days=2)
AHEAD: Final = dt.timedelta(days=28)
MOST_ANNOUNCED: Final = 120


@dataclass(frozen=True, slots=True)
class AnnouncedOccasion:
    """A public occasion of a day, to be confirmed with a number.

    ``id`` is that of the observation that confirms it: whoever notes it, on whatever phone,
    speaks of the same thing.
    """

    id: str
    occasion: str
    title: str
    on: str
    at: str
    minutes: int | None
    space: str
    audiences: tuple[str, ...]
    themes: tuple[str, ...]

    def content(self) -> dict[str, Any]:
        """Give what is known beforehand of the observation that confirms it."""
        known = {
            "at": self.at,
            "minutes": self.minutes,
            "space": self.space,
            "audiences": list(self.audiences),
            "themes": list(self.themes),
        }
        return {name: value for name, value in known.items() if value}

    def as_json(self) -> dict[str, Any]:
        """Give what a phone keeps of it."""
        said = {"id": self.id, "occasion": self.occasion, "title": self.title, "on": self.on}
        return said | {"content": self.content()}


def places_to_note(person: Person) -> list[Place]:
    """Give the places that somebody notes for, by name."""
    roles = (Role.STEWARD, Role.CONTRIBUTOR)
    mine = Place.objects.filter(memberships__person=person, memberships__role__in=roles)
    return list(mine.order_by("name", "pk").distinct())


def announced_around(place: Place, day: dt.date) -> list[AnnouncedOccasion]:
    """Give what is held from a few days before a day to some weeks after, in order."""
    found = occurrences_of(place, day - BEHIND, day + AHEAD, limit=MOST_ANNOUNCED)
    return [
        AnnouncedOccasion(
            id=str(one.key),
            occasion=str(one.occasion),
            title=one.title,
            on=one.slot.on.isoformat(),
            at=f"{one.slot.at:%H:%M}" if one.slot.at else "",
            minutes=one.slot.minutes,
            space=one.space,
            audiences=tuple(one.audiences),
            themes=tuple(one.themes),
        )
        for one in found
        if not one.cancelled
    ]
