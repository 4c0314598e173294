"""A short calibration: the long one is ``make calibrate``."""

from itertools import groupby

import pytest

from benchmarks.calibrate import SCENARIOS
from benchmarks.calibration import left_out
from benchmarks.calibration.mutations import mutate_all
from benchmarks.calibration.page import failing, put_table, table
from benchmarks.calibration.sweep import sweep
from benchmarks.calibration.trials import Coverage, cover
from tests.core.saying import GRID

METHODS = [
    (method, tuple(worlds)) for method, worlds in groupby(SCENARIOS, key=lambda one: one.method)
]
RUNS = 25


@pytest.mark.parametrize(("method", "worlds"), METHODS, ids=[method for method, _ in METHODS])
def test_intervals_hold_the_truth(method, worlds):
    found = [cover(world, RUNS) for world in worlds]
    held = sum((one.covered or 0) * (one.runs - one.refused) for one in found)
    given = sum(one.runs - one.refused for one in found)
    assert held / given >= 0.92
    assert [one.world for one in found if one.runs - one.refused > 10 and one.covered < 0.72] == []


def test_the_same_runs_give_the_same_figures():
    assert cover(SCENARIOS[0], 5) == cover(SCENARIOS[0], 5)


def test_methods_that_are_not_offered_hold_it_too_rarely():
    worst: dict[str, float] = {}
    for scenario in left_out.SCENARIOS:
        covered = cover(scenario, 60).covered
        worst[scenario.method] = min(worst.get(scenario.method, 1.0), covered)
    assert {method: covered for method, covered in worst.items() if covered >= 0.9} == {}


def test_wilsons_interval_holds_every_truth():
    assert sweep()["lowest"] > 0.91


def test_mutated_reports_keep_every_invariant():
    told = mutate_all(GRID, 4)
    assert (told["reports"], sum(told["broken"].values()), len(told["broken"])) == (4, 0, 6)


def coverage(**changes):
    figures = {
        "method": "zero_events",
        "world": "a world",
        "runs": 100,
        "refused": 0,
        "covered": 0.95,
        "truth_below": 0.02,
        "truth_above": 0.03,
        "half_width": 0.2,
        "exact": True,
    }
    return Coverage(**{**figures, **changes})


def test_a_method_under_ninety_per_cent_is_named_unless_it_kept_silent():
    good, low = coverage(), coverage(covered=0.89)
    silent = coverage(covered=0.5, refused=95)
    assert failing([good, low, silent]) == [low]


def test_tables_go_between_their_marks(tmp_path):
    results = {
        "runs": 100,
        "wilson": {"lowest": 0.914},
        "mutations": {"reports": 10, "broken": {"order never matters": 2}},
    }
    others = [coverage(method="Chapman", covered=0.1), coverage(covered=None)]
    written = table(results, [coverage(), coverage(covered=0.93, refused=50)], others)
    assert "| no case seen (exact) | 2 | 93.0 | a world | 94.0 | 95.0 | 25.0 |" in written
    assert "| Chapman | a world | 10.0 % |" in written
    assert written.endswith("Broken: 2.")
    page = tmp_path / "page.md"
    page.write_text("A\n<!-- calibration: begin -->\nold\n<!-- calibration: end -->\nB\n")
    put_table(page, "new")
    assert page.read_text() == (
        "A\n<!-- calibration: begin -->\nnew\n<!-- calibration: end -->\nB\n"
    )
