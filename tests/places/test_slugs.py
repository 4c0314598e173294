"""Addresses of many places at once, as each would have got alone."""

import pytest

from maille.places.actions.slugs import free_slugs
from tests.factories.places import PlaceFactory

pytestmark = pytest.mark.django_db


def test_each_name_gets_its_first_free_address():
    PlaceFactory(slug="la-halle")
    PlaceFactory(slug="la-halle-3")
    names = ["La Halle", "Le Café", "La halle", "La Halle !", "Carte", "Le café"]
    assert free_slugs(names) == [
        *("la-halle-2", "le-cafe", "la-halle-4", "la-halle-5", "carte-2", "le-cafe-2")
    ]


def test_address_of_another_name_is_left_to_who_comes_first():
    assert free_slugs(["La Halle", "La Halle 2", "La Halle"]) == [
        *("la-halle", "la-halle-2", "la-halle-3")
    ]


def test_many_places_of_one_name_are_told_apart():
    for number in range(2, 60):
        PlaceFactory(slug=f"annexe-{number}")
    assert free_slugs(["Annexe", "Annexe"]) == ["annexe", "annexe-60"]
