"""Occasions as tests declare them."""

import datetime as dt

from maille.places.actions.occasions import declare_occasion
from maille.places.models import Occasion, Place
from maille.places.occasions import OccasionLine

THURSDAY = dt.date(2026, 1, 8)


def lunch_line(**changed: object) -> OccasionLine:
    """Give the weekly lunch, as its team declares it."""
    said = {
        "title": "La cantine du jeudi",
        "starts_on": THURSDAY,
        "starts_at": dt.time(12, 30),
        "minutes": 90,
        "rule": "FREQ=WEEKLY",
        "space": "la cantine",
        "themes": ("social_ties",),
        "audiences": ("neighbours",),
    }
    return OccasionLine(**{**said, **changed})


def declared(place: Place, **changed: object) -> Occasion:
    """Declare the weekly lunch, or what it is changed into."""
    return declare_occasion(place=place, line=lunch_line(**changed), by=None)
