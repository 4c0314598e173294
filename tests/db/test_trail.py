"""The trail: what a field held before, since when, by whom."""

import datetime as dt

import pytest

from maille.db.models import Change
from maille.db.trail import changes_of, record_changes
from tests.factories.places import PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC)
EVENING = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)


def test_only_what_differs_is_kept():
    place, person = PlaceFactory(), PersonFactory()
    record_changes(
        thing=place,
        before={"name": "Le Wip", "state": "open"},
        after={"name": "Le Wip", "state": "closed"},
        by=person,
        at=MORNING,
    )
    change = changes_of(place).get()
    assert (change.field, change.previous, change.new) == ("state", "open", "closed")
    assert (change.by, change.at) == (person, MORNING)
    assert str(change) == f"{change.thing} {place.public_id} state"


def test_a_field_that_appears_or_goes_is_kept():
    place = PlaceFactory()
    record_changes(thing=place, before={"a": 1}, after={"b": 2}, by=None, at=MORNING)
    kept = {change.field: (change.previous, change.new) for change in changes_of(place)}
    assert kept == {"a": (1, None), "b": (None, 2)}


def test_the_newest_change_comes_first_and_each_thing_has_its_own():
    place, other = PlaceFactory(), PlaceFactory()
    record_changes(thing=place, before={"a": 1}, after={"a": 2}, by=None, at=MORNING)
    record_changes(thing=place, before={"a": 2}, after={"a": 3}, by=None, at=EVENING)
    record_changes(thing=other, before={"a": 5}, after={"a": 6}, by=None, at=EVENING)
    assert [change.new for change in changes_of(place)] == [3, 2]


def test_the_trail_keeps_what_somebody_did_after_they_left():
    place, person = PlaceFactory(), PersonFactory()
    record_changes(thing=place, before={"a": 1}, after={"a": 2}, by=person, at=MORNING)
    person.delete()
    assert Change.objects.get().by is None
