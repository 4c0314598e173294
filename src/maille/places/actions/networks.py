"""Networks: made, joined, looked after."""

import itertools
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maille.people.models import Person
from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.enums import Role
from maille.places.errors import InvalidPlaceError
from maille.places.models import Network, NetworkMembership, Place
from maille.places.queries.networks import find_network_named

# What /reseaux/… already means.
RESERVED_SLUGS = frozenset({"invitations", "proposer"})
_MAX_SLUG = 70


@transaction.atomic
def add_network(*, name: str, url: str = "") -> Network:
    """Give the network of this name, made when nobody named it before, spelling aside.

    Raises
    ------
    InvalidPlaceError
        When the name is empty or the address is none.
    """
    clean = " ".join(name.split())
    if not clean:
        raise InvalidPlaceError(_("a network needs a name"))
    known = find_network_named(clean)
    if known:
        return known
    network = Network(name=clean, url=url, slug=free_slug(clean))
    check_columns(network, ["name", "url"])
    network.save()
    return network


@transaction.atomic
def set_networks(*, place: Place, networks: Sequence[Network], by: Author) -> Place:
    """Say to which networks a place belongs.

    A network that a steward adds may read the place's drafts. Added by anybody else, the place is
    listed and nothing more, until a steward agrees.
    """
    before = network_slugs(place)
    place.networks.set(networks)
    if by is not None and place.memberships.filter(person=by, role=Role.STEWARD).exists():
        place.belongings.exclude(network__slug__in=before).update(
            agreed_at=timezone.now(), agreed_by=by
        )
    keep_trail(
        place=place, before={"networks": before}, after={"networks": network_slugs(place)}, by=by
    )
    return place


@transaction.atomic
def appoint_facilitator(*, network: Network, person: Person) -> NetworkMembership:
    """Let a person look after a network."""
    membership, _added = NetworkMembership.objects.get_or_create(network=network, person=person)
    return membership


@transaction.atomic
def dismiss_facilitator(*, membership: NetworkMembership) -> Network:
    """Take a network back from the person who looked after it."""
    membership.delete()
    return membership.network


def network_slugs(place: Place) -> list[str]:
    """Give the slugs of the networks of a place, as its trail keeps them."""
    return list(place.networks.order_by("slug").values_list("slug", flat=True))


def free_slug(name: str) -> str:
    """Give a slug that no network has."""
    base = slugify(name)[:_MAX_SLUG].strip("-") or "reseau"
    candidates = (base if n == 1 else f"{base}-{n}" for n in itertools.count(1))
    return next(
        slug
        for slug in candidates
        if slug not in RESERVED_SLUGS and not Network.objects.filter(slug=slug).exists()
    )
