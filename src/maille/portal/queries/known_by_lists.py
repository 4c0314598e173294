"""Places that nobody but an old list says to be open."""

from collections.abc import Iterable

from django.utils import timezone

from maille.directory.models import Shown
from maille.places.enums import PlaceState
from maille.places.freshness import is_stale
from maille.places.models import Place


def open_by_list(places: Iterable[Place]) -> dict[int, int]:
    """Give, by its key, the year of the list that alone says that a place is open.

    A place whose team confirmed its page, and one that a list of the past year names, are left
    out: they need no year.
    """
    today = timezone.localdate()
    asked = [
        place.pk
        for place in places
        if place.state == PlaceState.OPEN and is_stale(place.confirmed_on, today)
    ]
    said = Shown.objects.filter(
        place__in=asked,
        field="state",
        value=PlaceState.OPEN.value,
        claim__record__isnull=False,
    ).values_list("place_id", "claim__said_on")
    return {pk: said_on.year for pk, said_on in said if is_stale(said_on, today)}
