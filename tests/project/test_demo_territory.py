"""The studies of the demonstration, on real data."""

import json

import pytest

from maille.geography.actions import load_communes
from maille.places.enums import PlaceState
from maille.project.demo.territory import load_caen, load_france
from maille.territory.exports import render_geojson
from maille.territory.models import Study
from maille.territory.queries import terrain_of
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db
MOST_BYTES = 400_000


def test_caen_is_studied_without_the_place_that_closed():
    load_communes()
    PlaceFactory(name="Le Wip", state=PlaceState.CLOSED)
    study = load_caen()
    said = json.loads(study.document)
    assert (said["ground"]["cells"], said["ground"]["candidates"]) == (3132, 98)
    assert terrain_of(study).places.names == ("Forum Digital", "Hey! Coworking", "Le Dôme")
    assert (said["population"], said["covered_before"]) == (247_353.5, 50_915)
    assert said["value"] <= said["bound"]
    assert len(render_geojson(terrain_of(study), said)) < MOST_BYTES
    assert load_caen() is None
    assert Study.objects.count() == 1


def test_france_is_studied_by_communes():
    load_communes()
    study = load_france()
    said = json.loads(study.document)
    assert (said["ground"]["places"], said["ground"]["candidates"]) == (1512, 2845)
    assert said["population"] == 68_320_770
    assert len(said["sites"]) == 20
    assert len(render_geojson(terrain_of(study), said)) < MOST_BYTES
    assert load_france() is None
