"""A place, and who looks after it."""

import pytest

from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory


@pytest.fixture
def place():
    return PlaceFactory(slug="la-filature", name="La Filature")


@pytest.fixture
def steward(client, place):
    person = MembershipFactory(place=place, person=PersonFactory()).person
    client.force_login(person)
    return person
