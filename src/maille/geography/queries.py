"""Finding a commune by its code, its postcode or its name."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from maille.core.kernel.names import fold_name
from maille.geography.enums import Country
from maille.geography.errors import UnknownCommuneError
from maille.geography.models import Commune, Department

# The three cities whose districts have codes of their own.
_DISTRICTS = {
    "75056": range(75101, 75121),
    "69123": range(69381, 69390),
    "13055": range(13201, 13217),
}
_CITY_OF_DISTRICT = {str(code): city for city, codes in _DISTRICTS.items() for code in codes}


def city_of_district(code: str) -> str:
    """Give the code of Paris, Lyon or Marseille for one of its districts, or the same code."""
    return _CITY_OF_DISTRICT.get(code, code)


def find_commune(code: str) -> Commune:
    """Give the commune of an INSEE code, or of a NIS code written ``BE-57081``.

    The code of a district of Paris, Lyon or Marseille gives the city.

    Raises
    ------
    UnknownCommuneError
        When no commune has this code.
    """
    bare = code.strip().upper()
    country = Country.BELGIUM if bare.startswith("BE-") else Country.FRANCE
    bare = bare.removeprefix("BE-").removeprefix("FR-")
    found = (
        Commune.objects.select_related("department__region")
        .filter(country=country, code=city_of_district(bare))
        .first()
    )
    if found is None:
        raise UnknownCommuneError(
            _("no commune has the code %s; a Belgian NIS code is written BE-57081") % code
        )
    return found


def search_communes(words: str, *, limit: int = 20) -> list[Commune]:
    """Give the communes whose name, postcode or code answers ``words``, best first.

    Accents, capitals, hyphens and the article that opens the name do not count, "St" is
    "Saint"; a postcode beside the name narrows the search.
    """
    folded = fold_name(words)
    if not folded:
        return []
    code = re.search(r"\b(?:\d{4,5}|2[ab]\d{3})\b", folded)
    name = folded.replace(code.group(), "").strip() if code else folded
    wanted = Q()
    if code:
        wanted &= _has_postcode(code.group()) | Q(code=code.group().upper())
    if name:
        wanted &= Q(folded_names__contains=name)
    found = Commune.objects.filter(wanted).select_related("department__region")
    return sorted(found, key=lambda commune: _distance(commune, name))[:limit]


def _has_postcode(postcode: str) -> Q:
    return (
        Q(postcodes=postcode)
        | Q(postcodes__startswith=f"{postcode} ")
        | Q(postcodes__endswith=f" {postcode}")
        | Q(postcodes__contains=f" {postcode} ")
    )


def _distance(commune: Commune, name: str) -> tuple[int, int, str, str]:
    names = commune.folded_names.split("|")
    if name in names:
        rank = 0
    elif any(one.startswith(name) for one in names):
        rank = 1
    else:
        rank = 2
    return (rank, len(commune.name), commune.folded_names, commune.code)


def find_department(country: str, postcode: str) -> Department | None:
    """Give the department or province of a postcode, when the postcode tells it."""
    if not re.fullmatch(r"\d{4,5}", postcode):
        return None
    commune = (
        Commune.objects.select_related("department__region")
        .filter(_has_postcode(postcode), country=country)
        .first()
    )
    return commune.department if commune else None


def match_commune(country: str, name: str, postcode: str) -> Commune | None:
    """Give the one commune that has this name and this postcode, spelling aside."""
    folded = fold_name(name)
    found = [
        commune
        for commune in Commune.objects.filter(
            _has_postcode(postcode), country=country, folded_names__contains=folded
        ).select_related("department__region")
        if folded in commune.folded_names.split("|")
    ]
    return found[0] if folded and postcode and len(found) == 1 else None


def commune_code(commune: Commune) -> str:
    """Give the code that ``find_commune`` reads: ``14167``, ``BE-57081``."""
    return commune.code if commune.country == Country.FRANCE else f"BE-{commune.code}"


def search_departments(words: str) -> list[Department]:
    """Give the departments and provinces whose name, or code, answers ``words``."""
    folded = fold_name(words)
    if not folded:
        return []
    return [
        department
        for department in Department.objects.select_related("region").order_by("name")
        if folded in fold_name(department.name) or folded == department.code.lower()
    ]
