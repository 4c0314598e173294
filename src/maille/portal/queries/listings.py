"""What the way in shows of each place."""

from collections.abc import Iterable
from dataclasses import dataclass

from maille.places.models import Place
from maille.places.queries import public_places
from maille.portal.queries.known_by_lists import open_by_list
from maille.reports.queries.glances import Glance, latest_glances


@dataclass(frozen=True, slots=True)
class Listing:
    """A place of the list, its latest report when it has one, the year of who says it is open."""

    place: Place
    glance: Glance | None
    listed_in: int | None = None


def list_with_reports(places: Iterable[Place], language: str) -> list[Listing]:
    """Put beside each place its latest report."""
    known = list(places)
    glances = latest_glances(known, language)
    years = open_by_list(known)
    return [Listing(place, glances.get(place.pk), years.get(place.pk)) for place in known]


def told_place(language: str) -> Listing | None:
    """Give the place whose report the home page opens: a real one before a fictional one."""
    place = public_places().filter(editions__isnull=False).order_by("fictional", "added_at").first()
    return list_with_reports([place], language)[0] if place else None
