"""Taking observations in: never refused, never lost, never counted twice."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from maille.observations.actions.rows import (
    NewVersion,
    fill,
    hold_what_names,
    insert_rows,
    last_sequence,
    lock_place,
    silence,
)
from maille.observations.enums import Origin, ReceiptStatus, VersionState
from maille.observations.models import Observation
from maille.observations.shape import Reading, content_sha256, read_observation
from maille.people.models import Person
from maille.places.models import DeviceToken, Place

_HELD_COLUMNS = (
    *("key", "sha256", "state", "sequence", "received_at", "reasons", "withdrawn_at", "origin"),
    "pk",
)


@dataclass(slots=True)
class _Held:
    """What a place holds of one version."""

    key: UUID
    sha256: str
    state: str
    sequence: int
    received_at: dt.datetime
    reasons: list[Any]
    withdrawn_at: dt.datetime | None
    origin: str
    pk: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender may rely on: with a hash and a sequence, the observation is safe.

    Without ``sequence`` nothing was kept: the identifier could not be read.
    """

    id: str | None
    sha256: str
    sequence: int | None
    status: ReceiptStatus
    received_at: dt.datetime
    reasons: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the receipt as the API sends it."""
        return {
            "id": self.id,
            "sha256": self.sha256,
            "sequence": self.sequence,
            "status": self.status.value,
            "received_at": self.received_at.isoformat(),
            "reasons": list(self.reasons),
        }


def record_observations(
    *,
    place: Place,
    items: Sequence[object],
    origin: Origin,
    by: Person | None,
    device: DeviceToken | None = None,
    at: dt.datetime | None = None,
) -> list[Receipt]:
    """Keep observations for good, and give a receipt for each, in the same order.

    The same identifier with the same content gives the first receipt again. With another content
    both are kept: the first goes on counting and the newer waits for the team to decide. What
    cannot be is kept in quarantine, without counting. When this returns outside of any
    transaction, the receipts are durable.

    Parameters
    ----------
    items
        Values of JSON, each in the shape of ``docs/reference/observation.schema.json``.
    origin
        The door they came by. A feed may say something newer in place of what it said before.
    at
        When they were received, by the clock of the server.

    Raises
    ------
    django.db.OperationalError
        When the database cannot write, its disk being full for instance: nothing was kept.
    """
    received = at or timezone.now()
    today = timezone.localdate(received)
    readings = [read_observation(item, today=today) for item in items]
    sender = _Sender(place.pk, origin.value, by.pk if by else None, device.pk if device else None)
    rows = [sender.row(reading.key, reading, received) for reading in readings if reading.key]
    hold_what_names(rows, place)
    receipts = iter(_write(place, rows) if rows else [])
    return [
        next(receipts) if reading.key else _unreadable(reading, received) for reading in readings
    ]


@dataclass(frozen=True, slots=True)
class _Sender:
    """What all observations of one batch have in common."""

    place_id: int
    origin: str
    by_id: int | None
    device_id: int | None

    def row(self, key: UUID, reading: Reading, received: dt.datetime) -> NewVersion:
        """Give the row of what was read."""
        row = NewVersion(
            place_id=self.place_id,
            key=key,
            sha256=content_sha256(reading.content),
            received_at=received,
            origin=self.origin,
            by_id=self.by_id,
            device_id=self.device_id,
        )
        row.state = (VersionState.QUARANTINED if reading.reasons else VersionState.COUNTED).value
        return fill(row, reading)


def _unreadable(reading: Reading, received: dt.datetime) -> Receipt:
    reasons = tuple(reason.as_json() for reason in reading.reasons)
    return Receipt(None, "", None, ReceiptStatus.UNREADABLE, received, reasons)


def _write(place: Place, rows: Sequence[NewVersion]) -> list[Receipt]:
    with transaction.atomic():
        lock_place(place)
        ledger = _Ledger(place, {row.key for row in rows})
        receipts = [ledger.enter(row) for row in rows]
        if ledger.replaced:
            replaced = Observation.objects.filter(pk__in=ledger.replaced)
            replaced.update(state=VersionState.REPLACED.value)
        insert_rows(ledger.new)
    return receipts


class _Ledger:
    """What a place holds of some identifiers, and what is being added to it."""

    def __init__(self, place: Place, keys: set[UUID]) -> None:
        self.sequence = last_sequence(place)
        self.versions: dict[UUID, list[_Held | NewVersion]] = {key: [] for key in keys}
        held = Observation.objects.filter(place=place, key__in=keys).order_by("version")
        for row in held.values_list(*_HELD_COLUMNS):
            self.versions[row[0]].append(_Held(*row))
        self.new: list[NewVersion] = []
        self.replaced: list[int] = []

    def enter(self, row: NewVersion) -> Receipt:
        """Give a row its version, its sequence and its state, or find it known."""
        versions = self.versions[row.key]
        known = next((one for one in versions if one.sha256 == row.sha256), None)
        if known:
            return _receipt(known, ReceiptStatus.KNOWN)
        status = self._settle(row, versions)
        if any(one.withdrawn_at for one in versions):
            silence(row, at=row.received_at)
        self.sequence += 1
        row.sequence, row.version = self.sequence, len(versions) + 1
        versions.append(row)
        self.new.append(row)
        return _receipt(row, status)

    def _settle(self, row: NewVersion, versions: Sequence[_Held | NewVersion]) -> ReceiptStatus:
        """Say whether a new version counts beside those that are here."""
        if row.state == VersionState.QUARANTINED.value:
            return ReceiptStatus.QUARANTINED
        if not versions:
            return ReceiptStatus.RECORDED
        counted = next((one for one in versions if one.state == VersionState.COUNTED.value), None)
        if counted and counted.origin == row.origin == Origin.FEED.value:
            counted.state = VersionState.REPLACED.value
            if isinstance(counted, _Held):
                self.replaced.append(counted.pk)
        elif any(one.state != VersionState.QUARANTINED.value for one in versions):
            row.state = VersionState.DISPUTED.value
        return ReceiptStatus.VERSION


def _receipt(row: _Held | NewVersion, status: ReceiptStatus) -> Receipt:
    return Receipt(
        id=str(row.key),
        sha256=row.sha256,
        sequence=row.sequence,
        status=status,
        received_at=row.received_at,
        reasons=tuple(row.reasons),
    )
