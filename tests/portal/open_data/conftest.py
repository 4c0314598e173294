import pytest

from maille.places.actions import set_links
from maille.places.values import LinkLine
from tests.factories.places import (
    CommuneFactory,
    DepartmentFactory,
    LifeEventFactory,
    PlaceFactory,
    RegionFactory,
)

SIRET = "43493312300029"


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = "https://maille.example"


@pytest.fixture
def told_place(db):
    """Give a place of which everything is told, by its own team."""
    place = PlaceFactory(
        name="La Quincaillerie",
        slug="la-quincaillerie",
        street="12 bis rue de la Halle",
        longitude=-0.2971234567,
        latitude=49.2054321,
    )
    changes = {
        "siret": SIRET,
        "phone": "02 31 00 00 00",
        "email": "contact@quincaillerie.example",
        "opening_hours": "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "summary": "On y répare, on y apprend, on y mange.",
        "services": ["paperwork", "access"],
        "activities": ["coworking", "repair"],
        "activities_own": ["cuisine | partagée"],
        "audiences": ["elderly", "students"],
        "accessibility": ["wheelchair", "hearing"],
        "organisation_name": "Les Quincailliers",
        "organisation_form": "association",
    }
    update(place, **changes)
    links = (
        LinkLine("website", "https://quincaillerie.example/"),
        LinkLine("mastodon", "https://social.example/@quincaillerie"),
    )
    set_links(place=place, links=links, by=None)
    LifeEventFactory(place=place, kind="opened", date="2019-10")
    return place


@pytest.fixture
def belgian_place(db):
    province = DepartmentFactory(
        country="BE",
        code="50000",
        name="Hainaut",
        region=RegionFactory(country="BE", code="3000", name="Région wallonne"),
    )
    tournai = CommuneFactory(
        country="BE", code="57081", name="Tournai", folded_names="tournai", department=province
    )
    return PlaceFactory(
        name="La Petite Fabriek",
        slug="la-petite-fabriek",
        country="BE",
        commune=tournai,
        postcode="7500",
        insee="57081",
        longitude=3.389,
        latitude=50.606,
    )


@pytest.fixture
def closed_place(db):
    place = PlaceFactory(name="Le Wip", slug="le-wip", state="closed")
    LifeEventFactory(place=place, kind="opened", date="2019-10")
    LifeEventFactory(place=place, kind="closed", date="2023-07", successor_name="La Suite")
    return place


def update(place, **changes):
    """Change a portrait."""
    for name, value in changes.items():
        setattr(place.portrait, name, value)
    place.portrait.save()


def nowhere(**options):
    """Give a place of which nobody knows where it is."""
    unknown = {"commune": None, "department": None, "insee": "", "locality": "", "postcode": ""}
    return PlaceFactory(**unknown, **options)
