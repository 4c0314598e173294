"""What changed in the area of a subscription, place by place, in words."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maille.core.linking.comparing import distance
from maille.db.models import Change
from maille.directory.enums import Rhythm
from maille.directory.models import Subscription
from maille.places.enums import PlaceState
from maille.places.models import Place
from maille.places.queries.history import LABELS
from maille.places.queries.places import public_places

_DAYS = {Rhythm.WEEKLY: 7, Rhythm.MONTHLY: 28}
_KM_PER_DEGREE = 111.2
# Above, the database reads the changes of all places sooner than it looks for these.
_FEW = 500
# What a reader of the map has no use for.
_SILENT = frozenset(
    {"writing", "text_licence", "data_licence", "confirmed", "coordinates_source", "insee"}
    | {"photos", "photo", "feed", "member", "device", "networks", "latitude"}
)


@dataclass(frozen=True, slots=True)
class PlaceNews:
    """What changed in one place."""

    slug: str
    name: str
    where: str
    lines: tuple[str, ...]


def subscriptions_due(at: dt.datetime) -> list[Subscription]:
    """Give the confirmed subscriptions whose week, or month, is over."""
    due = Q()
    for rhythm, days in _DAYS.items():
        due |= Q(rhythm=rhythm, told_until__lte=at - dt.timedelta(days=days))
    rows = Subscription.objects.filter(due, confirmed_at__isnull=False)
    return list(rows.select_related("commune", "department", "network").order_by("pk"))


def area_of(subscription: Subscription) -> str:
    """Say the area in words."""
    if subscription.network:
        return subscription.network.name
    if subscription.department:
        return subscription.department.name
    return _("%(km)s km around %(commune)s") % {
        "km": subscription.radius_km,
        "commune": subscription.commune,
    }


def news_of(subscription: Subscription, until: dt.datetime) -> tuple[PlaceNews, ...]:
    """Give what changed since the last letter, in the order of names."""
    places = {place.public_id: place for place in places_in(subscription)}
    changes = Change.objects.filter(
        thing=Place._meta.label, at__gt=subscription.told_until, at__lte=until
    ).order_by("at", "pk")
    if len(places) <= _FEW:
        changes = changes.filter(thing_id__in=list(places))
    told: dict[Place, list[Change]] = {}
    for change in changes.iterator():
        place = places.get(change.thing_id)
        if place is not None:
            told.setdefault(place, []).append(change)
    news = (_news(place, found) for place, found in told.items())
    return tuple(sorted((one for one in news if one.lines), key=lambda one: one.name))


def places_in(subscription: Subscription) -> list[Place]:
    """Give the public places of an area."""
    places = public_places()
    if subscription.network:
        network = subscription.network
        return list(
            places.filter(
                Q(networks=network)
                | Q(department__in=network.departments.all())
                | Q(commune__in=network.communes.all())
            ).distinct()
        )
    if subscription.department:
        return list(places.filter(department=subscription.department))
    return _around(places, subscription)


def _around(places: QuerySet[Place], subscription: Subscription) -> list[Place]:
    commune, radius = subscription.commune, subscription.radius_km or 0
    if commune is None or commune.longitude is None or commune.latitude is None:
        return list(places.filter(commune=commune))
    tall = radius / _KM_PER_DEGREE
    wide = tall / max(math.cos(math.radians(commune.latitude)), 0.01)
    boxed = places.filter(
        Q(commune=commune)
        | Q(
            latitude__range=(commune.latitude - tall, commune.latitude + tall),
            longitude__range=(commune.longitude - wide, commune.longitude + wide),
        )
    )
    centre = (commune.longitude, commune.latitude)
    return [
        place
        for place in boxed
        if place.commune_id == commune.pk
        or (
            place.longitude is not None
            and place.latitude is not None
            and distance(centre, (place.longitude, place.latitude)) <= radius * 1000
        )
    ]


def _news(place: Place, changes: Sequence[Change]) -> PlaceNews:
    lines: dict[str, None] = {}
    others: dict[str, None] = {}
    for change in changes:
        field = change.field.partition(":")[0]
        if field == "added" or (field == "is_public" and change.new):
            lines[_("New here")] = None
        elif field == "state":
            lines[_("Now: %s") % PlaceState(str(change.new)).label] = None
        elif field == "occasion":
            others[_("programme")] = None
        elif field in LABELS and field not in _SILENT:
            others[str(LABELS[field]).lower()] = None
    if others and not any(change.field == "added" for change in changes):
        lines[_("Changed: %s") % ", ".join(others)] = None
    where = place.commune.name if place.commune else place.locality
    return PlaceNews(place.slug, place.name, where, tuple(lines))
