import pytest
from django.contrib.auth.models import AnonymousUser

from maille.places import policies

pytestmark = pytest.mark.django_db

STEWARDS = {"steward", "administrator"}
EDITORS = STEWARDS | {"contributor"}
READERS = EDITORS | {"reader", "facilitator"}
EVERYBODY = READERS | {"stranger", "anonymous", "nobody"}


@pytest.fixture
def persons(steward, contributor, reader, facilitator, administrator, stranger):
    return {
        "steward": steward,
        "contributor": contributor,
        "reader": reader,
        "facilitator": facilitator,
        "administrator": administrator,
        "stranger": stranger,
        "anonymous": AnonymousUser(),
        "nobody": None,
    }


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (policies.may_see_place, EVERYBODY),
        (policies.may_edit_place, EDITORS),
        (policies.may_steward_place, STEWARDS),
        (policies.may_read_drafts, READERS),
    ],
)
def test_who_may(place, persons, policy, allowed):
    assert {role for role, person in persons.items() if policy(person, place)} == allowed


def test_who_may_see_a_hidden_place(place, persons):
    place.is_public = False
    seen = {role for role, person in persons.items() if policies.may_see_place(person, place)}
    assert seen == READERS


def test_who_may_appoint_facilitators(persons):
    assert {
        role for role, person in persons.items() if policies.may_appoint_facilitators(person)
    } == {"administrator"}


def test_a_closed_account_may_nothing(place, steward, administrator):
    for person in (steward, administrator):
        person.is_active = False
        assert not policies.may_edit_place(person, place)
        assert not policies.may_appoint_facilitators(person)
