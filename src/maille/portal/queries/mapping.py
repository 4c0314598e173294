"""What the page of the map shows: a page of places, how far each is, how it stands now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator

from maille.places.hours import ToldHours, told_hours
from maille.places.models import Place
from maille.places.queries.places import whole_places
from maille.portal.atlas import Atlas, Found
from maille.portal.queries.known_by_lists import open_by_list
from maille.reports.queries.glances import Glance, latest_glances

PER_PAGE = 30
# Past this many degrees, the whole of a country says more than its islands.
_WIDEST = 40.0
_NEAREST_SHOWN = 12
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Card:
    """A place as the list beside the map shows it; ``distance`` in km.

    ``listed_in`` is the year of the list that alone says that it is open.
    """

    place: Place
    glance: Glance | None
    distance: float | None
    hours: ToldHours | None
    itinerant: bool
    listed_in: int | None

    @property
    def point(self) -> str:
        """Where the map marks it: longitude, latitude."""
        if self.place.longitude is None or self.place.latitude is None:
            return ""
        return f"{self.place.longitude:.5f},{self.place.latitude:.5f}"


def page_of(found: Found, number: str | None) -> Page[Any]:
    """Give a page of what was found: rows of the atlas, by position."""
    return Paginator(range(len(found)), PER_PAGE).get_page(number)


def cards(
    atlas: Atlas, found: Found, page: Sequence[int], at: dt.datetime, language: str
) -> list[Card]:
    """Give the places of a page, in four queries."""
    places = places_at(atlas, found, page)
    rows = {int(atlas.pk[row]): row for row in found.rows[list(page)].tolist()} if page else {}
    glances, years = latest_glances(places, language), open_by_list(places)
    far = found.distances
    distances = far[list(page)].tolist() if far is not None and page else [None] * len(places)
    return [
        Card(
            place=place,
            glance=glances.get(place.pk),
            distance=distance,
            hours=told_hours(place, place.portrait.opening_hours, at, language),
            itinerant=bool(atlas.itinerant[rows[place.pk]]),
            listed_in=years.get(place.pk),
        )
        for place, distance in zip(places, distances, strict=True)
    ]


def card_of(place: Place, at: dt.datetime, language: str) -> Card:
    """Give one place as the list shows it."""
    return Card(
        place=place,
        glance=latest_glances([place], language).get(place.pk),
        distance=None,
        hours=told_hours(place, place.portrait.opening_hours, at, language),
        itinerant=place.stops.exists(),
        listed_in=open_by_list([place]).get(place.pk),
    )


def places_at(atlas: Atlas, found: Found, page: Sequence[int]) -> list[Place]:
    """Give the places of a page, whole, in one query."""
    keys = atlas.pk[found.rows[list(page)]].tolist() if page else []
    by_key = {place.pk: place for place in whole_places().filter(pk__in=keys)}
    return [by_key[key] for key in keys]


def bounds_of(atlas: Atlas, found: Found, near: tuple[float, float] | None) -> str:
    """Give west, south, east, north of what the map shows first; nothing for a whole country."""
    rows = found.rows[:_NEAREST_SHOWN] if near else found.rows
    longitudes, latitudes = atlas.longitude[rows], atlas.latitude[rows]
    there = ~np.isnan(longitudes)
    if near:
        # A round is found by its nearest stop: where it is kept may be far.
        there &= ~atlas.itinerant[rows]
    xs, ys = longitudes[there].tolist(), latitudes[there].tolist()
    if near:
        xs, ys = [*xs, near[0]], [*ys, near[1]]
    if not xs or max(xs) - min(xs) > _WIDEST:
        return ""
    box = (min(xs) - _LEAST, min(ys) - _LEAST, max(xs) + _LEAST, max(ys) + _LEAST)
    return ",".join(f"{side:.4f}" for side in box)
