"""Observations as tests of reports need them, taken in by the product's own action."""

import datetime as dt
import uuid
from collections.abc import Iterator

from maille.observations.actions import record_observations
from maille.observations.enums import Origin
from maille.places.models import Place

WORDS = "Je suis venue pour un vélo, je suis restée pour la soupe."


def note(place: Place, *items: dict[str, object]) -> list[str]:
    """Note things in a place, and give their identifiers."""
    whole = [
        {"id": str(uuid.uuid4()), "kind": "occasion", "on": "2025-03-04", **item} for item in items
    ]
    record_observations(place=place, items=whole, origin=Origin.CAPTURE, by=None)
    return [str(item["id"]) for item in whole]


def weekly_meals(year: int = 2025, *, weeks: int = 48, people: int = 20) -> list[dict[str, object]]:
    """Give a meal a week, counted in a register."""
    first = dt.date(year, 1, 7)
    return [
        {
            "on": str(first + dt.timedelta(weeks=week)),
            "people": people + week % 3,
            "counted": True,
            "themes": ["social_ties"],
            "direction": "favourable",
            "audiences": ["neighbours"],
        }
        for week in range(weeks)
    ]


def confirmations() -> Iterator[dict[str, object]]:
    """Give four confirmations by partners, each its own source."""
    for month in (2, 5, 8, 11):
        yield {
            "kind": "testimony",
            "on": f"2025-{month:02}-03",
            "source": "third_party",
            "author_role": "partner",
            "author": f"partner {month}",
            "themes": ["social_ties"],
            "direction": "favourable",
        }


def words(text: str = WORDS, on: str = "2025-06-12", **more: object) -> dict[str, object]:
    """Give somebody's words, said with consent."""
    return {
        "kind": "testimony",
        "on": on,
        "note": text,
        "consent": True,
        "teller": "regular",
        "themes": ["social_ties"],
        "direction": "favourable",
        **more,
    }
