"""Sentences and drawings of studies, where they differ from the usual."""

import pytest
from django.utils import translation

from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.candidates import search_candidates
from maille.territory.reading.curve import draw_curve
from maille.territory.reading.gaps import Gap
from maille.territory.reading.page import gap_line, site_lines
from maille.territory.reading.words import distance, gap_words, kind_words, share
from tests.factories.studies import make_study

SITE = {"id": "a", "name": "A", "kind": "library", "commune": "Amont"}


def test_what_is_not_proven_says_what_is_left():
    question = {"sites": 2, "mode": "walk", "minutes": 15, "forced": [], "banned": []}
    found = {
        "bound": 1000.5,
        "value": 900,
        "proven": False,
        "gap": 0.1,
        "question": question,
    }
    assert gap_words(found) == (
        "Ce n'est peut-être pas le meilleur choix : un autre pourrait desservir jusqu'à 100 "
        "personnes de plus, soit 10 % du gain possible. Aucun ne peut faire mieux que cela."
    )
    with translation.override("en"):
        assert "up to 1 more people, less than 0.1%" in gap_words(
            {**found, "bound": 10_001, "value": 10_000, "gap": 0.0001}
        )


def test_figures_add_up_though_half_persons_are_left_out():
    document = {
        "covered_before": 46_889.6,
        "population": 100_000,
        "question": {"forced": []},
        "sites": [
            {**SITE, "gain": 1215.6, "cumulative": 1215.6},
            {**SITE, "gain": 100.6, "cumulative": 1316.2},
        ],
    }
    told = [(one.gain, one.covered) for one in site_lines(document)]
    assert told == [("1 215", "48 104"), ("101", "48 205")]
    gap = gap_line(Gap("14001", "Amont", 960.5, 400.6, 559.9, "", 0))
    assert (gap.without, gap.gained, gap.left) == ("960", "400", "560")
    steps = [{"sites": 1, "value": 1215.6, "bound": 1300.6}]
    (point,) = draw_curve({"covered_before": 46_889.6, "curve": steps}).points
    assert (point.added, point.covered, point.bound) == (1215, 48_104, 48_189)


def test_a_share_of_nobody_is_nothing():
    assert share(0, 0) == "0 %"


@pytest.mark.parametrize(
    ("metres", "expected"), [(4, "0 m"), (847, "850 m"), (1000, "1 km"), (12_345, "12,3 km")]
)
def test_distances_are_said_as_a_walker_would(metres, expected):
    assert distance(metres) == expected


def test_a_kind_that_is_not_known_is_a_public_site():
    assert [kind_words(kind) for kind in ("library", "lighthouse")] == [
        "bibliothèque",
        "site public",
    ]


def test_curve_without_step_draws_nothing():
    curve = draw_curve({"covered_before": 0, "curve": []})
    assert (curve.points, curve.line, curve.band) == ((), "", "")


@pytest.mark.django_db
def test_search_stops_after_a_few():
    many = {
        "id": [f"c{rank}" for rank in range(20)],
        "name": ["Médiathèque"] * 20,
        "longitude": [rank / 1e6 for rank in range(20)],
        "latitude": [49.0] * 20,
        "kind": ["library"] * 20,
        "commune": ["Amont"] * 20,
    }
    study = make_study(candidates=many)
    assert len(search_candidates(terrain_of(study), "mediatheque amont")) == 8
    assert document_of(study)["sites"] == []
    assert search_candidates(terrain_of(study), " ") == []
