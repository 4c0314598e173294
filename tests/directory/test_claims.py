"""What sources say of a place, side by side, and which value it shows."""

import datetime as dt

import pytest

from maille.db.trail import changes_of
from maille.directory.actions import leave_to_sources, say_as_team, settle_places
from maille.directory.errors import DirectoryError
from maille.directory.models import Claim, Record, Shown
from maille.directory.queries import claims_of, provenance_of, sources_of
from maille.places.actions import update_place, update_portrait
from maille.places.models import Place
from maille.places.queries.columns import columns_of
from tests.factories.directory import make_source, tell
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory

WIP = {
    "name": "Le Wip",
    "street": "Route de Cabourg",
    "postcode": "14460",
    "locality": "Colombelles",
    "insee": "14167",
    "point": [-0.29, 49.2],
    "website": "http://lewip.example",
    "activities": ["coworking"],
    "opened": "2016-05",
}


def told_of(place, field):
    found = {one.field: one for one in claims_of(place)}
    return [(one.value, one.source_name, one.shown) for one in found[field].said]


@pytest.fixture
def wip(source):
    tell(source, ("1", WIP), on="2019-01-01")
    return Place.objects.get()


def test_new_row_makes_a_place_with_all_it_says(wip, colombelles):
    wip.refresh_from_db()
    assert (wip.name, wip.slug, wip.state, wip.commune) == (
        "Le Wip",
        "le-wip",
        "open",
        colombelles,
    )
    held = columns_of(wip)
    assert {name: held[name] for name in WIP} == {**WIP, "website": "https://lewip.example"}
    assert wip.coordinates_source == "Liste régionale"
    assert [change.field for change in changes_of(wip)] == ["added"]
    assert "colombelles" in wip.folded_text.split()
    assert Record.objects.get().place == wip
    assert Shown.objects.filter(claim__isnull=False).count() == len(WIP)


def test_what_the_team_changed_is_no_longer_its_source_s(wip):
    Place.objects.filter(pk=wip.pk).update(street="3 rue du Port")
    assert "street" not in provenance_of([wip])[wip.pk]
    assert provenance_of([wip])[wip.pk]["postcode"].source == "liste-regionale"


def test_same_row_again_changes_nothing(wip, source):
    before = list(Claim.objects.values_list("pk", "value"))
    tell(source, ("1", WIP), on="2019-01-01")
    assert list(Claim.objects.values_list("pk", "value")) == before
    assert changes_of(wip).count() == 1
    assert Place.objects.count() == 1


def test_two_places_of_one_name_have_two_addresses(source):
    tell(source, ("1", {"name": "La Cordée"}), ("2", {"name": "La Cordée"}))
    assert sorted(Place.objects.values_list("slug", flat=True)) == ["la-cordee", "la-cordee-2"]


def test_changed_row_changes_the_place_and_leaves_a_trail(wip, source):
    tell(source, ("1", {**WIP, "street": "1 rue Neuve"}), on="2020-01-01")
    wip.refresh_from_db()
    assert wip.street == "1 rue Neuve"
    change = changes_of(wip).first()
    assert (change.field, change.previous, change.new) == (
        "street",
        "Route de Cabourg",
        "1 rue Neuve",
    )


def test_value_that_its_source_withdraws_is_no_longer_shown(wip, source):
    said = {name: value for name, value in WIP.items() if name not in {"website", "opened"}}
    tell(source, ("1", said), on="2020-01-01")
    held = columns_of(Place.objects.get())
    assert (held["website"], held["opened"]) == ("", "")


def test_freshest_source_is_shown_and_the_other_kept(wip):
    other = make_source("Une autre liste")
    tell(
        other,
        ("a", {"street": "Ailleurs", "phone": "0100000000"}),
        on="2022-01-01",
        linked={"a": wip},
    )
    wip.refresh_from_db()
    assert wip.street == "Ailleurs"
    assert told_of(wip, "street") == [
        ("Ailleurs", "Une autre liste", True),
        ("Route de Cabourg", "Liste régionale", False),
    ]
    assert sources_of(wip) == ("Liste régionale", "Une autre liste")


def test_older_source_does_not_win_by_coming_later(wip):
    other = make_source("Une vieille liste")
    tell(other, ("a", {"street": "Jadis"}), on="2012-01-01", linked={"a": wip})
    wip.refresh_from_db()
    assert wip.street == "Route de Cabourg"


def test_address_is_never_put_together_from_two_sources(wip):
    other = make_source("Une autre liste")
    said = {"street": "2 place Haute", "locality": "Ailleurs"}
    tell(other, ("a", said), on="2022-01-01", linked={"a": wip})
    wip.refresh_from_db()
    assert (wip.street, wip.locality, wip.postcode) == ("2 place Haute", "Ailleurs", "")


def test_source_that_repeats_itself_says_it_on_its_new_day(wip, source):
    other = make_source("Une autre liste")
    tell(other, ("a", {"street": "Ailleurs"}), on="2022-01-01", linked={"a": wip})
    tell(source, ("1", WIP), on="2023-01-01")
    wip.refresh_from_db()
    assert wip.street == "Route de Cabourg"


def test_what_the_team_changed_stays(wip, source):
    person = PersonFactory()
    update_place(place=wip, changes={"name": "Le WIP"}, by=person)
    tell(source, ("1", {**WIP, "name": "Le Wip, Colombelles"}), on="2024-01-01")
    wip.refresh_from_db()
    assert wip.name == "Le WIP"
    assert told_of(wip, "name") == [
        ("Le WIP", "", True),
        ("Le Wip, Colombelles", "Liste régionale", False),
    ]


def test_what_the_team_emptied_stays_empty(wip, source):
    update_portrait(place=wip, changes={"activities": []}, by=None)
    tell(source, ("1", {**WIP, "activities": ["coworking", "fablab"]}), on="2024-01-01")
    wip.portrait.refresh_from_db()
    assert wip.portrait.activities == []


def test_team_says_a_value_then_leaves_it_to_sources(wip):
    say_as_team(place=wip, field="street", value="3 rue Haute", by=None)
    wip.refresh_from_db()
    assert wip.street == "3 rue Haute"
    assert provenance_of([wip])[wip.pk]["street"].source is None
    leave_to_sources(place=wip, field="street", by=None)
    wip.refresh_from_db()
    assert wip.street == "Route de Cabourg"
    assert provenance_of([wip])[wip.pk]["street"].source == "liste-regionale"


def test_place_that_its_team_described_keeps_what_it_says(source):
    place = PlaceFactory(name="Le Lieu")
    tell(source, ("1", {**WIP, "state": "closed"}), linked={"1": place})
    place.refresh_from_db()
    assert (place.name, place.street, place.state) == ("Le Lieu", "Route de Cabourg", "closed")


def test_place_that_a_team_runs_is_not_closed_by_a_list(source):
    place = MembershipFactory().place
    tell(source, ("1", {"state": "closed"}), linked={"1": place})
    place.refresh_from_db()
    assert place.state == "open"


def test_closure_that_a_list_dates_is_told(source):
    tell(source, ("1", {**WIP, "closed": "2023-07"}))
    place = Place.objects.get()
    assert place.state == "closed"
    assert [(e.kind, e.date, e.source) for e in place.life_events.all()] == [
        ("opened", "2016-05", "Liste régionale"),
        ("closed", "2023-07", "Liste régionale"),
    ]


def test_dates_that_cannot_be_true_are_kept_and_not_shown(source):
    tell(source, ("1", {**WIP, "opened": "2020", "closed": "2010"}))
    place = Place.objects.get()
    assert place.life_events.count() == 0
    assert told_of(place, "closed") == [("2010", "Liste régionale", True)]
    assert settle_places(places=[place]) == []
    assert (place.state, told_of(place, "opened")[0][2]) == ("open", True)


def test_merged_place_counts_for_the_kept_one(wip):
    other = make_source("Une autre liste")
    tell(other, ("a", {"name": "WIP", "phone": "0231000000"}), on="2022-01-01")
    double = Place.objects.get(name="WIP")
    double.merged_into = wip
    double.save()
    assert [place.pk for place in settle_places(places=[double])] == [wip.pk]
    wip.refresh_from_db()
    assert wip.name == "WIP"
    assert wip.portrait.phone == "0231000000"
    assert sources_of(double) == ("Liste régionale", "Une autre liste")


def test_unknown_field_is_refused(wip):
    with pytest.raises(DirectoryError, match="colour"):
        say_as_team(place=wip, field="colour", value="red", by=None)
    with pytest.raises(DirectoryError, match="14 460"):
        say_as_team(place=wip, field="postcode", value="14 460", by=None)


def test_provenance_names_source_licence_and_day(wip):
    found = provenance_of([wip.pk])[wip.pk]["name"]
    assert (found.source, found.licence, found.said_on) == (
        "liste-regionale",
        "etalab-2.0",
        dt.date(2019, 1, 1),
    )
