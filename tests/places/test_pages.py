"""Adding a place, its team, its devices, its changes, its networks."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from maille.places import actions
from maille.places.models import DeviceToken, Invitation, Membership, Network, Place
from maille.places.values import LinkLine
from tests.factories.places import (
    CommuneFactory,
    MembershipFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit_reached_before():
    cache.clear()


def test_adding_a_place_makes_its_author_a_steward(client):
    CommuneFactory()
    person = PersonFactory()
    address = reverse("places:add")
    assert client.get(address).status_code == 302
    client.force_login(person)
    response = client.post(address, {"name": "Le Wip", "commune": "colombelles", "state": "open"})
    assert response.url == reverse("places:edit", args=["le-wip"])
    assert Membership.objects.get(person=person).place.insee == "14167"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "", "state": "open"}, "name"),
        ({"name": "a\0b", "state": "open"}, "name"),
        ({"name": "x", "state": "burnt"}, "state"),
        ({"name": "x", "state": "open", "commune": "Zzyzx"}, "commune"),
    ],
)
def test_adding_a_place_keeps_what_was_typed(client, typed, wrong):
    client.force_login(PersonFactory())
    response = client.post(reverse("places:add"), typed)
    assert set(response.context["form"].errors) == {wrong}
    assert response.context["form"]["name"].value() == typed["name"]


def test_several_communes_that_answer_are_offered(client):
    CommuneFactory(code="93066", name="Saint-Denis", folded_names="saint denis")
    CommuneFactory(code="97411", name="Saint-Denis", folded_names="saint denis")
    client.force_login(PersonFactory())
    typed = {"name": "Le 6b", "state": "open", "commune": "St Denis"}
    response = client.post(reverse("places:add"), typed)
    offered = response.context["form"].fields["chosen"].choices
    assert [code for code, _label in offered] == ["93066", "97411"]
    client.post(reverse("places:add"), typed | {"chosen": "97411"})
    assert Place.objects.get().insee == "97411"


def test_places_are_added_at_a_human_pace(client):
    client.force_login(PersonFactory())
    address = reverse("places:add")
    codes = [client.post(address, {"name": ""}).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]


def test_my_places_and_networks(client, steward, place, facilitator):
    client.force_login(steward)
    assert "La Filature" in text_of(client.get(reverse("places:mine")))
    client.force_login(facilitator)
    assert "Réseau normand" in text_of(client.get(reverse("places:mine")))


def test_the_list_of_my_places_costs_the_same(client, steward, django_assert_num_queries):
    for _ in range(5):
        MembershipFactory(person=steward)
    client.force_login(steward)
    client.get(reverse("places:mine"))
    with django_assert_num_queries(5):
        client.get(reverse("places:mine"))


def test_inviting_writes_a_letter_that_is_answered(client, place, steward, mailoutbox):
    client.force_login(steward)
    typed = {"email": "Camille@example.org", "role": "contributor"}
    assert client.post(reverse("places:team", args=[place.slug]), typed).status_code == 302
    invitation = Invitation.objects.get()
    address = reverse("places:invitation", args=[invitation.public_id])
    (letter,) = mailoutbox
    assert letter.to == ["camille@example.org"]
    assert letter.subject == "La Filature vous invite dans son équipe"
    assert f"http://testserver{address}" in letter.body
    assert "camille@example.org" in text_of(client.get(reverse("places:team", args=[place.slug])))
    client.force_login(PersonFactory(email="camille@example.org"))
    assert "La Filature" in text_of(client.get(address))
    assert client.post(address).url == reverse("places:place", args=[place.slug])
    assert Membership.objects.get(person__email="camille@example.org").role == "contributor"


def test_an_invitation_of_another_is_not_taken(client, place, stranger):
    invitation = actions.invite_member(place=place, email="a@b.org", role="steward", by=None)
    client.force_login(stranger)
    response = client.post(reverse("places:invitation", args=[invitation.public_id]))
    assert response.status_code == 200
    assert Invitation.objects.count() == 1
    assert not Membership.objects.filter(person=stranger, place=place).exists()


def test_roles_change_and_the_last_steward_stays(client, place, steward, reader):
    client.force_login(steward)
    member = Membership.objects.get(person=reader)
    mine = Membership.objects.get(person=steward)
    for row, role in ((member, "contributor"), (mine, "reader"), (member, "emperor")):
        client.post(reverse("places:member_role", args=[place.slug, row.pk]), {"role": role})
    assert {row.role for row in place.memberships.all()} == {"contributor", "steward"}
    client.post(reverse("places:member_remove", args=[place.slug, mine.pk]))
    assert place.memberships.count() == 2
    client.post(reverse("places:member_role", args=[place.slug, member.pk]), {"role": "steward"})
    response = client.post(reverse("places:member_remove", args=[place.slug, mine.pk]))
    assert response.url == reverse("places:mine")
    assert list(place.memberships.all()) == [member]


def test_a_device_token_is_shown_once(client, place, steward):
    client.force_login(steward)
    address = reverse("places:devices", args=[place.slug])
    response = client.post(address, {"label": "La tablette"})
    secret = response.context["secret"]
    assert secret in response.content.decode()
    page = text_of(client.get(address))
    assert secret not in page
    assert "La tablette" in page
    client.post(
        reverse("places:device_revoke", args=[place.slug, DeviceToken.objects.get().public_id])
    )
    assert "retiré le" in text_of(client.get(address))


def test_the_page_of_changes_says_who_and_what_was_there_before(client, place, steward):
    actions.update_portrait(place=place, changes={"audiences": ["families"]}, by=steward)
    actions.update_portrait(place=place, changes={"audiences": ["children"]}, by=steward)
    actions.set_links(place=place, links=[LinkLine("wiki", "https://example.org")], by=None)
    actions.update_place(place=place, changes={"is_public": False}, by=None)
    client.force_login(steward)
    response = client.get(reverse("places:history", args=[place.slug]))
    passages = [
        (str(passage.label), passage.previous, passage.new, passage.author)
        for passage in response.context["page"]
    ]
    assert passages == [
        ("Page publique", ("oui",), ("non",), ""),
        ("Liens", (), ("wiki, https://example.org",), ""),
        ("Publics accueillis", ("familles",), ("enfants",), str(steward)),
        ("Publics accueillis", (), ("familles",), str(steward)),
    ]


def test_the_page_of_changes_comes_by_pages(client, place, steward, django_assert_max_num_queries):
    for number in range(90):
        actions.update_place(place=place, changes={"name": f"Nom {number}"}, by=steward)
    client.force_login(steward)
    with django_assert_max_num_queries(9):
        response = client.get(reverse("places:history", args=[place.slug]), {"page": 3})
    assert len(response.context["page"]) == 10


def test_a_network_lists_its_public_places(client, place, facilitator):
    PlaceFactory(name="Cachée", is_public=False).networks.add(Network.objects.get())
    page = text_of(client.get(reverse("places:network", args=["reseau-normand"])))
    assert "La Filature" in page
    assert "Cachée" not in page
