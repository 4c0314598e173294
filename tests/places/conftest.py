import io

import pytest
from PIL import Image

from maille.places import actions
from tests.factories.places import (
    BelongingFactory,
    CommuneFactory,
    DepartmentFactory,
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
    PlaceFactory,
    RegionFactory,
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Keep each test's files to itself."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def place(db):
    return PlaceFactory(name="La Filature", slug="la-filature")


@pytest.fixture
def steward(place):
    return MembershipFactory(place=place, role="steward").person


@pytest.fixture
def contributor(place):
    return MembershipFactory(place=place, role="contributor").person


@pytest.fixture
def reader(place):
    return MembershipFactory(place=place, role="reader").person


@pytest.fixture
def facilitator(place):
    network = NetworkFactory(name="Réseau normand", slug="reseau-normand")
    BelongingFactory(place=place, network=network)
    return NetworkMembershipFactory(network=network).person


@pytest.fixture
def stranger(db):
    return MembershipFactory(place__name="Ailleurs", place__slug="ailleurs").person


@pytest.fixture
def administrator(db):
    return PersonFactory(is_administrator=True)


@pytest.fixture
def tournai(db):
    province = DepartmentFactory(
        country="BE",
        code="50000",
        name="Province du Hainaut",
        region=RegionFactory(country="BE", code="03000", name="Région wallonne"),
    )
    return CommuneFactory(
        country="BE",
        code="57081",
        name="Tournai",
        other_name="Doornik",
        folded_names="tournai|doornik",
        department=province,
        postcodes="7500 7501",
    )


def picture(size=(200, 100), kind="JPEG", mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, size, "white" if mode == "RGB" else (255, 255, 255, 128)).save(
        file, kind, **options
    )
    file.seek(0)
    return file


@pytest.fixture(name="picture")
def picture_maker():
    return picture


@pytest.fixture
def photo(place):
    return actions.add_photo(
        place=place, file=picture(), words={"alternative_text": "Une halle"}, by=None
    )
