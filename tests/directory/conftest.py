import pytest

from tests.factories.directory import make_source
from tests.factories.places import CommuneFactory


@pytest.fixture
def colombelles(db):
    return CommuneFactory()


@pytest.fixture
def source(colombelles):
    return make_source(licence="etalab-2.0")
