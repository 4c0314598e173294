"""Reading networks: who belongs, who was asked, where they work, how fresh their pages are."""

import datetime as dt

from django.db.models import Count, F, Q, QuerySet

from maille.core.kernel.names import fold_name
from maille.people.models import Person
from maille.places.enums import PlaceState, Role
from maille.places.freshness import FRESH_FOR
from maille.places.models import Belonging, Network, NetworkInvitation, Place
from maille.places.queries.places import public_places


def known_networks() -> QuerySet[Network]:
    """Give the networks that are confirmed, in order of names."""
    return Network.objects.filter(confirmed_at__isnull=False).order_by("name", "pk")


def find_network_named(name: str) -> Network | None:
    """Give the network of this name, spelling aside."""
    folded = fold_name(name)
    networks = Network.objects.order_by("pk")
    return next((known for known in networks if fold_name(known.name) == folded), None)


def places_of_network(network: Network) -> QuerySet[Place]:
    """Give the public places of a network, whole."""
    return public_places().filter(networks=network).order_by("name", "pk")


def places_around(network: Network) -> QuerySet[Place]:
    """Give the public places of a network's territory that do not belong to it."""
    return (
        public_places()
        .filter(Q(department__in=network.departments.all()) | Q(commune__in=network.communes.all()))
        .exclude(networks=network)
        .exclude(state=PlaceState.CLOSED)
        .order_by("name", "pk")
    )


def stale_places(network: Network, today: dt.date) -> QuerySet[Place]:
    """Give the places that nobody has confirmed for a year, the longest silence first."""
    return (
        places_of_network(network)
        .exclude(state=PlaceState.CLOSED)
        .filter(Q(confirmed_on=None) | Q(confirmed_on__lt=today - FRESH_FOR))
        .order_by(F("confirmed_on").asc(nulls_first=True), "name", "pk")
    )


def belongings_of(network: Network) -> QuerySet[Belonging]:
    """Give who belongs, with whether its stewards agreed."""
    return network.belongings.select_related("place__commune").order_by("place__name", "pk")


def pending_invitations(network: Network) -> QuerySet[NetworkInvitation]:
    """Give the invitations that nobody has answered."""
    return network.invitations.filter(answer="").select_related("place__commune")


def invitations_to_answer(person: Person) -> QuerySet[NetworkInvitation]:
    """Give the invitations that wait for this steward."""
    return NetworkInvitation.objects.filter(
        answer="", place__memberships__person=person, place__memberships__role=Role.STEWARD
    ).select_related("network", "place")


def has_steward(place: Place) -> bool:
    """Tell whether somebody runs this place here."""
    return place.memberships.filter(role=Role.STEWARD).exists()


def networks_with_counts() -> QuerySet[Network]:
    """Give the confirmed networks with how many public places each has, as ``places_count``."""
    public = Q(places__is_public=True, places__merged_into=None)
    return known_networks().annotate(places_count=Count("places", filter=public, distinct=True))


def networks_asked_for() -> QuerySet[Network]:
    """Give the networks that wait for a confirmation."""
    return Network.objects.filter(confirmed_at=None).select_related("asked_by").order_by("pk")
