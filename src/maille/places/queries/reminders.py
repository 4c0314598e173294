"""Which teams have not confirmed their page for a year, and whom to write to."""

import datetime as dt

from django.db.models import Q, QuerySet

from maille.places.enums import PlaceState, Role
from maille.places.freshness import FRESH_FOR
from maille.places.models import Membership, Place
from maille.places.queries.places import public_places

# Nobody is reminded of the same place more often.
REMINDED_EVERY = dt.timedelta(days=182)


def places_to_remind(on: dt.date) -> QuerySet[Place]:
    """Give the places that were not confirmed for a year, nor reminded for half of one."""
    silent = Q(confirmed_on__lt=on - FRESH_FOR) | Q(
        confirmed_on=None, added_at__date__lt=on - FRESH_FOR
    )
    return (
        public_places()
        .filter(silent, memberships__role=Role.STEWARD, memberships__reminders=True)
        .filter(Q(reminded_on=None) | Q(reminded_on__lte=on - REMINDED_EVERY))
        .exclude(state=PlaceState.CLOSED)
        .distinct()
    )


def stewards_to_remind(place: Place) -> QuerySet[Membership]:
    """Give the stewards of a place who did not ask to be left in peace."""
    return place.memberships.filter(
        role=Role.STEWARD, reminders=True, person__is_active=True
    ).select_related("person", "place")
