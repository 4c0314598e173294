"""One place counting for two, and everything as it was once that is undone."""

import datetime as dt
import json

import pytest
from django.core import serializers
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from maille.db.trail import changes_of
from maille.directory.actions import (
    merge_places,
    say_as_team,
    settle_places,
    undo_merge,
)
from maille.directory.errors import DirectoryError
from maille.directory.models import (
    Claim,
    Delivery,
    Doubt,
    Merge,
    Pair,
    Question,
    Record,
    Shown,
    Source,
)
from maille.directory.queries import claims_of
from maille.places.actions import update_place
from maille.places.models import (
    Belonging,
    LifeEvent,
    Link,
    Membership,
    Place,
    Portrait,
)
from maille.places.queries import public_places
from maille.places.queries.columns import columns_of
from tests.factories.directory import make_source, tell
from tests.factories.places import (
    CommuneFactory,
    MembershipFactory,
    NetworkFactory,
    PersonFactory,
    PlaceFactory,
)

TABLES = (
    *(Place, Portrait, Link, LifeEvent, Membership, Belonging),
    *(Source, Delivery, Record, Claim, Shown, Doubt, Question, Pair),
)


def dump():
    """Give every row of places and of the directory, merges and the trail aside."""
    rows = [row for table in TABLES for row in table.objects.order_by("pk")]
    return json.loads(serializers.serialize("json", rows))


def a_place(source, key, on="2026-01-01", **claims):
    tell(source, (key, {"name": f"Lieu {key}", "locality": "Colombelles", **claims}), on=on)
    return Record.objects.get(source=source, key=key).place


def shown(place):
    found = Place.objects.select_related("portrait").get(pk=place.pk)
    return columns_of(found)


@pytest.fixture
def two(source):
    older = a_place(source, "1", name="La Filature", street="3 rue du Tissage", phone="0231000001")
    newer = a_place(
        make_source("Autre liste"),
        "1",
        on="2026-06-01",
        name="Filature",
        email="bonjour@filature.fr",
        website="https://filature.fr",
        opened="2019",
    )
    return older, newer


def test_kept_place_shows_what_is_told_of_both(two):
    kept, merged = two
    merge_places(kept=kept, merged=merged, by=None)
    now = shown(kept)
    assert (now["name"], now["street"], now["phone"]) == (
        "Filature",
        "3 rue du Tissage",
        "0231000001",
    )
    assert (now["email"], now["website"], now["opened"]) == (
        "bonjour@filature.fr",
        "https://filature.fr",
        "2019",
    )
    assert list(public_places()) == [kept]
    names = {one.field: [said.source_name for said in one.said] for one in claims_of(kept)}
    assert names["name"] == ["Autre liste", "Liste régionale"]


def test_undone_merge_leaves_every_row_as_it_was(two):
    kept, merged = two
    before = dump()
    merge = merge_places(kept=kept, merged=merged, by=None)
    assert dump() != before
    undo_merge(merge=merge, by=None)
    assert dump() == before


def test_both_are_kept_in_the_trail(two):
    kept, merged = two
    person = PersonFactory()
    undo_merge(merge=merge_places(kept=kept, merged=merged, by=person), by=person)
    told = [
        (change.field, change.previous, change.new, change.by)
        for change in changes_of(merged)
        if change.field == "merged_into"
    ]
    name = kept.name
    assert told == [("merged_into", name, None, person), ("merged_into", None, name, person)]


def test_kept_place_stands_in_the_lists_of_both(two):
    kept, merged = two
    network, shared = NetworkFactory(), NetworkFactory()
    for place in two:
        Belonging.objects.create(place=place, network=shared, agreed_at=dt.datetime.now(dt.UTC))
    Belonging.objects.create(place=merged, network=network, agreed_at=dt.datetime.now(dt.UTC))
    before = dump()
    merge = merge_places(kept=kept, merged=merged, by=None)
    listed = dict(Belonging.objects.filter(place=kept).values_list("network", "agreed_at"))
    assert listed[network.pk] is None
    assert listed[shared.pk] is not None
    undo_merge(merge=merge, by=None)
    assert dump() == before


def test_what_was_written_after_the_merge_stays(two):
    kept, merged = two
    merge = merge_places(kept=kept, merged=merged, by=None)
    update_place(place=Place.objects.get(pk=kept.pk), changes={"name": "La Belle"}, by=None)
    undo_merge(merge=merge, by=None)
    assert (shown(kept)["name"], shown(kept)["email"]) == ("La Belle", "")
    assert shown(merged)["name"] == "Filature"


def test_what_sources_said_meanwhile_goes_to_the_place_they_speak_of(two, source):
    kept, merged = two
    merge = merge_places(kept=kept, merged=merged, by=None)
    other = Source.objects.exclude(pk=source.pk).get()
    tell(other, ("1", {"name": "Filature du Nord", "phone": "0231000009"}), on="2026-09-01")
    assert shown(kept)["name"] == "Filature du Nord"
    undo_merge(merge=merge, by=None)
    assert (shown(kept)["name"], shown(kept)["phone"]) == ("La Filature", "0231000001")
    assert (shown(merged)["name"], shown(merged)["phone"]) == ("Filature du Nord", "0231000009")


def test_team_of_the_kept_place_is_believed_first(two):
    kept, merged = two
    say_as_team(place=kept, field="name", value="La Filature, tiers-lieu", by=None)
    settle_places(places=[kept])
    merge_places(kept=kept, merged=merged, by=None)
    assert shown(kept)["name"] == "La Filature, tiers-lieu"


def test_merging_into_a_merged_place_follows_it(two, source):
    kept, merged = two
    third = a_place(source, "3")
    merge_places(kept=kept, merged=merged, by=None)
    merge = merge_places(kept=merged, merged=third, by=None)
    assert merge.kept == kept


def test_chains_and_circles(two, source):
    kept, merged = two
    third = a_place(source, "3")
    merge_places(kept=kept, merged=merged, by=None)
    with pytest.raises(DirectoryError, match="lui-même"):
        merge_places(kept=kept, merged=kept, by=None)
    with pytest.raises(DirectoryError, match="lui-même"):
        merge_places(kept=merged, merged=kept, by=None)
    with pytest.raises(DirectoryError, match="déjà"):
        merge_places(kept=third, merged=Place.objects.get(pk=merged.pk), by=None)
    chain = merge_places(kept=third, merged=Place.objects.get(pk=kept.pk), by=None)
    assert shown(third)["email"] == "bonjour@filature.fr"
    undo_merge(merge=chain, by=None)
    assert shown(third)["email"] == ""
    with pytest.raises(DirectoryError, match="déjà"):
        undo_merge(merge=chain, by=None)


def test_public_place_is_not_hidden_behind_a_draft(two):
    kept, merged = two
    update_place(place=kept, changes={"is_public": False}, by=None)
    with pytest.raises(DirectoryError, match="public"):
        merge_places(kept=kept, merged=merged, by=None)


def test_first_of_two_merges_undone_leaves_the_second(two, source):
    kept, merged = two
    third = a_place(source, "3", phone="0231000003", on="2026-08-01")
    only = merge_places(kept=kept, merged=third, by=None)
    expected = shown(kept)
    undo_merge(merge=only, by=None)
    first = merge_places(kept=kept, merged=merged, by=None)
    second = merge_places(kept=kept, merged=third, by=None)
    undo_merge(merge=first, by=None)
    assert shown(kept) == expected
    undo_merge(merge=second, by=None)
    assert shown(kept)["phone"] == "0231000001"


VALUES = st.fixed_dictionaries(
    {"name": st.sampled_from(["Le Bocal", "Bocal", "La Filature"])},
    optional={
        "street": st.sampled_from(["3 rue du Tissage", "9 quai du Port"]),
        "phone": st.sampled_from(["0231000001", "0231000002"]),
        "website": st.sampled_from(["https://a.fr", "https://b.fr"]),
        "opened": st.sampled_from(["2016", "2019-10"]),
        "closed": st.sampled_from(["2023-07"]),
        "activities": st.sampled_from([["coworking"], []]),
        "point": st.sampled_from([[-0.29, 49.2], [-0.3, 49.21]]),
    },
)


class TestUndoing(TestCase):
    @settings(max_examples=12, deadline=None)
    @given(
        told=st.lists(VALUES, min_size=3, max_size=3),
        order=st.permutations([0, 1, 2]),
        by_hand=st.booleans(),
    )
    def test_any_merges_undone_in_any_order_leave_every_row_as_it_was(self, told, order, by_hand):
        CommuneFactory()
        source = make_source()
        places = [
            a_place(source, str(number), on=f"2026-0{number + 1}-01", **values)
            for number, values in enumerate(told)
        ]
        fourth = PlaceFactory()
        if by_hand:
            MembershipFactory(place=fourth)
            say_as_team(place=places[0], field="phone", value="0231000007", by=None)
            settle_places(places=places)
        before = dump()
        merges = [
            merge_places(kept=places[0], merged=places[1], by=None),
            merge_places(kept=fourth, merged=places[0], by=None),
            merge_places(kept=fourth, merged=places[2], by=None),
        ]
        for number in order:
            undo_merge(merge=merges[number], by=None)
        assert dump() == before
        assert Merge.objects.filter(undone_at=None).count() == 0
