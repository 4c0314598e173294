"""Finding places, and naming one for the concepts above."""

from django.db.models import QuerySet

from maille.core.effects.cards import PlaceCard
from maille.core.kernel.names import fold_name
from maille.places.enums import LifeEventKind
from maille.places.models import Place


def whole_places() -> QuerySet[Place]:
    """Give the places with their portrait and what names where they are, in one query."""
    return Place.objects.select_related("commune", "department__region", "portrait")


def public_places() -> QuerySet[Place]:
    """Give the places whose page everybody may read, whole; of two merged ones, the kept one."""
    return whole_places().filter(is_public=True, merged_into=None)


def standing_for(place: Place) -> Place:
    """Give the place that counts for this one once they were merged, or itself."""
    while place.merged_into is not None:
        place = place.merged_into
    return place


def search_places(words: str, *, state: str = "", department: str = "") -> QuerySet[Place]:
    """Give the public places that answer every word, in order of names.

    Parameters
    ----------
    words
        Parts of a name, a commune, a postcode, a department, a region, an organisation; accents,
        capitals and hyphens do not count. Nothing gives every place.
    state
        One of ``PlaceState``, or nothing.
    department
        A department's code, ``BE-50000`` for a Belgian province, or nothing.
    """
    found = public_places()
    for word in fold_name(words).split():
        found = found.filter(folded_text__contains=word)
    if state:
        found = found.filter(state=state)
    if department:
        country = "BE" if department.startswith("BE-") else "FR"
        found = found.filter(
            department__country=country, department__code=department.removeprefix("BE-")
        )
    return found.order_by("name", "pk")


def find_place_named(words: str) -> Place | None:
    """Give the one public place of this slug or of this name, spelling aside."""
    if not words.strip():
        return None
    by_slug = public_places().filter(slug=words.strip()).first()
    named = [place for place in search_places(words) if fold_name(place.name) == fold_name(words)]
    return by_slug or (named[0] if len(named) == 1 else None)


def place_card(place: Place) -> PlaceCard:
    """Name a place as reports print it; dates come from its life."""
    department = place.department
    events = list(place.life_events.all())
    opened = [event.date for event in events if event.kind == LifeEventKind.OPENED]
    closed = [event.date for event in events if event.kind == LifeEventKind.CLOSED]
    return PlaceCard(
        id=str(place.public_id),
        slug=place.slug,
        name=place.name,
        commune=place.commune.name if place.commune else place.locality,
        insee=place.insee,
        postcode=place.postcode,
        department=department.name if department else "",
        region=department.region.name if department else "",
        country=place.country,
        longitude=place.longitude,
        latitude=place.latitude,
        state=place.state,
        opened=opened[0] if opened else "",
        closed=closed[-1] if closed else "",
        organisation=place.portrait.organisation_name,
        address=address_of(place),
    )


def address_of(place: Place) -> str:
    """Write an address on one line."""
    locality = place.locality or (place.commune.name if place.commune else "")
    town = " ".join(part for part in (place.postcode, locality) if part)
    return ", ".join(part for part in (place.street, town) if part)
