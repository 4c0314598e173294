"""Who looks after what."""

from dataclasses import dataclass

from django.db.models import QuerySet

from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import Invitation, Membership, Network, Place


@dataclass(frozen=True, slots=True)
class Team:
    """The members of a place, and those invited."""

    members: tuple[Membership, ...]
    invitations: tuple[Invitation, ...]


def team_of(place: Place) -> Team:
    """Give the team of a place."""
    return Team(tuple(place.memberships.select_related("person")), tuple(place.invitations.all()))


def places_of(person: Person) -> tuple[QuerySet[Membership], QuerySet[Network]]:
    """Give the roles of a person in places, and the networks that person looks after."""
    memberships = person.memberships.select_related("place__commune").order_by("place__name")
    networks = Network.objects.filter(memberships__person=person).order_by("name")
    return memberships, networks


def places_left_alone(person: Person) -> tuple[Place, ...]:
    """Give the places that nobody else would run if this person went."""
    run = Membership.objects.filter(role=Role.STEWARD)
    others = run.exclude(person=person).values("place")
    alone = run.filter(person=person).exclude(place__in=others).values("place")
    return tuple(Place.objects.filter(pk__in=alone).order_by("name"))
