import json
import os
import signal

import numpy as np
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
        ({}, ("--radius-m", "1e8"), "plus grand que celui de la Terre"),
        ({}, ("--graph", "c.csv"), "routes"),
        ({}, ("--minutes", "5"), "--radius-m"),
        ({}, ("--radius-m", "inf"), "rayon"),
        ({}, ("--radius-m", "nan"), "rayon"),
        ({}, ("--radius-m", "-1"), "rayon"),
        ({"cells": "longitude,latitude,population,need\n0,1,5,-1\n"}, (), "besoin"),
        ({}, ("--weight", "elders"), "« elders » manque"),
        ({}, ("--at-least", "0"), "au moins un lieu"),
        ({}, ("--stops", "2", "--budget", "3"), "arrêts"),
        ({}, ("--force", "zz"), "zz"),
        ({}, ("--force", "a", "--ban", "a"), "à la fois"),
        ({}, ("--objective", "median", "--at-least", "2"), "cover"),
        ({"candidates": "longitude,latitude,weekday\n0,1,someday\n"}, (), "someday"),
        ({"candidates": "longitude,latitude,weeks\n0,1,some\n"}, (), "paires"),
        ({"candidates": 'longitude,latitude,name\n0,1,"a\x00"\n,,b\n'}, (), "ligne 3"),
        ({}, ("--mode", "walk"), "--minutes"),
        ({}, ("--target", "0.5"), "remplace"),
        ({}, ("--seed", "-5"), "--seed"),
        ({"cells": "longitude,latitude,population\n0,1,1e16\n"}, (), "trop grande"),
        ({"cells": "longitude,latitude,population\n0,1,1e14\n0,2,1e-9\n"}, (), "trop petit"),
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


@pytest.mark.parametrize(
    ("objective", "value", "unit"),
    [("median", 0.0, "counted × metres"), ("center", 0.0, "metres")],
)
def test_least_distance_needs_no_radius(run, tmp_path, objective, value, unit):
    done = run("--objective", objective, "--sites", "2", cells=CELLS.replace("49.181", "49.18"))
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["unit"], told["proven"]) == (value, unit, True)
    assert (told["covered_before"], told["radius"], told["counted"]) == (None, None, "population")
    assert [site["gain"] for site in told["sites"]] == [150.5, 30]


def test_need_is_counted_and_said(run, tmp_path):
    cells = "longitude,latitude,population,need,elders\n-0.36,49.18,100,0,7\n-0.3,49.2,30,2,1\n"
    run("--radius-m", "800", "--sites", "1", cells=cells)
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["counted"]) == (60, "population × need")
    run("--radius-m", "800", "--sites", "1", "--weight", "Elders", cells=cells)
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["counted"]) == (7, "elders")


def test_several_places_are_asked_within_reach(run, tmp_path):
    run("--radius-m", "800", "--sites", "2", "--at-least", "2", places=PLACES + "-0.3,49.2\n")
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["covered_before"], told["value"], told["sites"][0]["id"]) == (0, 30, "b")


def test_rounds_stop_on_days_and_weeks(run, tmp_path):
    candidates = (
        "longitude,latitude,id,weekday,weeks\n-0.36,49.18,a,mardi,impaires\n"
        "-0.36,49.18,b,2,even\n-0.3,49.2,c,,\n"
    )
    done = run("--radius-m", "800", "--stops", "1", candidates=candidates)
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["after_odd"] + told["after_even"]) == (105.25, 210.5)
    stops = [(site["id"], site.get("weekday"), site.get("weeks")) for site in told["sites"]]
    assert stops[0][1:] in {(2, "odd"), (2, "even")}
    assert stops[1] == ("c", None, None)


@pytest.mark.parametrize(("weekday", "weeks"), [("lun", "all"), ("sunday", "all"), ("", "odd")])
def test_a_column_alone_tells_a_stop(run, tmp_path, weekday, weeks):
    head, row = ("weekday", weekday) if weekday else ("weeks", weeks)
    candidates = f"longitude,latitude,{head}\n-0.36,49.18,{row}\n"
    run("--radius-m", "800", "--stops", "2", candidates=candidates)
    told = json.loads((tmp_path / "out.json").read_text())
    assert [site["weeks"] for site in told["sites"]] == [weeks]


def test_blank_lines_do_not_shift_the_line_that_is_named(run):
    done = run("--radius-m", "800", "--sites", "1", cells=f"{CELLS}\n\n0,1,x\n")
    assert "ligne 7" in done.output


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


def without_seconds(path):
    told = json.loads(path.read_text())
    return {name: told[name] for name in told if name not in {"seconds", "peak_mib", "inputs"}}


@pytest.mark.parametrize("sign", [";", "\t"])
def test_tables_of_spreadsheets_have_a_decimal_comma(run, tmp_path, sign):
    run("--radius-m", "800", "--sites", "1")
    plain = without_seconds(tmp_path / "out.json")
    tables = {
        name: "\ufeff" + text.replace(",", sign).replace(".", ",").replace("\n", "\r\n")
        for name, text in (("cells", CELLS), ("candidates", SITES))
    }
    done = run("--radius-m", "800", "--sites", "1", **tables)
    assert done.exit_code == 0, done.output
    assert without_seconds(tmp_path / "out.json") == plain


def test_comma_inside_a_number_between_commas_is_refused(run):
    cells = 'longitude,latitude,population\n-0.36,49.18,"1,234"\n'
    done = run("--radius-m", "800", "--sites", "1", cells=cells)
    assert (done.exit_code, "« 1,234 » n'est pas un nombre" in done.output) == (1, True)


@pytest.mark.parametrize(
    "cells",
    [
        CELLS.replace("\n-0.30", "\n\n-0.30"),
        CELLS.replace("\n-0.36", "\n\n-0.36", 1),
        CELLS.replace("50.5", '"50.5"'),
        CELLS.replace("\n", ",name\n", 1).replace("00\n", "00,a\n").replace("5\n", "5,b\n"),
    ],
)
def test_rows_that_numpy_does_not_read_are_read_one_by_one(run, tmp_path, cells):
    cells = cells.replace("30\n", "30,c\n") if "name" in cells else cells
    done = run("--radius-m", "800", "--sites", "1", cells=cells)
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "out.json").read_text())["value"] == 150.5


def test_value_as_long_as_a_book_is_refused(run):
    cells = "longitude,latitude,population\n0,1," + "9" * 140_000 + "x\n"
    done = run("--radius-m", "800", "--sites", "1", cells=cells)
    assert (done.exit_code, "field larger" in done.output) == (1, True)


def _ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("objective", ["cover", "median", "center"])
def test_ctrl_c_keeps_the_best_so_far_under_a_bound(run, tmp_path, monkeypatch, objective):
    drawn = np.random.default_rng(7)
    points = drawn.uniform(0, 30_000, (300, 2)).tolist()
    rows = "\n".join(f"{x},{y},{drawn.integers(1, 90)}" for x, y in points)
    plane = {
        "cells": f"x,y,population\n{rows}\n",
        "places": "x,y\n",
        "candidates": "x,y\n" + "\n".join(f"{x},{y}" for x, y in points) + "\n",
    }
    words = ("--planar", "--radius-m", "2000", "--sites", "9", "--objective", objective)
    told = {}
    for interrupted in (False, True):
        if interrupted:
            press = iter([True])
            show = "maille.project.mesh.answers._Progress.show"
            monkeypatch.setattr(show, lambda *_told, press=press: next(press, None) and _ctrl_c())
        done = run(*words, **plane)
        assert done.exit_code == 0, done.output
        told[interrupted] = json.loads((tmp_path / "out.json").read_text())
    best, kept = told[False], told[True]
    assert len(kept["sites"]) == 9
    better = 1 if objective == "cover" else -1
    assert better * (best["value"] - kept["value"]) >= 0
    assert better * (kept["bound"] - best["value"]) >= 0
    assert kept["proven"] == (kept["gap"] == 0)


HEAD = "x,y,id,cost\n"
TWINS = {
    "cells": "x,y,population\n0,0,5\n1,0,3\n5,5,2\n",
    "places": "x,y\n",
    "candidates": f"{HEAD}0,0,a,9\n0,0,b,1\n5,5,c,1\n",
}


@pytest.mark.parametrize(
    ("words", "value", "chosen"),
    [
        (("--budget", "9"), 10, ["b", "c"]),
        (("--budget", "9", "--ban", "b"), 8, ["a"]),
        (("--budget", "9", "--ban", "a"), 10, ["b", "c"]),
        (("--budget", "9", "--ban", "a,b"), 2, ["c"]),
        (("--budget", "9", "--force", "a"), 8, ["a"]),
        (("--budget", "9", "--force", "a", "--ban", "b"), 8, ["a"]),
        (("--budget", "9", "--force", "a,b"), 10, ["b", "c"]),
        (("--sites", "1", "--force", "a,b"), 8, ["b"]),
        (("--target", "1", "--force", "a,b"), 2, ["b", "c"]),
    ],
)
def test_candidates_at_one_point_merge_after_force_and_ban(run, tmp_path, words, value, chosen):
    done = run("--planar", "--radius-m", "1", *words, **TWINS)
    assert done.exit_code == 0, done.output
    assert "s.csv : 1 ligne" in done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], [site["id"] for site in told["sites"]]) == (value, chosen)
    assert told["proven"]
    for name, option in (("forced", "--force"), ("banned", "--ban")):
        asked = words[words.index(option) + 1].split(",") if option in words else []
        assert told["parameters"][name] == asked


def test_unknown_names_are_refused_where_points_merge(run):
    for option in ("--force", "--ban"):
        done = run("--planar", "--radius-m", "1", "--sites", "1", option, "b,zz", **TWINS)
        assert (done.exit_code, done.output.rstrip()[-2:]) == (1, "zz")


def test_large_populations_beside_decimals_are_told_apart(run, tmp_path):
    plane = {
        "cells": "x,y,population\n0,0,1e13\n50,50,1.0000001\n",
        "places": "x,y\n",
        "candidates": "x,y,id\n0,0,a\n50,50,b\n",
    }
    done = run("--planar", "--radius-m", "1", "--sites", "1", **plane)
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["proven"], told["sites"][0]["id"]) == (1e13, True, "a")


def test_small_populations_count(run, tmp_path):
    cells = "longitude,latitude,population\n-0.36,49.18,1e-7\n-0.3,49.2,3e-7\n"
    done = run("--radius-m", "800", "--sites", "1", cells=cells)
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"], told["sites"][0]["id"]) == (3e-7, "b")


def test_center_measures_across_oceans(run, tmp_path):
    earth = {
        "cells": "longitude,latitude,population\n2.35,48.86,9\n55.45,-20.88,1\n",
        "candidates": "longitude,latitude,name\n2.35,48.86,Paris\n",
    }
    done = run("--objective", "center", "--sites", "1", **earth)
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out.json").read_text())
    assert (told["value"] // 1e5, told["proven"]) == (93, True)


@pytest.mark.parametrize("words", [("--radius-m", "-0.0"), ("--minutes", "-0", "--mode", "walk")])
def test_zero_below_nothing_is_zero(run, tmp_path, words):
    done = run(*words, "--sites", "1")
    assert done.exit_code == 0, done.output
    said = done.output + (tmp_path / "out.json").read_text()
    assert "-0 m" not in said
    assert '"radius": -0' not in said
