"""The public files kept beside the repository all come in by the mappings that we keep."""

import csv
from collections import Counter

import pytest

from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.reports import counts_of
from maille.directory.importing.tables import SourceFile
from maille.directory.mappings import mapping_text
from maille.directory.models import Claim, Record
from tests.portal.open_data.written import as_rows

FILES = {
    "cget-2019": ("cget_tiers_lieux_2019.csv", 1512, 0),
    "ping-pdl-2022": ("ping_tiers_lieux_pdl_2022-09-14.csv", 130, 0),
    "ping-pdl-2026": ("ping_tiers_lieux_pdl_2026.csv", 162, 0),
    "covidviz-fablabs-2020": ("covidviz_fablabs_2020_sans_contacts.csv", 211, 0),
    "france-services-2024": ("france_services_20240801.csv", 2845, 0),
    "conseillers-numeriques-2022": ("conseillers_numeriques_2022.json", 1450, 7),
    "osm-libraries": ("osm_libraries_5villes.geojson", 267, 0),
    "mednum-angers": ("mednum/angers.json", 63, 0),
    "mednum-bus-charente": ("mednum/bus-france-services-charente.json", 12, 0),
    "mednum-corse": ("mednum/corse.json", 161, 0),
    "mednum-hub-lo": ("mednum/hub-lo.json", 426, 0),
    "mednum-maine-et-loire": ("mednum/maine-et-loire.json", 243, 3),
}


def bring(shared_data, france, name, *, dry_run):
    file, _rows, _refused = FILES[name]
    return import_directory(
        file=SourceFile(file, shared_data / "directories" / file),
        mapping=read_mapping(mapping_text(name)),
        asked=Asked(source=name, licence="etalab-2.0", dry_run=dry_run),
        gazetteer=france,
    )


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_shared_file_is_counted_once(shared_data, france, name):
    counts = counts_of(bring(shared_data, france, name, dry_run=True).counts)
    assert (counts["rows"], counts["refused"]) == FILES[name][1:]


def test_margins_of_the_national_list_are_told_again(shared_data, france):
    bring(shared_data, france, "cget-2019", dry_run=False)
    kinds = Claim.objects.filter(field="activities").values_list("value", flat=True)
    assert Counter(tuple(kind) for kind in kinds) == {("coworking",): 1118, ("fablab",): 345}
    rows = Record.objects.values_list("received", flat=True)
    assert Counter(row.get("NOMREG", "") for row in rows)["Île-de-France"] == 344
    assert sum(bool(row.get("NOMMETRO")) for row in rows) == 825


def test_margins_of_the_national_list_are_those_of_the_file_given_away(shared_data, france):
    bring(shared_data, france, "cget-2019", dry_run=False)
    file = shared_data / "directories" / FILES["cget-2019"][0]
    with file.open(encoding="utf-8", newline="") as lines:
        received = {row["ID"]: row for row in csv.DictReader(lines)}
    given = {row["records"].removeprefix("cget-2019:"): row for row in as_rows("csv")}
    assert given.keys() == received.keys()
    # Seven rows state no region, for their codes are wrong or former ones.
    others = {key for key in given if given[key]["region_code"] != received[key]["INSEEREG"]}
    assert {received[key]["INSEEREG"] for key in others} == {""}
    assert sorted(given[key]["department_code"] for key in others) == [
        *("29", "971", "972", "973", "974", "974", "974")
    ]
    # One town joined a metropolis since, one code was that of the commune next door.
    inside = {key for key, row in given.items() if row["intermunicipality_kind"].startswith("MET")}
    before = {key for key, row in received.items() if row["METRO"] == "1"}
    assert (len(before), inside - before, before - inside) == (825, {"142"}, {"57"})
