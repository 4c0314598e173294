"""A study from tables, from the command line to a page."""

import json

import pytest
from click.testing import CliRunner

from maille.places.enums import PlaceState
from maille.project.commands.territory import territory
from maille.territory.models import Study
from maille.territory.queries import terrain_of
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db

CELLS = """longitude,latitude,population,commune
0,49,100,Amont
0.02,49,200.5,Aval
0.04,49,300,Aval
"""
CANDIDATES = """id,longitude,latitude,name,kind,commune
a,0.02,49,Médiathèque,library,Aval
b,0.04,49,,,
"""


@pytest.fixture
def run(tmp_path):
    def add(*words: str, cells: str = CELLS, candidates: str = CANDIDATES, places: str = ""):
        given = {"cells": cells, "candidates": candidates, "places": places}
        files = []
        for name, text in given.items():
            if text:
                (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
                files += [f"--{name}", str(tmp_path / f"{name}.csv")]
        asked = ["--sites", "1", "--minutes", "15", "--mode", "walk"]
        named = ["--name", "Où tisser", "--territory", "Ici", "--source", "Inventé."]
        return CliRunner().invoke(territory, ["add", *named, *files, *asked, *words])

    return add


def test_a_study_is_put_on_the_site(run, client):
    done = run(places="longitude,latitude,name\n0,49,Le Bout\n")
    study = Study.objects.get()
    assert (done.exit_code, done.output) == (0, f"/territoire/etudes/{study.slug}/\n")
    said = json.loads(study.document)
    assert (said["covered_before"], [one["id"] for one in said["sites"]]) == (100, ["b"])
    page = client.get(f"/territoire/etudes/{study.slug}/").content.decode()
    assert "Inventé." in page
    assert "Aval" in page


def test_open_places_of_the_site_are_counted_by_default(run):
    PlaceFactory(slug="ouvert", longitude=0.04, latitude=49)
    PlaceFactory(slug="ferme", longitude=0.02, latitude=49, state=PlaceState.CLOSED)
    PlaceFactory(slug="loin", longitude=3, latitude=49)
    run("--private")
    study = Study.objects.get()
    assert terrain_of(study).places.ids == ("ouvert",)
    assert study.visibility == "private"


def test_columns_beside_are_not_needed(run):
    done = run(
        "--cell-metres",
        "0",
        cells="longitude,latitude,population\n0,49,5\n",
        candidates="longitude,latitude\n0,49\n",
    )
    terrain = terrain_of(Study.objects.get())
    assert done.exit_code == 0
    assert (terrain.communes, terrain.kinds, terrain.towns) == ((("", "—"),), ("other",), ("",))


def test_kinds_are_found_by_row_where_no_identifier_is_given(run):
    run(candidates="longitude,latitude,kind\n0,49,library\n0.02,49,centre\n")
    terrain = terrain_of(Study.objects.get())
    assert dict(zip(terrain.candidates.ids, terrain.kinds, strict=True)) == {
        "1": "library",
        "2": "centre",
    }


def test_a_table_that_cannot_be_read_is_refused_in_one_line(run):
    done = run(cells="longitude,latitude\n0,49\n")
    assert (done.exit_code, Study.objects.count()) == (1, 0)
    assert done.output == "Error: cells.csv: la colonne « population » manque\n"
