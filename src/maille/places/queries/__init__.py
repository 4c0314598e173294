"""Reading places: for pages, and as values for the concepts above."""

from maille.places.queries.places import find_place_named, place_card, public_places, search_places
from maille.places.queries.portraits import PlacePortrait, portrait_of

__all__ = [
    "PlacePortrait",
    "find_place_named",
    "place_card",
    "portrait_of",
    "public_places",
    "search_places",
]
