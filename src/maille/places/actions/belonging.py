"""Networks that are asked for, the territory they draw, the places they invite."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.geography.models import Commune, Department
from maille.people.models import Person
from maille.places.actions.networks import free_slug, network_slugs
from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.enums import NetworkAnswer
from maille.places.errors import InvalidPlaceError, InvitationError
from maille.places.models import (
    Belonging,
    Network,
    NetworkInvitation,
    NetworkMembership,
    Place,
)
from maille.places.policies import may_confirm_networks
from maille.places.queries.networks import find_network_named, has_steward

# A place that said no is left in peace for half a year.
PEACE = dt.timedelta(days=182)


@transaction.atomic
def ask_for_network(*, name: str, url: str = "", description: str = "", by: Person) -> Network:
    """Ask for a network, and look after it; an administrator's own is confirmed at once.

    Raises
    ------
    InvalidPlaceError
        When the name is empty, or already that of a network.
    """
    clean = " ".join(name.split())
    if not clean:
        raise InvalidPlaceError(_("a network needs a name"))
    if find_network_named(clean):
        raise InvalidPlaceError(_("a network already has this name: ask who looks after it"))
    network = Network(
        name=clean,
        url=url,
        description=description.strip(),
        slug=free_slug(clean),
        asked_by=by,
        confirmed_at=timezone.now() if may_confirm_networks(by) else None,
    )
    check_columns(network, ["name", "url", "description"])
    network.save()
    NetworkMembership.objects.create(network=network, person=by)
    return network


@transaction.atomic
def confirm_network(*, network: Network) -> Network:
    """Let a network that was asked for be seen, and invite."""
    network.confirmed_at = network.confirmed_at or timezone.now()
    network.save(update_fields=["confirmed_at"])
    return network


@transaction.atomic
def refuse_network(*, network: Network) -> None:
    """Erase a network that was only asked for.

    Raises
    ------
    InvalidPlaceError
        When it is confirmed already.
    """
    if network.confirmed_at is not None:
        raise InvalidPlaceError(_("this network is confirmed already"))
    network.delete()


@transaction.atomic
def describe_network(*, network: Network, name: str, url: str, description: str) -> Network:
    """Change the name of a network, its address elsewhere, its words; its slug stays.

    Raises
    ------
    InvalidPlaceError
        When the name is empty, or already that of another network.
    """
    clean = " ".join(name.split())
    other = find_network_named(clean)
    if not clean or (other and other != network):
        raise InvalidPlaceError(_("a network needs a name that no other has"))
    network.name, network.url, network.description = clean, url, description.strip()
    check_columns(network, ["name", "url", "description"])
    network.save(update_fields=["name", "url", "description"])
    return network


@transaction.atomic
def add_to_territory(*, network: Network, part: Department | Commune) -> Network:
    """Add a department or a commune to where a network works."""
    if isinstance(part, Department):
        network.departments.add(part)
    else:
        network.communes.add(part)
    return network


@transaction.atomic
def remove_from_territory(*, network: Network, part: Department | Commune) -> Network:
    """Take a department or a commune out of where a network works."""
    if isinstance(part, Department):
        network.departments.remove(part)
    else:
        network.communes.remove(part)
    return network


@transaction.atomic
def invite_place(*, network: Network, place: Place, by: Author) -> NetworkInvitation | Belonging:
    """Ask a place to belong to a network; one that nobody runs here is listed at once.

    To be listed lets nobody read anything: the team that comes later agrees, or leaves.

    Raises
    ------
    InvitationError
        When the network waits for its confirmation, the place belongs to it already, or said no
        less than half a year ago.
    """
    if network.confirmed_at is None:
        raise InvitationError(_("this network waits for its confirmation"))
    if network.belongings.filter(place=place).exists():
        raise InvitationError(_("%s is in this network already") % place.name)
    if not has_steward(place):
        return _list(network, place, by)
    since = timezone.now() - PEACE
    if network.invitations.filter(
        place=place, answer=NetworkAnswer.DECLINED, answered_at__gt=since
    ).exists():
        raise InvitationError(_("%s declined lately: leave it in peace for a while") % place.name)
    invitation, _added = NetworkInvitation.objects.get_or_create(
        network=network, place=place, answer="", defaults={"invited_by": by}
    )
    return invitation


@transaction.atomic
def answer_network(*, invitation: NetworkInvitation, accepts: bool, by: Person) -> bool:
    """Accept or decline; to accept lets the network's facilitators read the place's drafts.

    Raises
    ------
    InvitationError
        When it was answered already.
    """
    invitation = NetworkInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.answer:
        raise InvitationError(_("this invitation was answered already"))
    invitation.answer = NetworkAnswer.ACCEPTED if accepts else NetworkAnswer.DECLINED
    invitation.answered_by, invitation.answered_at = by, timezone.now()
    invitation.save(update_fields=["answer", "answered_by", "answered_at"])
    if accepts:
        agree_to_belong(place=invitation.place, network=invitation.network, by=by)
    return accepts


@transaction.atomic
def agree_to_belong(*, place: Place, network: Network, by: Person) -> Belonging:
    """Say, for a place, that it belongs to a network and lets its facilitators read its drafts."""
    belonging = _list(network, place, by)
    belonging.agreed_at, belonging.agreed_by = timezone.now(), by
    belonging.save(update_fields=["agreed_at", "agreed_by"])
    return belonging


@transaction.atomic
def withdraw_network_invitation(*, invitation: NetworkInvitation) -> Network:
    """Take back what a network asked of a place."""
    invitation.delete()
    return invitation.network


@transaction.atomic
def leave_network(*, belonging: Belonging, by: Author) -> Place:
    """Take a place out of a network: its stewards leave, or its facilitators take it off."""
    place, before = belonging.place, network_slugs(belonging.place)
    belonging.delete()
    _keep_networks(place, before, by)
    return place


def _list(network: Network, place: Place, by: Author) -> Belonging:
    before = network_slugs(place)
    belonging, _added = Belonging.objects.get_or_create(network=network, place=place)
    _keep_networks(place, before, by)
    return belonging


def _keep_networks(place: Place, before: list[str], by: Author) -> None:
    after = {"networks": network_slugs(place)}
    keep_trail(place=place, before={"networks": before}, after=after, by=by)
