"""Sentences and drawings of studies, where they differ from the usual."""

import pytest
from django.utils import translation

from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.candidates import search_candidates
from maille.territory.reading.curve import draw_curve
from maille.territory.reading.words import distance, gap_words, kind_words, share
from tests.factories.studies import make_study


def test_what_is_not_proven_says_what_is_left():
    found = {"bound": 1000, "value": 900, "proven": False, "gap": 0.1}
    assert gap_words(found) == (
        "Ce n'est peut-être pas le meilleur choix : un autre pourrait desservir jusqu'à 100 "
        "personnes de plus, soit 10 % du gain possible. Aucun ne peut faire mieux que cela."
    )
    with translation.override("en"):
        assert "up to 1 more people, less than 0.1%" in gap_words(
            {"bound": 10_001, "value": 10_000, "proven": False, "gap": 0.0001}
        )


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
