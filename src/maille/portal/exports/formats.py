"""Every file of places that is given away: what it is called, what it holds, who writes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from maille.places.queries import public_places
from maille.portal.enums import Obstacle
from maille.portal.exports.data_inclusion import (
    service_obstacles,
    structure_obstacles,
    write_services,
    write_structures,
)
from maille.portal.exports.geojson import write_geojson
from maille.portal.exports.mednum import (
    mednum_obstacles,
    write_mednum_list,
    write_mednum_table,
)
from maille.portal.exports.murmurations import write_profiles
from maille.portal.exports.site import Site
from maille.portal.exports.tables import write_places_table
from maille.portal.queries.open_places import OpenPlace, Tally, open_places

Writer = Callable[[Iterable[OpenPlace], Site, Tally | None], Iterator[str]]
JSON: Final = "application/json"
CSV: Final = "text/csv; charset=utf-8"


def _no_obstacle(place: OpenPlace) -> tuple[Obstacle, ...]:
    """Let every place in: this standard says whatever a place is."""
    del place
    return ()


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """A file of places: the route of its address, its kind, who is kept out, who writes it."""

    route: str
    media_type: str
    write: Writer
    obstacles: Callable[[OpenPlace], tuple[Obstacle, ...]] = _no_obstacle


FILES: Final[Mapping[str, PlacesFile]] = MappingProxyType(
    {
        "geojson": PlacesFile(
            "files:places_geojson",
            "application/geo+json",
            lambda places, site, _tally: write_geojson(places, site),
        ),
        "csv": PlacesFile(
            "files:places_csv", CSV, lambda places, site, _tally: write_places_table(places, site)
        ),
        "mednum": PlacesFile("files:mednum_csv", CSV, write_mednum_table, mednum_obstacles),
        "mednum-json": PlacesFile("files:mednum_json", JSON, write_mednum_list, mednum_obstacles),
        "data-inclusion": PlacesFile(
            "files:structures", JSON, write_structures, structure_obstacles
        ),
        "data-inclusion-services": PlacesFile(
            "files:services", JSON, write_services, service_obstacles
        ),
        "murmurations": PlacesFile("files:profiles", JSON, write_profiles),
    }
)


def write_file(
    file: PlacesFile, site: Site, *, everything: bool = False, tally: Tally | None = None
) -> Iterator[str]:
    """Write a file of all public places, piece by piece, in memory that does not grow with them.

    Parameters
    ----------
    everything
        Also write what sources without a licence say, and fictional places.
    tally
        Where to count what is written, left out and held back.
    """
    counted = tally or Tally()
    places = open_places(public_places(), everything=everything, tally=counted)
    return file.write(_conforming(places, file, counted), site, counted)


def _conforming(places: Iterable[OpenPlace], file: PlacesFile, tally: Tally) -> Iterator[OpenPlace]:
    for place in places:
        obstacles = file.obstacles(place)
        if obstacles:
            tally.leave_out(place, obstacles)
        else:
            tally.written += 1
            yield place
