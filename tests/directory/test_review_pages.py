"""Pages where somebody says whether two places are one, and takes a merge back."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from maille.directory.actions import decide_pair, merge_places
from maille.directory.enums import PairDecision
from maille.directory.errors import DirectoryError
from maille.directory.models import Merge, Pair
from maille.directory.policies import may_decide_pair, may_review_duplicates, may_undo_merge
from maille.people.actions import add_person
from maille.places.models import Belonging, Place
from tests.factories.directory import make_source, tell
from tests.factories.places import (
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
)

WIP = {"name": "Le Wip", "street": "7 rue des Ateliers", "locality": "Colombelles"}
LIST = "/annuaire/doublons/"


@pytest.fixture
def administrator(client, db):
    cache.clear()  # who asks too often is counted there
    person = add_person(email="admin@example.org", is_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def places(source):
    tell(source, ("1", WIP), ("2", {**WIP, "name": "WIP"}), ("3", {**WIP, "name": "La Cantine"}))
    return list(Place.objects.order_by("pk"))


@pytest.fixture
def pair(places, client, administrator):
    client.post(reverse("directory:duplicates_look"))
    return Pair.objects.get()


def decide(client, pair, decision, kept=None):
    data = {"decision": decision, "kept": str((kept or pair.first).public_id)}
    return client.post(reverse("directory:pair", args=[pair.public_id]), data)


def test_places_are_compared_and_listed(client, pair, places):
    page = client.get(LIST).content.decode()
    assert (pair.first, pair.second) == (places[0], places[1])
    assert page.count(reverse("directory:pair", args=[pair.public_id])) == 1
    assert "1 paire" in page


def test_list_is_filtered(client, pair):
    Pair.objects.update(probability=0.7)
    found = {
        query: reverse("directory:pair", args=[pair.public_id])
        in client.get(f"{LIST}?{query}").content.decode()
        for query in ("above=80", "above=", "decision=unsure", "decision=nonsense")
    }
    assert found == {"above=80": False, "above=": True, "decision=unsure": False} | {
        "decision=nonsense": True
    }


def test_two_places_stand_side_by_side(client, pair):
    page = client.get(reverse("directory:pair", args=[pair.public_id])).content.decode()
    assert page.count("7 rue des Ateliers") == 4
    assert "le même nom, à l’orthographe près" in page.replace("'", "’")
    assert "Aucun des deux ne dit" in page


def test_same_place_is_merged_and_its_page_leads_on(client, pair, places):
    kept, merged, _other = places
    answer = decide(client, pair, "same", kept=kept)
    assert answer.url == LIST
    page = client.get(reverse("places:place", args=[merged.slug]))
    assert (page.status_code, page.url) == (302, reverse("places:place", args=[kept.slug]))
    assert client.get(reverse("reports:editions", args=[merged.slug])).status_code == 200
    page = client.get(reverse("directory:pair", args=[pair.public_id])).content.decode()
    assert "Ces deux lieux sont réunis." in page


def test_merge_is_undone_from_its_page(client, pair, places):
    decide(client, pair, "same", kept=places[0])
    merge = Merge.objects.get()
    listed = client.get(reverse("directory:merges")).content.decode()
    undo = reverse("directory:merge_undo", args=[merge.public_id])
    assert undo in listed
    client.post(undo)
    again = client.post(undo, follow=True).content.decode()
    assert "déjà défaite" in again
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == ("", None)
    assert client.get(reverse("places:place", args=[places[1].slug])).status_code == 200


def test_one_to_keep_is_one_of_the_two(client, pair, places):
    page = decide(client, pair, "same", kept=places[2])
    assert (page.status_code, Merge.objects.exists()) == (200, False)
    with pytest.raises(DirectoryError, match="lequel des deux"):
        decide_pair(pair=pair, decision=PairDecision.SAME, kept=places[2], by=None)


def test_pair_that_was_merged_meanwhile_says_so(client, pair, places):
    decide(client, pair, "same", kept=places[0])
    page = decide(client, pair, "different").content.decode()
    assert "Ces deux lieux sont réunis." in page


def test_not_the_same_is_never_proposed_again(client, pair, administrator):
    decide(client, pair, "different")
    client.post(reverse("directory:duplicates_look"))
    pair = Pair.objects.get()
    assert (pair.decision, pair.decided_by) == (PairDecision.DIFFERENT, administrator)
    assert "Aucune paire" in client.get(LIST).content.decode()
    assert "1 paire" in client.get(f"{LIST}?decision=different").content.decode()


def test_not_the_same_holds_for_what_is_merged_since(client, pair, places, source):
    decide(client, pair, "different")
    tell(make_source("Autre"), ("9", {**WIP, "name": "Wip"}))
    twin = Place.objects.latest("pk")
    client.post(reverse("directory:duplicates_look"))
    assert Pair.objects.filter(decision="").count() == 2
    merge_places(kept=twin, merged=places[1], by=None)
    client.post(reverse("directory:duplicates_look"))
    assert Pair.objects.filter(decision="").count() == 0


def test_i_do_not_know_waits_for_somebody_else(client, pair):
    decide(client, pair, "unsure")
    client.post(reverse("directory:duplicates_look"))
    assert "Aucune paire" in client.get(LIST).content.decode()
    assert "1 paire" in client.get(f"{LIST}?decision=unsure").content.decode()


def test_pair_that_is_no_longer_probable_is_forgotten(client, pair, places):
    Place.objects.filter(pk=places[1].pk).update(name="Le Dock", street="9 quai du Port")
    client.post(reverse("directory:duplicates_look"))
    assert not Pair.objects.exists()


def test_pair_keeps_its_row_and_takes_the_new_probability(client, pair):
    Pair.objects.update(probability=0.6)
    client.post(reverse("directory:duplicates_look"))
    again = Pair.objects.get()
    assert (again.pk, again.probability > 0.9) == (pair.pk, True)


def test_too_many_places_are_left_to_the_command(client, pair, monkeypatch):
    monkeypatch.setattr("maille.directory.views.duplicates._MOST_AT_ONCE", 1)
    page = client.post(reverse("directory:duplicates_look"), follow=True).content.decode()
    assert page.count("lancez la commande") == 1
    assert "maille places duplicates" in page


def test_facilitator_decides_of_what_concerns_her_network(client, pair, places):
    network = NetworkFactory()
    person = PersonFactory()
    assert not may_review_duplicates(person)
    NetworkMembershipFactory(person=person, network=network)
    assert may_review_duplicates(person)
    Belonging.objects.create(place=places[0], network=network)
    assert not may_decide_pair(person, pair)
    Belonging.objects.create(place=places[1], network=network)
    assert may_decide_pair(person, pair)
    client.force_login(person)
    assert "1 paire" in client.get(LIST).content.decode()
    merge = merge_places(kept=places[0], merged=places[1], by=person)
    assert may_undo_merge(person, merge)
    assert "1 fusion" in client.get(LIST).content.decode()


def test_being_listed_gives_no_right_over_a_place_with_a_team(pair, places):
    network, person = NetworkFactory(), PersonFactory()
    NetworkMembershipFactory(person=person, network=network)
    for place in places:
        Belonging.objects.create(place=place, network=network)
    MembershipFactory(place=places[0])
    assert not may_decide_pair(person, pair)
    Belonging.objects.filter(place=places[0]).update(agreed_at=pair.found_at)
    assert may_decide_pair(person, pair)


def test_source_of_a_network_concerns_it(pair, source):
    network, person = NetworkFactory(), PersonFactory()
    NetworkMembershipFactory(person=person, network=network)
    source.network = network
    source.save()
    assert may_decide_pair(person, pair)


def test_visitors_decide_of_nothing(pair):
    assert not may_review_duplicates(None)
    assert not may_decide_pair(None, pair)


def test_rows_name_both_places(pair, places):
    merge = merge_places(kept=places[0], merged=places[1], by=None)
    assert str(pair) == f"{places[0].pk} {places[1].pk}"
    assert str(merge) == f"{places[1].pk} {places[0].pk}"
