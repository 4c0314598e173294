"""What keeps a place out of the standards that only know open places of France."""

from collections.abc import Iterator
from typing import Final

from stdnum.fr import siret

from maille.geography.enums import Country
from maille.places.enums import PlaceState
from maille.portal.enums import Obstacle
from maille.portal.queries.open_places import OpenPlace

_POSTCODE_DIGITS: Final = 5
_STATES: Final = {
    PlaceState.CLOSED: Obstacle.CLOSED,
    PlaceState.MOVED: Obstacle.MOVED,
    PlaceState.PROJECT: Obstacle.PROJECT,
    "": Obstacle.STATE_UNKNOWN,
}


def town_of(place: OpenPlace) -> str:
    """Give the commune of a place, or the town of its address."""
    return place.area.commune or str(place.said["locality"])


def is_postcode(text: str) -> bool:
    """Tell a French postcode."""
    return len(text) == _POSTCODE_DIGITS and text.isascii() and text.isdecimal()


def obstacles_of_life(place: OpenPlace) -> Iterator[Obstacle]:
    """Give what a standard that only knows open places of France cannot say."""
    state = place.said["state"]
    if state in _STATES:
        yield _STATES[state]
    if place.country != Country.FRANCE:
        yield Obstacle.ABROAD


def obstacles_of_siret(place: OpenPlace) -> Iterator[Obstacle]:
    """Give what is wrong with the SIRET number of a place."""
    number = place.said["siret"]
    if not number:
        yield Obstacle.NO_SIRET
    elif not siret.is_valid(number):
        yield Obstacle.WRONG_SIRET
