"""Words that wait for a steward, and words that are taken back."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.actions.rows import keep_trail, lock_place, silence
from maille.observations.enums import Hold
from maille.observations.errors import NotDecidableError
from maille.observations.models import Observation
from maille.people.models import Person
from maille.places.models import Place


def release_words(
    *, observation: Observation, by: Person | None, at: dt.datetime | None = None
) -> Observation:
    """Let held words be printed where they were consented to.

    Raises
    ------
    NotDecidableError
        When they were withdrawn.
    """
    return _decide(observation, Hold.RELEASED, by=by, at=at)


def hold_words(
    *, observation: Observation, by: Person | None, at: dt.datetime | None = None
) -> Observation:
    """Keep words out of every report; the observation goes on counting.

    Raises
    ------
    NotDecidableError
        When they were withdrawn.
    """
    return _decide(observation, Hold.REJECTED, by=by, at=at)


@transaction.atomic
def withdraw_words(
    *, place: Place, key: UUID, by: Person | None, at: dt.datetime | None = None
) -> list[Observation]:
    """Delete the words of every version of an observation, for ever.

    The hashes stay: the same content sent again is known, and brings no word back.

    Returns
    -------
    list of Observation
        Every version; empty when there is none.
    """
    lock_place(place)
    moment = at or timezone.now()
    versions = list(Observation.objects.filter(place=place, key=key).order_by("version"))
    for row in versions:
        if row.withdrawn_at is None:
            keep_trail(row, (None, "words withdrawn"), by=by, at=moment)
        silence(row, at=moment)
        row.save()
    return versions


@transaction.atomic
def _decide(
    observation: Observation, hold: Hold, *, by: Person | None, at: dt.datetime | None
) -> Observation:
    lock_place(observation.place)
    observation.refresh_from_db()
    if observation.withdrawn_at is not None:
        raise NotDecidableError(_("these words were withdrawn: nothing is left to decide"))
    keep_trail(observation, (observation.hold, hold.value), by=by, at=at or timezone.now())
    observation.hold = hold.value
    observation.save(update_fields=["hold"])
    return observation
