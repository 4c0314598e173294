"""Correcting, cancelling, choosing between versions: what was there before stays."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.actions.rows import (
    fill,
    hold_what_names,
    keep_trail,
    last_sequence,
    lock_place,
)
from maille.observations.enums import Origin, VersionState
from maille.observations.errors import InvalidObservationError, NotDecidableError
from maille.observations.models import Observation
from maille.observations.reasons import Reason
from maille.observations.shape import content_sha256, read_observation
from maille.people.models import Person

COUNTED, DISPUTED = VersionState.COUNTED.value, VersionState.DISPUTED.value
REPLACED, CANCELLED = VersionState.REPLACED.value, VersionState.CANCELLED.value
QUARANTINED = VersionState.QUARANTINED.value


@transaction.atomic
def correct_observation(
    *,
    observation: Observation,
    content: Mapping[str, Any],
    by: Person | None,
    at: dt.datetime | None = None,
) -> Observation:
    """Add a version that counts instead of the others; they stay, to be read.

    Parameters
    ----------
    observation
        Any version of the observation to correct.
    content
        The whole observation, in its JSON shape; its identifier is the one it had.

    Raises
    ------
    InvalidObservationError
        When the content says something impossible; nothing changed.
    """
    lock_place(observation.place)
    received = at or timezone.now()
    key = str(observation.key)
    reading = read_observation({**content, "id": key}, today=timezone.localdate(received))
    if reading.reasons:
        raise InvalidObservationError(
            _("this correction cannot be: mend what is said beside each field"), reading.reasons
        )
    sha256 = content_sha256(reading.content)
    versions = _versions(observation)
    same = next((one for one in versions if one.sha256 == sha256), None)
    if same:
        return _count(same, versions, by=by, at=received)
    row = Observation(
        place=observation.place,
        key=observation.key,
        sha256=sha256,
        version=len(versions) + 1,
        sequence=last_sequence(observation.place) + 1,
        state=DISPUTED,
        origin=Origin.CORRECTION.value,
        received_at=received,
        by=by,
    )
    hold_what_names([fill(row, reading)], observation.place)
    row.save(force_insert=True)
    return _count(row, [*versions, row], by=by, at=received)


@transaction.atomic
def cancel_observation(
    *, observation: Observation, reason: str, by: Person | None, at: dt.datetime | None = None
) -> Observation:
    """Make a version count no more; what it said stays, to be read."""
    lock_place(observation.place)
    observation.refresh_from_db()
    if observation.state == CANCELLED:
        return observation
    told = Reason("", "cancelled", said=reason.strip()[:500])
    observation.reasons = [*observation.reasons, told.as_json()]
    _set_state(observation, CANCELLED, by=by, at=at or timezone.now())
    return observation


@transaction.atomic
def decide_version(
    *, observation: Observation, by: Person | None, at: dt.datetime | None = None
) -> Observation:
    """Make one version count, and settle the dispute with the others.

    Raises
    ------
    NotDecidableError
        When the version says something impossible: it may be corrected, not counted.
    """
    lock_place(observation.place)
    observation.refresh_from_db()
    if observation.state == QUARANTINED:
        raise NotDecidableError(_("this version says something impossible: correct it instead"))
    versions = _versions(observation)
    chosen = next(one for one in versions if one.pk == observation.pk)
    return _count(chosen, versions, by=by, at=at or timezone.now())


def _versions(observation: Observation) -> list[Observation]:
    found = Observation.objects.filter(place=observation.place, key=observation.key)
    return list(found.order_by("version"))


def _count(
    chosen: Observation, versions: list[Observation], *, by: Person | None, at: dt.datetime
) -> Observation:
    """Let one version count: the others make room first."""
    for one in versions:
        if one.pk != chosen.pk and one.state in {COUNTED, DISPUTED, QUARANTINED}:
            _set_state(one, REPLACED, by=by, at=at)
    if chosen.state != COUNTED:
        _set_state(chosen, COUNTED, by=by, at=at)
    return chosen


def _set_state(row: Observation, state: str, *, by: Person | None, at: dt.datetime) -> None:
    keep_trail(row, (row.state, state), by=by, at=at)
    row.state = state
    row.save(update_fields=["state", "reasons"])
