"""Telling whether a row of a source is new, or says something else than before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from maille.directory.enums import Outcome
from maille.directory.models import Record, Source
from maille.directory.values import ToldRecord

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether a row is new, changed or as before; and the mark of all that it says.

    ``record`` and ``place`` are the primary keys of what is known of it, when something is.
    """

    outcome: Outcome
    fingerprint: str
    record: int = 0
    place: int | None = None


def fingerprint_of(told: ToldRecord) -> str:
    """Give the SHA-256 of all that a row holds and of what was understood of it."""
    unsure = [(one.field, one.code) for one in told.unsure]
    said = told.said_on.isoformat() if told.said_on else ""
    written = _WRITER.encode([dict(told.received), dict(told.claims), unsure, said])
    return hashlib.sha256(written.encode()).hexdigest()


def compare_records(source: Source | None, records: Sequence[ToldRecord]) -> dict[str, Compared]:
    """Give for each key whether it is new to its source, changed, or as before."""
    known: dict[str, tuple[str, int, int | None]] = {}
    if source is not None:
        keys = [told.key for told in records]
        found = Record.objects.filter(source=source, key__in=keys)
        known = {
            row[0]: row[1:] for row in found.values_list("key", "fingerprint", "pk", "place_id")
        }
    return {told.key: _compared(told, known.get(told.key)) for told in records}


def _compared(told: ToldRecord, known: tuple[str, int, int | None] | None) -> Compared:
    fingerprint = told.fingerprint or fingerprint_of(told)
    if known is None:
        return Compared(Outcome.CREATED, fingerprint)
    said, record, place = known
    outcome = Outcome.UNCHANGED if said == fingerprint else Outcome.UPDATED
    return Compared(outcome, fingerprint, record, place)
