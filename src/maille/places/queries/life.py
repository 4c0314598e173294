"""Reading the life of a place."""

from maille.places.models import Place
from maille.places.values import LifeEventLine


def life_of(place: Place) -> tuple[LifeEventLine, ...]:
    """Give what happened to a place, undated first, then in order of dates."""
    return tuple(
        LifeEventLine(
            kind=event.kind,
            date=event.date,
            note=event.note,
            source=event.source,
            successor_name=event.successor_name,
        )
        for event in place.life_events.all()
    )
