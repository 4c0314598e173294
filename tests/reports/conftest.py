"""What the tests of reports share."""

from pathlib import Path

import pytest

from maille.places.enums import Role
from tests.factories.places import (
    BelongingFactory,
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
    PlaceFactory,
)


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path: Path) -> None:
    """Keep the files made from editions apart from one test to the next."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def place():
    return PlaceFactory(name="La Filature", slug="la-filature")


@pytest.fixture
def steward(place):
    return MembershipFactory(place=place, role=Role.STEWARD).person


@pytest.fixture
def contributor(place):
    return MembershipFactory(place=place, role=Role.CONTRIBUTOR).person


@pytest.fixture
def reader(place):
    return MembershipFactory(place=place, role=Role.READER).person


@pytest.fixture
def facilitator(place):
    network = NetworkFactory()
    BelongingFactory(place=place, network=network)
    return NetworkMembershipFactory(network=network).person


@pytest.fixture
def stranger():
    return MembershipFactory().person


@pytest.fixture
def administrator():
    return PersonFactory(is_administrator=True)


@pytest.fixture
def steward_client(client, steward):
    client.force_login(steward)
    return client
