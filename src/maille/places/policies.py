"""Who may do what with a place; the platform's administrators may do everything."""

from django.contrib.auth.models import AnonymousUser

from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import Membership, NetworkMembership, Place

Visitor = Person | AnonymousUser | None


def may_see_place(person: Visitor, place: Place) -> bool:
    """Everybody, unless the place is not public yet; then those who read its drafts."""
    return place.is_public or may_read_drafts(person, place)


def may_edit_place(person: Visitor, place: Place) -> bool:
    """Stewards and contributors of this place."""
    return _has_role(person, place, Role.STEWARD, Role.CONTRIBUTOR)


def may_steward_place(person: Visitor, place: Place) -> bool:
    """Stewards of this place."""
    return _has_role(person, place, Role.STEWARD)


def may_read_drafts(person: Visitor, place: Place) -> bool:
    """Members of this place, and facilitators of a network it belongs to."""
    return _has_role(person, place, *Role) or _facilitates(person, place)


def may_appoint_facilitators(person: Visitor) -> bool:
    """Administrators of the platform alone: a facilitator reads drafts."""
    known = _known(person)
    return known is not None and known.is_administrator


def _known(person: Visitor) -> Person | None:
    return person if isinstance(person, Person) and person.is_active else None


def _has_role(person: Visitor, place: Place, *roles: Role) -> bool:
    known = _known(person)
    return known is not None and (
        known.is_administrator
        or Membership.objects.filter(person=known, place=place, role__in=roles).exists()
    )


def _facilitates(person: Visitor, place: Place) -> bool:
    known = _known(person)
    return known is not None and (
        NetworkMembership.objects.filter(person=known, network__places=place).exists()
    )
