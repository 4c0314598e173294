"""Loading communes and what holds them from the files shipped in ``data``."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from maille.core.kernel.names import fold_name
from maille.geography.enums import Country
from maille.geography.models import Department, Intermunicipality, Region

DATA = Path(__file__).parent / "data"

# One statement and one parameter, a tenth of the time that model instances take. "WHERE true"
# tells SQLite that what follows is no join.
_KEEP_COMMUNES = """
    INSERT INTO geography_commune (country, code, name, other_name, folded_names, postcodes,
                                   department_id, intermunicipality_id, longitude, latitude)
    SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5,
           CAST(value->>6 AS bigint), CAST(value->>7 AS bigint),
           CAST(value->>8 AS double precision), CAST(value->>9 AS double precision)
    FROM ROWS WHERE true
    ON CONFLICT (country, code) DO UPDATE
    SET name = excluded.name, other_name = excluded.other_name,
        folded_names = excluded.folded_names, department_id = excluded.department_id,
        intermunicipality_id = excluded.intermunicipality_id,
        postcodes = excluded.postcodes, longitude = excluded.longitude,
        latitude = excluded.latitude
"""
_ROWS = {
    "sqlite": "json_each(%s)",
    "postgresql": "json_array_elements(CAST(%s AS json)) AS communes(value)",
}


@transaction.atomic
def load_communes() -> int:
    """Load communes and what holds them, renaming those already there; give how many communes.

    Safe to repeat. A commune that has left the files stays: a place may stand there.
    """
    held_by = (_load_departments(_load_regions()), _load_intermunicipalities())
    communes = [
        *_communes(Country.FRANCE, "communes_fr.csv", *held_by),
        *_communes(Country.BELGIUM, "communes_be.csv", *held_by),
    ]
    statement = _KEEP_COMMUNES.replace("ROWS", _ROWS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(communes)])
    return len(communes)


def _load_regions() -> dict[tuple[str, str], Region]:
    Region.objects.bulk_create(
        [Region(**row) for row in _rows("regions.csv")],
        update_conflicts=True,
        unique_fields=["country", "code"],
        update_fields=["name"],
    )
    return {(region.country, region.code): region for region in Region.objects.all()}


def _load_departments(regions: dict[tuple[str, str], Region]) -> dict[tuple[str, str], int]:
    Department.objects.bulk_create(
        [
            Department(**{**row, "region": regions[row["country"], row["region"]]})
            for row in _rows("departments.csv")
        ],
        update_conflicts=True,
        unique_fields=["country", "code"],
        update_fields=["name", "region"],
    )
    return {
        (country, code): pk
        for country, code, pk in Department.objects.values_list("country", "code", "pk")
    }


def _load_intermunicipalities() -> dict[str, int]:
    Intermunicipality.objects.bulk_create(
        [Intermunicipality(**row) for row in _rows("intermunicipalities.csv")],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind"],
    )
    return dict(Intermunicipality.objects.values_list("code", "pk"))


def _communes(
    country: Country,
    file: str,
    departments: dict[tuple[str, str], int],
    intermunicipalities: dict[str, int],
) -> Iterator[tuple[str | int | float | None, ...]]:
    for row in _rows(file):
        other_name = row.get("other_name", "")
        yield (
            country.value,
            row["code"],
            row["name"],
            other_name,
            "|".join(fold_name(name) for name in (row["name"], other_name) if name),
            row["postcodes"],
            departments[country, row["department"]],
            intermunicipalities.get(row.get("intermunicipality", "")),
            _degrees(row.get("longitude")),
            _degrees(row.get("latitude")),
        )


def _degrees(text: str | None) -> float | None:
    return float(text) if text else None


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
