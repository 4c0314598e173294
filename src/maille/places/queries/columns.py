"""What a place says in each field that the directory may fill, as values of JSON."""

from collections.abc import Iterable

from django.db.models import QuerySet

from maille.geography.queries import commune_code
from maille.places.enums import LifeEventKind, LinkKind
from maille.places.models import LifeEvent, Place

TEXTS = (
    *("summary", "opening_hours", "phone", "email", "siret"),
    *("organisation_name", "organisation_form"),
)
LISTS = ("activities", "audiences", "accessibility", "services", "transports")
OWN = ("name", "street", "postcode", "locality", "state")


def columns_of(place: Place) -> dict[str, object]:
    """Give every field as the place holds it; what nobody said is ``""``, ``[]`` or ``None``."""
    portrait = place.portrait
    events = list(place.life_events.all())
    return {
        **{name: getattr(place, name) for name in OWN},
        "insee": commune_code(place.commune) if place.commune else place.insee,
        "point": point_of(place),
        "website": website_of(place),
        "opened": opened_of(events),
        "closed": closed_of(events),
        **{name: getattr(portrait, name) for name in (*TEXTS, *LISTS)},
    }


def with_columns(places: QuerySet[Place]) -> QuerySet[Place]:
    """Read with the places all that ``columns_of`` asks for."""
    return places.select_related(
        "portrait", "commune__department__region", "department__region"
    ).prefetch_related("links", "life_events")


def point_of(place: Place) -> list[float] | None:
    """Give longitude and latitude in degrees, when the place has them."""
    if place.longitude is None or place.latitude is None:
        return None
    return [place.longitude, place.latitude]


def website_of(place: Place) -> str:
    """Give the address of the website, the first of them."""
    return next((link.url for link in place.links.all() if link.kind == LinkKind.WEBSITE), "")


def opened_of(events: Iterable[LifeEvent]) -> str:
    """Give the date of the first opening."""
    dates = [event.date for event in events if event.kind == LifeEventKind.OPENED and event.date]
    return min(dates, default="")


def closed_of(events: Iterable[LifeEvent]) -> str:
    """Give the date of the last closure."""
    dates = [event.date for event in events if event.kind == LifeEventKind.CLOSED and event.date]
    return max(dates, default="")
