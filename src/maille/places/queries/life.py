"""Reading the life of a place."""

from maille.places.models import LifeEvent, Place
from maille.places.values import LifeEventLine


def life_of(place: Place) -> tuple[LifeEventLine, ...]:
    """Give what happened to a place, undated first, then in order of dates."""
    return tuple(line_of(event) for event in place.life_events.all())


def line_of(event: LifeEvent) -> LifeEventLine:
    """Give an event as a value."""
    return LifeEventLine(
        kind=event.kind,
        date=event.date,
        note=event.note,
        source=event.source,
        successor_name=event.successor_name,
    )
