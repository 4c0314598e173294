import json

import pytest
from click.testing import CliRunner

from maille.project.commands.mesh import mesh

CELLS = "longitude,latitude,population\n-0.36,49.18,100\n-0.36,49.181,50.5\n-0.30,49.2,30\n"
PLACES = "longitude,latitude\n"
SITES = "longitude,latitude,name,cost,id\n-0.36,49.18,Hall,2,a\n-0.3,49.2,Pool,1,b\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def ask(*words, cells=CELLS, places=PLACES, candidates=SITES, command="study"):
        for name, text in (("c", cells), ("p", places), ("s", candidates)):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        files = ["--cells", "c.csv", "--places", "p.csv"]
        files += ["--candidates", "s.csv"] if command == "study" else []
        return CliRunner().invoke(mesh, [command, *files, *words, "--out", "out.json"])

    return ask


def test_study_says_what_it_found_and_how_sure_it_is(run, tmp_path):
    done = run("--radius-m", "800", "--sites", "1", "--map", "map.geojson")
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    sites = [{"id": "a", "name": "Hall", "gain": 150.5, "cumulative": 150.5}]
    assert (told["value"], told["bound"], told["gap"], told["proven"]) == (150.5, 150.5, 0, True)
    assert (told["sites"], told["covered_after"]) == (sites, 150.5)
    drawn = json.loads((tmp_path / "map.geojson").read_text())
    assert [feature["properties"]["id"] for feature in drawn["features"]] == ["a"]
    assert told["travel"] == drawn["travel"] == "straight line, 800 m"


def test_same_study_is_written_again_to_the_byte_but_for_time_and_memory(run, tmp_path):
    studies = []
    for _ in range(2):
        run("--minutes", "10", "--mode", "walk", "--sites", "2", "--budget", "2")
        told = json.loads((tmp_path / "out.json").read_text())
        del told["seconds"], told["peak_mib"]
        studies.append(json.dumps(told))
    assert studies[0] == studies[1]


def test_plane_and_target_are_answered_and_points_merged(run, tmp_path):
    plane = {
        "cells": "x,y,population\n0,0,1\n0,0,2\n4,3,3\n",
        "places": "x,y\n9,9\n",
        "candidates": "x;y;cost\n0;0;2\n0;0;1\n",
    }
    done = run("--planar", "--radius-m", "5", "--target", "0.9", **plane)
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["sites"][0]["id"], told["covered_after"]) == (1, "2", 6)
    assert "c.csv : 1 ligne" in done.output


def test_access_writes_a_score_a_cell(run, tmp_path):
    places = "longitude,latitude,capacity\n-0.36,49.18,301\n"
    done = run("--radius-m", "800", places=places, command="access")
    assert done.exit_code == 0, done.output
    lines = (tmp_path / "out.json").read_text().splitlines()
    assert [line.split(",")[-1] for line in lines] == ["access", "2.0", "2.0", "0.0"]


@pytest.mark.parametrize(
    ("files", "words", "message"),
    [
        ({"cells": "longitude,latitude\n0,1\n"}, (), "la colonne « population » manque"),
        ({"cells": "longitude,latitude,population\n"}, (), "il n'y a aucune ligne"),
        ({"cells": ""}, (), "manque"),
        ({"cells": "longitude,latitude,population\n0,1,x\n"}, (), "« x » n'est pas un nombre"),
        ({"cells": "longitude,latitude,population\n0,1,nan\n"}, (), "n'est pas un nombre"),
        ({"cells": "longitude,latitude,population\n0,1,-5\n"}, (), "négative"),
        ({"cells": "longitude,latitude,population\n0,1\n"}, (), "2 valeurs"),
        ({"cells": "longitude,latitude,population\n49.1,-0.3,5\n"}, (), "inversées"),
        ({"cells": "longitude,latitude,population\n650000,6860000,5\n"}, (), "--planar"),
        ({"candidates": "longitude,latitude,id\n0,1,a\n0,2,a\n"}, (), "« a »"),
        ({"candidates": "longitude,latitude,cost\n0,1,-1\n"}, (), "négatif"),
        ({}, ("--radius-m", "1e8"), "larger than the Earth"),
        ({}, ("--graph", "c.csv"), "routes"),
        ({}, ("--minutes", "5"), "--radius-m"),
        ({}, ("--mode", "walk"), "--minutes"),
        ({}, ("--target", "0.5"), "remplace"),
        ({}, ("--time-limit", "-1"), "secondes"),
        ({}, ("--map", "nowhere/map.json"), "dossier"),
    ],
)
def test_bad_input_gets_one_clear_line_and_writes_nothing(run, tmp_path, files, words, message):
    done = run("--radius-m", "800", "--sites", "1", *words, **files)
    said = f"{done.output} {done.exception}"
    assert done.exit_code != 0
    assert message in said
    assert not (tmp_path / "out.json").exists()


def test_minutes_need_a_mode(run):
    assert run("--minutes", "5", "--sites", "1").exit_code == 2


def test_text_that_is_not_utf8_is_refused(run, tmp_path):
    run("--radius-m", "800", "--sites", "1")
    (tmp_path / "c.csv").write_bytes(b"longitude,latitude,population\n0,1,\xe9\n")
    words = ["study", "--cells", "c.csv", "--places", "p.csv", "--candidates", "s.csv"]
    done = CliRunner().invoke(mesh, [*words, "--radius-m", "1", "--sites", "1", "--out", "o.json"])
    assert "UTF-8" in done.output


def test_caen_is_answered_with_a_proof(run, shared_data, tmp_path):
    folder = shared_data / "geo" / "caen_la_mer"
    done = run(
        *("--radius-m", "800", "--sites", "5"),
        cells=(folder / "cells_200m.csv").read_text(encoding="utf-8"),
        places=(folder / "places_14.csv").read_text(encoding="utf-8"),
        candidates=(folder / "places_14.csv").read_text(encoding="utf-8"),
    )
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["population"], told["value"], told["proven"]) == (247353.5, 0, True)
