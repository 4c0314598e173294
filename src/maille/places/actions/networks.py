"""Networks: made, joined, looked after."""

import itertools
from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maille.core.kernel.names import fold_name
from maille.people.models import Person
from maille.places.actions.trail import Author, check_columns, keep_trail
from maille.places.errors import InvalidPlaceError
from maille.places.models import Network, NetworkMembership, Place

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
    for known in Network.objects.all():
        if fold_name(known.name) == fold_name(clean):
            return known
    network = Network(name=clean, url=url, slug=_free_slug(clean))
    check_columns(network, ["name", "url"])
    network.save()
    return network


@transaction.atomic
def set_networks(*, place: Place, networks: Sequence[Network], by: Author) -> Place:
    """Say to which networks a place belongs; their facilitators may then read its drafts."""
    before = _slugs(place)
    place.networks.set(networks)
    keep_trail(place=place, before={"networks": before}, after={"networks": _slugs(place)}, by=by)
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


def _slugs(place: Place) -> list[str]:
    return list(place.networks.order_by("slug").values_list("slug", flat=True))


def _free_slug(name: str) -> str:
    base = slugify(name)[:_MAX_SLUG].strip("-") or "reseau"
    candidates = (base if n == 1 else f"{base}-{n}" for n in itertools.count(1))
    return next(slug for slug in candidates if not Network.objects.filter(slug=slug).exists())
