"""What geography knows of the places of one import."""

from collections.abc import Sequence

from maille.geography.enums import Country
from maille.geography.models import Commune, Department
from maille.reports.commune_mesure.alone import commune_of_insee
from maille.reports.commune_mesure.values import (
    Gazetteer,
    KnownCommune,
    KnownDepartment,
    Record,
)


def gazetteer_of(records: Sequence[Record]) -> Gazetteer:
    """Gather the French departments, and the communes that the records' IRIS codes name."""
    codes = {commune_of_insee(record.words_of("insee")) for record in records}
    departments = Department.objects.filter(country=Country.FRANCE).select_related("region")
    communes = Commune.objects.filter(country=Country.FRANCE, code__in=codes)
    return Gazetteer(
        departments=tuple(
            KnownDepartment(found.code, found.name, found.region.code, found.region.name)
            for found in departments.order_by("code")
        ),
        communes={
            found.code: KnownCommune(found.name, frozenset(found.postcodes.split()))
            for found in communes
        },
    )
