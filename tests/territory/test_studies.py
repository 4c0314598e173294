"""Studies are computed from a ground kept once, and never change."""

import hashlib
import json

import pytest

from maille.core.mesh.errors import MeshError
from maille.db.trail import changes_of
from maille.people.actions import add_person
from maille.territory.actions import keep_ground, name_study
from maille.territory.asking.answers import AT_ONCE, answer
from maille.territory.asking.questions import Asked, asked_in
from maille.territory.enums import Visibility
from maille.territory.errors import ImmutableStudyError, UnknownGroundError
from maille.territory.models import Ground, Study
from maille.territory.queries import document_of, studies_for, terrain_at, terrain_of
from tests.factories.studies import WALK, make_study, street

pytestmark = pytest.mark.django_db


def test_study_says_who_is_within_reach_and_where_to_go(study):
    said = document_of(study)
    assert (said["covered_before"], said["value"], said["covered_after"]) == (100, 600, 700)
    assert [(one["id"], one["gain"], one["cumulative"]) for one in said["sites"]] == [
        ("b", 400, 400),
        ("a", 200, 600),
    ]
    assert (said["proven"], said["gap"], said["bound"]) == (True, 0.0, 600)
    assert said["cells"] == "120200"
    assert said["curve"] == [
        {"sites": 0, "value": 0, "bound": 0},
        {"sites": 1, "value": 400, "bound": 400},
        {"sites": 2, "value": 600, "bound": 600},
    ]


def test_study_is_computed_again_to_the_byte(study):
    again = make_study("La rue, encore")
    assert (again.document, again.sha256) == (study.document, study.sha256)
    assert hashlib.sha256(study.document.encode()).hexdigest() == study.sha256
    assert again.slug != study.slug


def test_study_holds_its_question_and_its_model_of_travel(study):
    assert asked_in(document_of(study)) == WALK
    assert study.travel == "straight line, 15 min walk at 4.5 km/h, detour 1.3: 865 m"
    assert document_of(study)["travel"]["radius"] == 865.385


def test_ground_is_kept_once(study):
    again = keep_ground(document=street())
    other = keep_ground(document=street(cell_metres=0))
    assert again == study.ground
    assert Ground.objects.count() == 2
    assert terrain_at(again.sha256) == terrain_of(study) != terrain_at(other.sha256)
    assert terrain_of(study) != "something else"


def test_ground_that_is_not_what_its_hash_says_is_refused(study):
    other = keep_ground(document=street(cell_metres=0))
    terrain_at.cache_clear()
    Ground.objects.filter(pk=other.pk).update(content=study.ground.content)
    with pytest.raises(UnknownGroundError):
        terrain_at(other.sha256)


def test_forced_sites_come_first_and_banned_ones_never():
    said = document_of(make_study(asked=Asked(2, "walk", 15, forced=("c",), banned=("b",))))
    assert [(one["id"], one["gain"]) for one in said["sites"]] == [("c", 60.5), ("a", 200)]
    assert [step["sites"] for step in said["curve"]] == [0, 1, 2]


def test_more_forced_sites_than_sites_is_no_question(study):
    with pytest.raises(MeshError):
        answer(terrain_of(study), Asked(1, "walk", 15, forced=("a", "b")), AT_ONCE)


def test_ground_without_a_place_has_no_nearest_one():
    none = {"id": [], "name": [], "longitude": [], "latitude": []}
    study = make_study(places=none)
    assert document_of(study)["covered_before"] == 0
    assert set(terrain_of(study).nearest.tolist()) == {-1}


def test_a_study_does_not_change(study):
    study.document = "{}"
    with pytest.raises(ImmutableStudyError):
        study.save()
    with pytest.raises(ImmutableStudyError):
        study.save(update_fields=["document"])
    with pytest.raises(ImmutableStudyError):
        Study.objects.update(sha256="0")
    with pytest.raises(ImmutableStudyError):
        Study.objects.all().delete()
    with pytest.raises(ImmutableStudyError):
        study.delete()


def test_its_name_may_change_and_leaves_a_trace(study):
    person = add_person(email="a@b.example")
    name_study(study=study, name="Autre nom", visibility=Visibility.LINK, by=person)
    study.refresh_from_db()
    assert (str(study), study.visibility, study.slug) == ("Autre nom", "link", "la-rue")
    assert [(one.field, one.previous, one.new) for one in changes_of(study)] == [
        ("visibility", "public", "link"),
        ("name", "La rue", "Autre nom"),
    ]


def test_list_shows_public_studies_and_ones_own(study, facilitator):
    mine = make_study(by=facilitator, visibility=Visibility.PRIVATE)
    make_study(visibility=Visibility.LINK)
    assert set(studies_for(None)) == {study}
    assert set(studies_for(facilitator)) == {study, mine}


def test_rows_are_named(study):
    assert str(study.ground) == study.ground.sha256
    assert str(Study.objects.defer("document").get()) == "La rue"
    assert json.loads(study.document)["ground"]["sha256"] == study.ground.sha256
