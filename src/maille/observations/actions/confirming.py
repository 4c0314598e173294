"""Saying what came of an occurrence: one tap and a number."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from maille.core.effects.observing import ObservationKind
from maille.observations.actions.recording import Receipt, record_observations
from maille.observations.actions.rows import lock_place
from maille.observations.enums import Origin, VersionState
from maille.observations.errors import NotDecidableError
from maille.observations.models import Observation
from maille.people.models import Person
from maille.places.actions.occasions import cancel_one_occurrence, restore_one_occurrence
from maille.places.models import Occasion, Place
from maille.places.occasions import Occurrence


@transaction.atomic
def confirm_occurrence(
    *,
    place: Place,
    occurrence: Occurrence,
    people: int | None,
    by: Person | None,
    at: dt.datetime | None = None,
) -> Receipt:
    """Say that an occurrence was held, and how many people were counted.

    The observation has the identifier of the occurrence: said again, on another phone too, it
    stays one. Another number is kept beside the first, until the team decides.

    Parameters
    ----------
    people
        How many were counted; ``None`` when nobody counted.
    """
    lock_place(place)
    if occurrence.slot.cancelled:
        occasion = place.occasions.get(public_id=occurrence.occasion)
        restore_one_occurrence(occasion=occasion, original=occurrence.slot.original, by=by)
    known = {
        "at": f"{occurrence.slot.at:%H:%M}" if occurrence.slot.at else None,
        "minutes": occurrence.slot.minutes,
        "space": occurrence.space,
        "audiences": list(occurrence.audiences),
        "themes": list(occurrence.themes),
    }
    counted = {} if people is None else {"people": people, "counted": True}
    item = {
        "id": str(occurrence.key),
        "kind": ObservationKind.OCCASION.value,
        "on": occurrence.slot.on.isoformat(),
        "occasion": str(occurrence.occasion),
        **{name: value for name, value in known.items() if value},
        **counted,
    }
    [receipt] = record_observations(
        place=place, items=[item], origin=Origin.PROGRAMME, by=by, at=at
    )
    return receipt


@transaction.atomic
def deny_occurrence(*, place: Place, occurrence: Occurrence, by: Person | None) -> Occasion:
    """Say that an occurrence was not held: the programme remembers it, nothing is counted.

    Raises
    ------
    NotDecidableError
        When somebody noted that it took place: that observation is to be cancelled.
    """
    lock_place(place)
    noted = Observation.objects.filter(place=place, key=occurrence.key)
    if noted.exclude(state=VersionState.CANCELLED.value).exists():
        raise NotDecidableError(
            _("somebody noted that “%s” took place: cancel what was noted instead")
            % occurrence.title
        )
    occasion = place.occasions.get(public_id=occurrence.occasion)
    return cancel_one_occurrence(occasion=occasion, original=occurrence.slot.original, by=by)
