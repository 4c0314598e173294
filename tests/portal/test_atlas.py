"""The atlas: kept until a place changes, read anew when nobody knows."""

import pytest

from maille.core.tiles.clusters import gather
from maille.places.actions import add_place, update_place
from maille.places.models import Place
from maille.portal.atlas.drawing import Pencil
from maille.portal.atlas.keeping import Keeper
from maille.portal.atlas.words import telling_words
from tests.factories.places import PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_atlas_is_kept_until_a_place_changes():
    keeper = Keeper()
    place = add_place(name="Le Moulin", by=None)
    first = keeper.at("one")
    PersonFactory()
    assert keeper.at("one") is first
    assert keeper.at("two") is first
    update_place(place=place, changes={"name": "La Grange"}, by=None)
    assert keeper.at("three").name == ("La Grange",)


def test_atlas_without_a_state_is_read_anew():
    keeper = Keeper()
    PlaceFactory(name="Le Moulin")
    assert keeper.at(None) is not keeper.at(None)


def test_what_was_done_by_hand_shows_after_a_minute(monkeypatch):
    keeper = Keeper()
    add_place(name="Le Moulin", by=None)
    assert keeper.at("one").name == ("Le Moulin",)
    Place.objects.update(name="La Grange")
    assert keeper.at("two").name == ("Le Moulin",)
    monkeypatch.setattr("maille.portal.atlas.keeping._SECONDS", -1.0)
    assert keeper.at("three").name == ("La Grange",)


def test_clusters_are_drawn_before_and_after_the_code_is_compiled():
    place = PlaceFactory(longitude=-0.29, latitude=49.2)
    PlaceFactory(longitude=-0.29, latitude=49.2)
    atlas = Keeper().at(None)
    level = gather(atlas.points, 3)
    pencil = Pencil()
    before = pencil.draw(level, 3, 2)
    pencil.sharpen(level)
    after = pencil.draw(level, 3, 2)
    assert before[0] == after[0] != b""
    assert place.pk in atlas.pk


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert telling_words("un café à la gare") == ["cafe", "gare"]
    assert telling_words("à la") == ["a", "la"]
