"""A study of the street, made once by test."""

import pytest

from maille.people.actions import add_person
from maille.territory.models import Study
from tests.factories.places import NetworkFactory, NetworkMembershipFactory
from tests.factories.studies import make_study


@pytest.fixture
def study(db) -> Study:
    return make_study(slug="la-rue")


@pytest.fixture
def facilitator(db):
    person = add_person(email="facilitator@network.example")
    NetworkMembershipFactory(person=person, network=NetworkFactory())
    return person
