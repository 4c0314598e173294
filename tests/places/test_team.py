import datetime as dt

import pytest
from django.utils import timezone

from maille.db.trail import changes_of
from maille.places.actions import (
    accept_invitation,
    add_member,
    add_network,
    appoint_facilitator,
    cancel_invitation,
    dismiss_facilitator,
    invite_member,
    issue_device_token,
    remove_member,
    revoke_device_token,
    set_networks,
)
from maille.places.actions.devices import hash_secret
from maille.places.errors import InvalidPlaceError, InvitationError, LastStewardError
from maille.places.models import Invitation, Membership
from tests.factories.places import NetworkFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_add_member_gives_or_changes_a_role(place, steward):
    person = PersonFactory(display_name="Camille")
    member = add_member(place=place, person=person, role="reader", by=steward)
    assert str(member) == "Camille reader"
    add_member(place=place, person=person, role="steward", by=steward)
    assert Membership.objects.get(person=person).role == "steward"
    newest, oldest = changes_of(place)
    assert (oldest.previous, oldest.new, newest.previous, newest.new) == (
        None,
        "reader",
        "reader",
        "steward",
    )


def test_the_last_steward_neither_leaves_nor_steps_down(place, steward, contributor):
    member = Membership.objects.get(person=steward)
    with pytest.raises(LastStewardError):
        remove_member(member=member, by=steward)
    with pytest.raises(LastStewardError):
        add_member(place=place, person=steward, role="reader", by=steward)
    add_member(place=place, person=contributor, role="steward", by=steward)
    remove_member(member=member, by=steward)
    assert list(place.memberships.values_list("role", flat=True)) == ["steward"]


def test_a_reader_may_leave(place, reader):
    remove_member(member=Membership.objects.get(person=reader), by=reader)
    assert place.memberships.count() == 0


def test_invite_member_renews_an_offer(place, steward):
    invite_member(place=place, email=" Camille@Example.org ", role="reader", by=steward)
    invitation = invite_member(
        place=place, email="camille@example.org", role="contributor", by=steward
    )
    assert Invitation.objects.get() == invitation
    assert (invitation.email, invitation.role) == ("camille@example.org", "contributor")
    assert "camille" not in str(invitation)


def test_invite_member_refuses_what_is_no_address(place):
    with pytest.raises(InvalidPlaceError):
        invite_member(place=place, email="camille", role="reader", by=None)


def test_accept_invitation_uses_it_up(place, steward):
    person = PersonFactory(email="camille@example.org")
    invitation = invite_member(place=place, email=person.email, role="contributor", by=steward)
    member = accept_invitation(invitation=invitation, person=person)
    assert (member.role, Invitation.objects.count()) == ("contributor", 0)
    assert changes_of(place).get().by == steward


def test_accept_invitation_refuses_another_address_and_an_old_offer(place):
    person = PersonFactory(email="camille@example.org")
    other = invite_member(place=place, email="autre@example.org", role="reader", by=None)
    old = invite_member(place=place, email=person.email, role="reader", by=None)
    old.invited_at = timezone.now() - dt.timedelta(days=15)
    old.save()
    for invitation in (other, old):
        with pytest.raises(InvitationError):
            accept_invitation(invitation=invitation, person=person)
    cancel_invitation(invitation=other)
    assert list(Invitation.objects.all()) == [old]


def test_a_device_token_keeps_only_the_hash_of_its_secret(place, steward):
    token, secret = issue_device_token(place=place, label=" La tablette ", by=steward)
    assert str(token) == "La tablette"
    assert token.secret_sha256 == hash_secret(secret)
    assert secret not in str(vars(token))
    revoke_device_token(token=token, by=steward)
    revoked_at = token.revoked_at
    assert revoke_device_token(token=token, by=steward).revoked_at == revoked_at
    assert changes_of(place).count() == 2


def test_a_device_needs_a_name_of_reasonable_length(place):
    with pytest.raises(InvalidPlaceError):
        issue_device_token(place=place, label="x" * 81, by=None)


def test_add_network_knows_one_under_another_spelling():
    network = add_network(name=" Tiers-lieux   Normands ")
    assert (str(network), network.slug) == ("Tiers-lieux Normands", "tiers-lieux-normands")
    assert add_network(name="tiers lieux normands") == network
    NetworkFactory(slug="autre", name="北")
    assert add_network(name="Autre!?").slug == "autre-2"
    with pytest.raises(InvalidPlaceError):
        add_network(name=" ")
    with pytest.raises(InvalidPlaceError):
        add_network(name="Neuf", url="nulle part")


def test_set_networks_keeps_the_previous_ones(place):
    network = add_network(name="Normands")
    set_networks(place=place, networks=[network], by=None)
    set_networks(place=place, networks=[], by=None)
    newest, oldest = changes_of(place)
    assert (oldest.new, newest.previous, newest.new) == (["normands"], ["normands"], [])


def test_facilitators_come_and_go():
    network, person = NetworkFactory(), PersonFactory(display_name="Sam")
    membership = appoint_facilitator(network=network, person=person)
    assert appoint_facilitator(network=network, person=person) == membership
    assert str(membership) == "Sam facilitator"
    dismiss_facilitator(membership=membership)
    assert network.memberships.count() == 0
