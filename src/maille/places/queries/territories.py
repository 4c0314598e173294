"""Where a network works: its departments and communes, and finding others by their name."""

from collections.abc import Iterable
from dataclasses import dataclass

from maille.geography.errors import UnknownCommuneError
from maille.geography.models import Commune, Department
from maille.geography.queries import (
    commune_code,
    find_commune,
    search_communes,
    search_departments,
)
from maille.places.models import Network

_DEPARTMENT = "departement-"
_COMMUNE = "commune-"


@dataclass(frozen=True, slots=True)
class Part:
    """A department or a commune, under the code by which a page names it."""

    code: str
    name: str
    within: str


def territory_of(network: Network) -> tuple[Part, ...]:
    """Give the departments of a network, then its communes."""
    return _parts(
        network.departments.select_related("region").order_by("name"),
        network.communes.select_related("department").order_by("name", "code"),
    )


def parts_named(words: str, network: Network) -> tuple[Part, ...]:
    """Give the departments and communes that answer, without those already in the territory."""
    known = {part.code for part in territory_of(network)}
    found = _parts(search_departments(words), search_communes(words))
    return tuple(part for part in found if part.code not in known)


def find_part(code: str) -> Department | Commune | None:
    """Give the department or the commune of a code, if there is one."""
    if code.startswith(_DEPARTMENT):
        country, _dash, bare = code.removeprefix(_DEPARTMENT).partition("-")
        return Department.objects.filter(country=country, code=bare).first()
    try:
        return find_commune(code.removeprefix(_COMMUNE))
    except UnknownCommuneError:
        return None


def _parts(departments: Iterable[Department], communes: Iterable[Commune]) -> tuple[Part, ...]:
    return (
        *(
            Part(f"{_DEPARTMENT}{one.country}-{one.code}", one.name, one.region.name)
            for one in departments
        ),
        *(
            Part(f"{_COMMUNE}{commune_code(one)}", one.name, one.department.name)
            for one in communes
        ),
    )
