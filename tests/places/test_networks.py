"""Networks: asked for, confirmed, drawn, joined by a place's own yes, left."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from maille.db.trail import changes_of
from maille.places import actions
from maille.places.actions.places import fold_place
from maille.places.errors import InvalidPlaceError, InvitationError
from maille.places.models import Belonging, Network, NetworkInvitation
from maille.places.policies import (
    may_ask_for_network,
    may_facilitate,
    may_read_drafts,
    may_see_network,
)
from maille.places.queries.networks import places_around, stale_places
from maille.places.queries.territories import find_part, parts_named, territory_of
from tests.factories.places import (
    BelongingFactory,
    CommuneFactory,
    DepartmentFactory,
    MembershipFactory,
    NetworkFactory,
    NetworkMembershipFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.places.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return NetworkFactory(name="Les Mailles", slug="les-mailles")


@pytest.fixture
def looks_after(network):
    return NetworkMembershipFactory(network=network).person


def test_a_steward_asks_and_an_administrator_confirms(steward, administrator, reader):
    network = actions.ask_for_network(name=" Les  Mailles ", by=steward)
    assert (network.name, network.slug, network.confirmed_at) == (
        "Les Mailles",
        "les-mailles",
        None,
    )
    assert may_facilitate(steward, network)
    assert (may_see_network(None, network), may_see_network(steward, network)) == (False, True)
    assert actions.confirm_network(network=network).confirmed_at is not None
    assert may_see_network(None, network)
    assert actions.ask_for_network(name="Autres", by=administrator).confirmed_at is not None
    asked = [may_ask_for_network(one) for one in (None, reader, steward, administrator)]
    assert asked == [False, False, True, True]


def test_a_network_has_a_name_of_its_own(steward, network):
    for name in ("  ", "les mailles", "Les Mailles"):
        with pytest.raises(InvalidPlaceError):
            actions.ask_for_network(name=name, by=steward)
    other = actions.ask_for_network(name="Invitations", by=steward)
    assert other.slug == "invitations-2"
    with pytest.raises(InvalidPlaceError):
        actions.describe_network(network=other, name="les mailles", url="", description="")
    described = actions.describe_network(
        network=other, name="Invitations", url="https://example.org", description=" Nous. "
    )
    assert (described.url, described.description) == ("https://example.org", "Nous.")


def test_only_what_is_asked_for_may_be_refused(steward, network):
    asked = actions.ask_for_network(name="À confirmer", by=steward)
    actions.refuse_network(network=asked)
    assert not Network.objects.filter(slug=asked.slug).exists()
    with pytest.raises(InvalidPlaceError):
        actions.refuse_network(network=network)


def test_to_be_listed_lets_nobody_read_drafts(place, network, looks_after, steward, contributor):
    place.networks.add(network)
    assert not may_read_drafts(looks_after, place)
    actions.agree_to_belong(place=place, network=network, by=steward)
    assert may_read_drafts(looks_after, place)
    network.confirmed_at = None
    network.save()
    assert not may_read_drafts(looks_after, place)


def test_a_steward_agrees_to_what_a_steward_ticks(
    place, network, looks_after, steward, contributor
):
    other = NetworkFactory()
    actions.set_networks(place=place, networks=[network], by=contributor)
    assert not may_read_drafts(looks_after, place)
    actions.set_networks(place=place, networks=[network, other], by=steward)
    agreed = dict(place.belongings.values_list("network__slug", "agreed_by"))
    assert agreed == {network.slug: None, other.slug: steward.pk}


def test_an_invited_place_answers(place, steward, network, looks_after):
    invitation = actions.invite_place(network=network, place=place, by=looks_after)
    assert actions.invite_place(network=network, place=place, by=looks_after) == invitation
    assert place.networks.count() == 0
    assert actions.answer_network(invitation=invitation, accepts=True, by=steward)
    assert may_read_drafts(looks_after, place)
    assert changes_of(place)[0].new == ["les-mailles"]
    with pytest.raises(InvitationError):
        actions.answer_network(invitation=invitation, accepts=False, by=steward)
    with pytest.raises(InvitationError):
        actions.invite_place(network=network, place=place, by=looks_after)
    actions.leave_network(belonging=place.belongings.get(), by=steward)
    assert not may_read_drafts(looks_after, place)
    assert changes_of(place)[0].new == []


def test_a_place_that_declined_is_left_in_peace(place, steward, network, looks_after):
    invitation = actions.invite_place(network=network, place=place, by=looks_after)
    actions.answer_network(invitation=invitation, accepts=False, by=steward)
    with pytest.raises(InvitationError):
        actions.invite_place(network=network, place=place, by=looks_after)
    NetworkInvitation.objects.update(answered_at=timezone.now() - dt.timedelta(days=183))
    again = actions.invite_place(network=network, place=place, by=looks_after)
    assert again.answer == ""
    actions.withdraw_network_invitation(invitation=again)
    assert network.invitations.filter(answer="").count() == 0


def test_a_place_that_nobody_runs_is_listed_at_once(place, network, looks_after, steward):
    alone = PlaceFactory()
    belonging = actions.invite_place(network=network, place=alone, by=looks_after)
    assert isinstance(belonging, Belonging)
    assert belonging.agreed_at is None
    waiting = actions.ask_for_network(name="À confirmer", by=steward)
    with pytest.raises(InvitationError):
        actions.invite_place(network=waiting, place=alone, by=steward)


def test_a_territory_is_departments_and_communes(network):
    hainaut = DepartmentFactory(country="BE", code="50000", name="Province du Hainaut")
    tournai = CommuneFactory(
        country="BE", code="57081", name="Tournai", folded_names="tournai", department=hainaut
    )
    calvados = CommuneFactory().department
    inside, around = PlaceFactory(), PlaceFactory()
    PlaceFactory(commune=tournai, state="closed")
    inside.networks.add(network)
    for part in (calvados, tournai):
        actions.add_to_territory(network=network, part=part)
    assert [part.code for part in territory_of(network)] == [
        "departement-FR-14",
        "commune-BE-57081",
    ]
    assert list(places_around(network)) == [around]
    assert [part.name for part in parts_named("province", network)] == ["Province du Hainaut"]
    assert parts_named("", network) == parts_named("tournai", network) == ()
    assert find_part("departement-FR-14") == calvados
    assert find_part("commune-BE-57081") == tournai
    assert find_part("commune-99999") is None
    for part in (calvados, tournai):
        actions.remove_from_territory(network=network, part=part)
    assert territory_of(network) == ()


def test_stale_places_come_by_the_length_of_their_silence(network):
    today = dt.date(2026, 11, 22)
    days = {"never": None, "old": dt.date(2019, 5, 2), "late": dt.date(2025, 11, 21)}
    for name, day in {**days, "fresh": dt.date(2025, 11, 22)}.items():
        BelongingFactory(network=network, place=PlaceFactory(name=name, confirmed_on=day))
    BelongingFactory(network=network, place=PlaceFactory(name="closed", state="closed"))
    assert [place.name for place in stale_places(network, today)] == ["never", "old", "late"]


def test_a_network_is_asked_for_then_confirmed(client, steward, administrator):
    client.force_login(steward)
    asked = client.post(reverse("places:network_ask"), {"name": "Les Mailles"})
    assert asked.url == reverse("places:network_run", args=["les-mailles"])
    assert "attend sa confirmation" in text_of(client.get(asked.url))
    invite = reverse("places:network_invite", args=["les-mailles"])
    typed = {"place": PlaceFactory().slug}
    assert "attend sa confirmation" in text_of(client.post(invite, typed, follow=True))
    client.force_login(administrator)
    listed = text_of(client.get(reverse("places:networks")))
    assert "Les Mailles" in listed
    assert steward.email in listed
    client.post(reverse("places:network_confirm", args=["les-mailles"]))
    assert Network.objects.get().confirmed_at is not None


def test_a_place_found_by_its_name_is_written_to_and_accepts(
    client, network, looks_after, mailoutbox
):
    other = MembershipFactory(place__name="Le Métier", person__language="en")
    fold_place(other.place)
    client.force_login(looks_after)
    invite = reverse("places:network_invite", args=[network.slug])
    assert "Le Métier" in text_of(client.get(invite, {"q": "métier"}))
    client.post(invite, {"place": other.place.slug})
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([other.person.email], "Les Mailles invites your place")
    invitation = NetworkInvitation.objects.get()
    address = reverse("places:network_invitation", args=[invitation.public_id])
    assert address in letter.body
    assert "En attente de réponse" in text_of(client.get(invite, {"q": "métier"}))
    client.force_login(other.person)
    assert "Les Mailles" in text_of(client.get(reverse("places:mine")))
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "accept"}).status_code == 302
    assert "déjà" in text_of(client.post(address, {"answer": "decline"}, follow=True))
    page = text_of(client.get(reverse("places:network", args=[network.slug])))
    assert "Le Métier" in page


def test_who_runs_nothing_asks_for_no_network(client, reader):
    client.force_login(reader)
    assert client.get(reverse("places:network_ask")).status_code == 403


def test_rows_name_themselves(place, network):
    belonging = BelongingFactory(place=place, network=network)
    invitation = NetworkInvitation(place=place, network=network)
    assert str(belonging) == f"{place.pk} {network.pk}"
    assert str(invitation) == f"{network.pk} {place.pk}"


def test_who_looks_after_a_network_keeps_its_pages(client, network, looks_after, place):
    client.force_login(looks_after)
    run = reverse("places:network_run", args=[network.slug])
    client.post(reverse("places:network_invite", args=[network.slug]), {"place": place.slug})
    assert "La Filature" in text_of(client.get(run))
    assert "La Filature" in text_of(
        client.get(reverse("places:network_freshness", args=[network.slug]))
    )
    describe = reverse("places:network_describe", args=[network.slug])
    NetworkFactory(name="Pris")
    assert client.post(describe, {"name": "Pris"}).context["form"].errors.keys() == {"name"}
    client.post(describe, {"name": "Les Mailles", "description": "Nous."})
    territory = reverse("places:network_territory", args=[network.slug])
    assert "Calvados" in text_of(client.get(territory, {"q": "calva"}))
    client.post(territory, {"part": "departement-FR-14"})
    client.post(territory, {"part": "nulle part"})
    page = text_of(client.get(reverse("places:network", args=[network.slug])))
    assert "Nous." in page
    assert "Calvados" in page
    client.post(territory, {"part": "departement-FR-14", "do": "remove"})
    assert territory_of(network) == ()
    belonging = network.belongings.get()
    client.post(reverse("places:network_take_off", args=[network.slug, belonging.pk]))
    assert place.networks.count() == 0


def test_an_invitation_is_taken_back(client, network, looks_after, place, steward):
    invitation = actions.invite_place(network=network, place=place, by=looks_after)
    client.force_login(looks_after)
    client.post(
        reverse("places:network_withdraw", args=[network.slug, invitation.public_id]),
    )
    assert NetworkInvitation.objects.count() == 0


def test_an_asked_network_is_not_there_for_others(client, steward, stranger, administrator):
    network = actions.ask_for_network(name="Les Mailles", by=steward)
    address = reverse("places:network", args=[network.slug])
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(administrator)
    client.post(reverse("places:network_refuse", args=[network.slug]))
    assert Network.objects.count() == 0
    known = NetworkFactory()
    client.post(reverse("places:network_refuse", args=[known.slug]))
    assert Network.objects.get() == known


def test_a_name_already_taken_is_said_where_it_was_typed(client, steward, network):
    client.force_login(steward)
    answer = client.post(reverse("places:network_ask"), {"name": "les mailles", "url": "x.org"})
    assert answer.context["form"].errors.keys() == {"name"}
    assert answer.context["form"]["url"].value() == "x.org"


def test_a_place_agrees_and_leaves(client, place, steward, network, looks_after):
    place.networks.add(network)
    client.force_login(steward)
    address = reverse("places:belongings", args=[place.slug])
    assert "vous n’avez pas dit oui" in text_of(client.get(address))
    client.post(address, {"network": network.slug, "do": "agree"})
    assert may_read_drafts(looks_after, place)
    assert "Vous avez dit oui" in text_of(client.get(address))
    client.post(address, {"network": network.slug, "do": "leave"})
    assert place.networks.count() == 0
    assert client.post(address, {"network": "ailleurs"}).status_code == 404


def test_declining_is_one_click(client, place, steward, network, looks_after):
    invitation = actions.invite_place(network=network, place=place, by=looks_after)
    client.force_login(steward)
    address = reverse("places:network_invitation", args=[invitation.public_id])
    client.post(address, {"answer": "decline"})
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answered_by, place.networks.count()) == (
        "declined",
        steward,
        0,
    )
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 403
