import csv
import hashlib
import json

import pytest
from click.testing import CliRunner

from maille.project.commands.mesh import mesh
from tests.territory.streets import NODES, WAYS, write_extract

CELLS = "longitude,latitude,population\n2.0,48.0,100\n2.001,48.001,50\n2.2,48.0,7\n"
PLACES = "longitude,latitude\n"
SITES = "longitude,latitude,id\n2.002,48.0,mill\n2.2,48.0,away\n"
SAID = "roads of town.osm.pbf of 2026-11-20 (SHA-256 "


@pytest.fixture
def run(tmp_path, monkeypatch, settings):
    monkeypatch.chdir(tmp_path)
    settings.DATA_DIR = tmp_path / "data"
    write_extract(tmp_path / "town.osm.pbf", NODES, WAYS, date="2026-11-20T20:21:22Z")

    def ask(*words, cells=CELLS, command="study"):
        for name, text in (("c", cells), ("p", PLACES), ("s", SITES)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        files = ["--cells", "c.csv"]
        files += ["--places", "p.csv", "--candidates", "s.csv"] if command == "study" else []
        files += ["--places", "s.csv"] if command == "access" else []
        return CliRunner().invoke(mesh, [command, *files, *words, "--out", "out.json"])

    return ask


def test_study_on_roads_says_its_model_in_both_languages_and_whom_no_road_reaches(run, tmp_path):
    words = ("--minutes", "3", "--mode", "walk", "--graph", "town.osm.pbf", "--sites", "1")
    done = run(*words, "--map", "map.geojson")
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    drawn = json.loads((tmp_path / "map.geojson").read_text())
    digest = hashlib.sha256((tmp_path / "town.osm.pbf").read_bytes()).hexdigest()
    assert told["inputs"]["graph"] == digest
    assert told["travel"].startswith(f"{SAID}{digest[:12]}), 3 min walk")
    assert told["travel_fr"].startswith("par les routes de town.osm.pbf du 2026-11-20 (SHA-256")
    assert "contributeurs d'OpenStreetMap" in told["travel_fr"]
    assert {name: drawn[name] for name in ("travel", "travel_fr")} == {
        name: told[name] for name in ("travel", "travel_fr")
    }
    assert told["apart"] == {"cells": 1, "population": 7, "sites": 1}
    assert "hors de portée" in done.output
    assert told["travel_fr"] in done.output
    assert (told["value"], told["proven"], told["sites"][0]["id"]) == (150, True, "mill")
    kept = list((tmp_path / "data" / "caches" / "roads").iterdir())
    assert [path.name for path in kept] == [f"{digest[:32]}-walk.npz"]


def test_mode_decides_which_streets_are_taken(run, tmp_path):
    answers = {}
    for mode in ("walk", "bicycle", "car"):
        run("--minutes", "0.5", "--mode", mode, "--graph", "town.osm.pbf", "--sites", "1")
        answers[mode] = json.loads((tmp_path / "out.json").read_text())["value"]
    assert answers == {"walk": 0, "bicycle": 0, "car": 100}


def test_scores_of_access_follow_the_roads(run, tmp_path):
    words = ("--minutes", "3", "--mode", "walk", "--graph", "town.osm.pbf")
    done = run(*words, command="access")
    assert done.exit_code == 0, done.output
    with (tmp_path / "out.json").open(encoding="utf-8") as file:
        scores = [float(row["access"]) for row in csv.DictReader(file)]
    assert scores == pytest.approx([1 / 150, 1 / 150, 0])
    assert "par les routes de town.osm.pbf" in done.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--radius-m", "5", "--graph", "town.osm.pbf"), "demande --minutes et --mode"),
        (("--radius-m", "5", "--router", "http://r.example"), "demande --minutes et --mode"),
        (("--minutes", "5", "--graph", "town.osm.pbf"), "demande --mode"),
        (
            ("--minutes", "5", "--mode", "car", "--planar", "--graph", "town.osm.pbf"),
            "plutôt que --planar",
        ),
        (
            ("--minutes", "5", "--mode", "car", "--graph", "c.csv", "--router", "http://r.example"),
            "donnez l'une des deux",
        ),
        (("--minutes", "5", "--mode", "car", "--router", "http://r.example"), "--router-kind"),
        (
            ("--minutes", "5", "--mode", "car", "--router", "r", "--router-kind", "osrm"),
            "commence par http://",
        ),
        (("--minutes", "5", "--mode", "car", "--graph", "c.csv"), "c.csv : ce n'est pas"),
        (("--minutes", "-5", "--mode", "car", "--graph", "town.osm.pbf"), "de zéro à un jour"),
    ],
)
def test_options_that_make_no_sense_get_one_clear_line(run, tmp_path, words, message):
    done = run(*words, "--sites", "1")
    assert done.exit_code != 0
    assert message in f"{done.output} {done.exception}"
    assert not (tmp_path / "out.json").exists()


def test_cells_far_from_the_extract_are_said_with_both_places(run, tmp_path):
    cells = "longitude,latitude,population\n-0.3,49.1,5\n"
    words = ("--minutes", "5", "--mode", "car", "--graph", "town.osm.pbf", "--sites", "1")
    done = run(*words, cells=cells)
    assert done.output.partition(": ")[2] == (
        "aucune route près des carreaux : ils sont à -0.300 – -0.300, 49.100 – 49.100 "
        "(longitudes, latitudes), town.osm.pbf couvre 2.000 – 2.002, 48.000 – 48.001\n"
    )
    assert not (tmp_path / "out.json").exists()
