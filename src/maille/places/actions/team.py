"""Who looks after a place: invited, added, given another role, removed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.people.actions import delete_person
from maille.people.models import Person
from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.enums import Role
from maille.places.errors import InvitationError, LastStewardError
from maille.places.models import Invitation, Membership, Place
from maille.places.queries.team import places_left_alone

INVITATION_DAYS = 14


@transaction.atomic
def add_member(*, place: Place, person: Person, role: str, by: Author) -> Membership:
    """Give a person a role in a place, or another one than before.

    Raises
    ------
    LastStewardError
        When the only steward would be no steward any more.
    """
    Place.objects.select_for_update().get(pk=place.pk)
    wanted = Role(role)
    member, added = Membership.objects.get_or_create(
        place=place, person=person, defaults={"role": wanted}
    )
    before = {} if added else {_field(member): member.role}
    if member.role != wanted:
        _keep_a_steward(member)
        member.role = wanted
        member.save(update_fields=["role"])
    keep_trail(place=place, before=before, after={_field(member): wanted.value}, by=by)
    return member


@transaction.atomic
def remove_member(*, member: Membership, by: Author) -> Place:
    """Take a person's role away.

    Raises
    ------
    LastStewardError
        When the place would be left without a steward.
    """
    Place.objects.select_for_update().get(pk=member.place.pk)
    _keep_a_steward(member)
    keep_trail(place=member.place, before={_field(member): member.role}, after={}, by=by)
    member.delete()
    return member.place


@transaction.atomic
def invite_member(*, place: Place, email: str, role: str, by: Author) -> Invitation:
    """Offer a role to an e-mail address; inviting it again renews the offer.

    Raises
    ------
    InvalidPlaceError
        When the address is no e-mail address.
    """
    address = email.strip().lower()
    check_columns(Invitation(place=place, email=address, role=Role(role)), ["email"])
    invitation, _added = Invitation.objects.update_or_create(
        place=place,
        email=address,
        defaults={"role": Role(role), "invited_by": by, "invited_at": timezone.now()},
    )
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person) -> Membership:
    """Take the role that was offered; the offer is used up.

    Raises
    ------
    InvitationError
        When the offer was made to another address, or has grown old.
    """
    if invitation.email != person.email.lower():
        raise InvitationError(_("this invitation was sent to another address: sign in with it"))
    if timezone.now() - invitation.invited_at > dt.timedelta(days=INVITATION_DAYS):
        raise InvitationError(_("this invitation has grown old: ask the team for another"))
    place, role, host = invitation.place, invitation.role, invitation.invited_by
    invitation.delete()
    return add_member(place=place, person=person, role=role, by=host)


@transaction.atomic
def cancel_invitation(*, invitation: Invitation) -> Place:
    """Take an offer back."""
    invitation.delete()
    return invitation.place


@transaction.atomic
def erase_account(*, person: Person) -> None:
    """Erase an account whose places are all run by somebody else too.

    Raises
    ------
    LastStewardError
        When a place would be left without a steward.
    LastAdministratorError
        When nobody else looks after the platform.
    """
    run = person.memberships.filter(role=Role.STEWARD).values("place")
    list(Place.objects.select_for_update().filter(pk__in=run).order_by("pk"))
    alone = places_left_alone(person)
    if alone:
        names = ", ".join(place.name for place in alone)
        raise LastStewardError(_("nobody else looks after %s: hand over the keys first") % names)
    delete_person(person=person)


def _keep_a_steward(member: Membership) -> None:
    others = Membership.objects.filter(place=member.place, role=Role.STEWARD).exclude(pk=member.pk)
    if member.role == Role.STEWARD and not others.exists():
        raise LastStewardError(_("this place would have no steward left: name another one first"))


def _field(member: Membership) -> str:
    return f"member:{member.person_id}"
