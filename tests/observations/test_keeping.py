"""The team reads its observations again, corrects them and decides about the doubtful ones."""

import uuid

import pytest
from django.urls import reverse

from maille.observations.actions import record_observations
from maille.observations.enums import Origin
from maille.observations.models import Observation
from maille.places.enums import Role
from tests.factories.places import MembershipFactory, PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db
KEY = str(uuid.UUID(int=7))
LUNCH = {
    "id": KEY,
    "kind": "occasion",
    "on": "2025-03-04",
    "people": 42,
    "counted": True,
    "note": "Repas du vendredi",
    "themes": ["social_ties"],
    "author": "carnet rouge",
}


def keep(place, *items) -> None:
    record_observations(place=place, items=items, origin=Origin.CAPTURE, by=None)


def page_of(client, name: str, *rest: str, **query: str) -> str:
    answer = client.get(reverse(f"observations:{name}", args=["la-filature", *rest]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name: str, **typed: object):
    address = reverse(f"observations:{name}", args=["la-filature", KEY])
    return client.post(address, typed, follow=True)


def states() -> list[tuple[int, str]]:
    return list(Observation.objects.order_by("version").values_list("version", "state"))


def test_empty_list_teaches_how_to_begin(client, steward):
    page = page_of(client, "list")
    assert "Commencez aujourd’hui" in page
    assert 'href="/noter/?lieu=la-filature"' in page


def test_list_narrows_to_a_month_and_a_kind(client, steward, place):
    days = {"2025-03-04": "occasion", "2025-03-05": "presence", "2025-04-01": "presence"}
    items = [
        {"id": str(uuid.uuid4()), "kind": kind, "on": on, "people": 3} for on, kind in days.items()
    ]
    keep(place, *items)
    answer = client.get(
        reverse("observations:list", args=["la-filature"]), {"mois": "2025-03", "genre": "presence"}
    )
    assert [str(row.on) for row in answer.context["page"]] == ["2025-03-05"]
    filters = answer.context["filters"]
    assert [(f"{first:%Y-%m}", n) for first, n in filters.months] == [
        ("2025-04", 1),
        ("2025-03", 1),
    ]
    assert filters.kinds == (("occasion", 1), ("presence", 1))


def test_narrowing_that_finds_nothing_says_so(client, steward, place):
    keep(place, LUNCH)
    assert "Rien n’a été noté pour ce choix." in page_of(client, "list", mois="2024-01")


def test_narrowing_that_means_nothing_shows_everything(client, steward, place):
    keep(place, LUNCH)
    assert "42 personnes, comptées" in page_of(client, "list", mois="hier", genre="fête", page="x")


def test_observation_shows_what_it_says_and_its_history(client, steward, place):
    keep(place, {**LUNCH, "at": "12:30", "minutes": 90, "outcome": "Un jardin"})
    page = page_of(client, "observation", KEY)
    for words in ("12\u00a0h\u00a030", "90\u00a0min", "Lien social", "Version 1", "Un jardin"):
        assert words in page, words


def test_observation_of_another_place_does_not_exist(client, steward):
    keep(PlaceFactory(), LUNCH)
    address = reverse("observations:observation", args=["la-filature", KEY])
    assert client.get(address).status_code == 404


def test_correction_counts_and_leaves_the_first_readable(client, steward, place):
    keep(place, LUNCH)
    page = page_of(client, "correct", KEY)
    assert 'value="42"' in page
    answer = send(
        client, "correct", kind="occasion", on="2025-03-04", people="36", how="about", note="Repas"
    )
    assert answer.redirect_chain[-1][0].endswith(f"/{KEY}/")
    assert states() == [(1, "replaced"), (2, "counted")]
    corrected = Observation.objects.get(version=2)
    assert corrected.content == {
        "id": KEY,
        "kind": "occasion",
        "on": "2025-03-04",
        "people": 36,
        "note": "Repas",
        "author": "carnet rouge",
    }
    assert corrected.by == steward


def test_impossible_correction_is_told_beside_its_field(client, steward, place):
    keep(place, LUNCH)
    answer = send(client, "correct", kind="occasion", on="2126-03-04", people="36", how="about")
    assert list(answer.context["form"].errors) == ["on"]
    assert states() == [(1, "counted")]


def test_range_is_corrected_as_a_range(client, steward, place):
    keep(place, {**LUNCH, "counted": False, "people_high": 50})
    answer = client.get(reverse("observations:correct", args=["la-filature", KEY]))
    assert answer.context["form"]["how"].value() == "between"


def test_cancelled_observation_stays_readable_with_its_reason(client, steward, place):
    keep(place, LUNCH)
    page = send(client, "cancel", version="1", reason="notée deux fois").content.decode()
    assert states() == [(1, "cancelled")]
    assert "notée deux fois" in page
    assert "La rétablir et la compter de nouveau" in page


def test_cancelling_asks_why(client, steward, place):
    keep(place, LUNCH)
    answer = send(client, "cancel", version="1", reason=" ")
    assert list(answer.context["form"].errors) == ["reason"]
    assert states() == [(1, "counted")]


def test_nothing_waits_when_all_is_clear(client, steward, place):
    keep(place, LUNCH)
    assert "Rien n’attend" in page_of(client, "doubts")


def test_versions_side_by_side_show_what_differs(client, steward, place):
    keep(place, LUNCH)
    keep(place, {**LUNCH, "people": 36, "counted": False})
    page = page_of(client, "doubts")
    assert page.count("Celle-ci compte") == 2
    assert "environ 36 personnes" in page
    assert "Lien social" not in page
    send(client, "choose", version="2")
    assert states() == [(1, "replaced"), (2, "counted")]


def test_version_that_does_not_exist_is_not_chosen(client, steward, place):
    keep(place, LUNCH)
    for version in ("9", "", "x", "9" * 20):
        assert send(client, "choose", version=version).status_code == 404


def test_impossible_observation_is_mended_and_counts(client, steward, place):
    keep(place, {**LUNCH, "people": -3, "on": "1926-03-04"})
    page = page_of(client, "doubts")
    assert "ce nombre est négatif" in page
    assert "cette date est trop ancienne" in page
    send(client, "choose", version="1")
    assert states() == [(1, "quarantined")]
    send(client, "correct", kind="occasion", on="2025-03-04", people="3", how="counted")
    assert states() == [(1, "replaced"), (2, "counted")]


@pytest.mark.parametrize("content", [{"kind": "fête", "people": "beaucoup"}, {"note": "\x00"}])
def test_unreadable_observation_is_shown_as_it_came(client, steward, place, content):
    keep(place, {"id": KEY, **content})
    assert "Illisible" in page_of(client, "doubts")
    for name in ("observation", "correct"):
        page_of(client, name, KEY)


HELD = {**LUNCH, "kind": "testimony", "note": "Mme Martin sort de l'hôpital.", "consent": True}


@pytest.mark.parametrize(("decision", "hold"), [("release", "released"), ("hold", "rejected")])
def test_steward_decides_about_held_words(client, steward, place, decision, hold):
    keep(place, HELD)
    assert "Elles peuvent être imprimées" in page_of(client, "doubts")
    send(client, "words", version="1", **{decision: "1"})
    assert Observation.objects.get().hold == hold
    assert "Ce qui a été décidé" in page_of(client, "observation", KEY)


def test_contributor_sees_that_words_are_held_and_does_not_decide(client, place):
    keep(place, HELD)
    person = MembershipFactory(place=place, person=PersonFactory(), role=Role.CONTRIBUTOR).person
    client.force_login(person)
    page = page_of(client, "doubts")
    assert "L’équipe gestionnaire décide." in page
    assert "Elles peuvent être imprimées" not in page


def test_withdrawn_words_leave_every_version(client, steward, place):
    keep(place, HELD)
    assert "Cochez la case" in send(client, "withdraw").content.decode()
    page = send(client, "withdraw", sure="on").content.decode()
    assert "Martin" not in page
    assert "retirées le" in page
    assert "sont effacées" in send(client, "withdraw", sure="on").content.decode()
    send(client, "words", version="1", release="1")
    assert Observation.objects.get().hold == ""


def test_team_finds_its_observations_from_the_page_of_the_place(client, steward):
    page = client.get(reverse("places:place", args=["la-filature"])).content.decode()
    assert 'href="/lieux/la-filature/observations/"' in page
