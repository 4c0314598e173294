"""Who may do what with a place; the platform's administrators may do everything."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import Membership, Network, NetworkMembership, Place

EDITORS = {Role.STEWARD, Role.CONTRIBUTOR}
Visitor = Person | AnonymousUser | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do with a place, for a page that asks all of it."""

    may_edit: bool
    may_steward: bool
    may_read_drafts: bool


def may_see_place(person: Visitor, place: Place) -> bool:
    """Everybody, unless the place is not public yet; then those who read its drafts."""
    return place.is_public or may_read_drafts(person, place)


def may_edit_place(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place."""
    return not _roles(person, place).isdisjoint(EDITORS)


def may_steward_place(person: Visitor, place: Place) -> bool:
    """Stewards of this place."""
    return Role.STEWARD in _roles(person, place)


def may_read_drafts(person: Visitor, place: Place) -> bool:
    """Members of this place, and facilitators of a network that its stewards agreed to join."""
    return bool(_roles(person, place)) or _facilitates(person, place)


def standing_of(person: Visitor, place: Place) -> Standing:
    """Answer the three policies above from one reading of the roles."""
    roles = _roles(person, place)
    return Standing(
        may_edit=not roles.isdisjoint(EDITORS),
        may_steward=Role.STEWARD in roles,
        may_read_drafts=bool(roles) or _facilitates(person, place),
    )


def may_appoint_facilitators(person: Visitor) -> bool:
    """Administrators of the platform alone: a facilitator reads drafts."""
    known = _known(person)
    return known is not None and known.is_administrator


def may_confirm_networks(person: Visitor) -> bool:
    """Administrators of the platform: the name of a network is a promise to those it invites."""
    return may_appoint_facilitators(person)


def may_ask_for_network(person: Visitor) -> bool:
    """Whoever runs a place, and administrators."""
    known = _known(person)
    return known is not None and (
        known.is_administrator
        or Membership.objects.filter(person=known, role=Role.STEWARD).exists()
    )


def may_see_network(person: Visitor, network: Network) -> bool:
    """Everybody, once it is confirmed; before, who looks after it."""
    return network.confirmed_at is not None or may_facilitate(person, network)


def may_facilitate(person: Visitor, network: Network) -> bool:
    """Facilitators of this network."""
    known = _known(person)
    return known is not None and (
        known.is_administrator
        or NetworkMembership.objects.filter(person=known, network=network).exists()
    )


def _known(person: Visitor) -> Person | None:
    return person if isinstance(person, Person) and person.is_active else None


def _roles(person: Visitor, place: Place) -> set[str]:
    known = _known(person)
    if known is None:
        return set()
    if known.is_administrator:
        return set(Role)
    held = Membership.objects.filter(person=known, place=place)
    return set(held.values_list("role", flat=True))


def _facilitates(person: Visitor, place: Place) -> bool:
    known = _known(person)
    return known is not None and (
        NetworkMembership.objects.filter(
            person=known,
            network__confirmed_at__isnull=False,
            network__belongings__place=place,
            network__belongings__agreed_at__isnull=False,
        ).exists()
    )
