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
    """Whether a row is new, changed or as before; and the mark of all that it says."""

    outcome: Outcome
    fingerprint: str


def fingerprint_of(told: ToldRecord) -> str:
    """Give the SHA-256 of all that a row holds and of what was understood of it."""
    unsure = [(one.field, one.code) for one in told.unsure]
    said = told.said_on.isoformat() if told.said_on else ""
    written = _WRITER.encode([dict(told.received), dict(told.claims), unsure, said])
    return hashlib.sha256(written.encode()).hexdigest()


def compare_records(source: Source | None, records: Sequence[ToldRecord]) -> dict[str, Compared]:
    """Give for each key whether it is new to its source, changed, or as before."""
    known: dict[str, str] = {}
    if source is not None:
        known = dict(
            Record.objects.filter(
                source=source, key__in=[told.key for told in records]
            ).values_list("key", "fingerprint")
        )
    return {told.key: _compared(told, known.get(told.key)) for told in records}


def _compared(told: ToldRecord, known: str | None) -> Compared:
    fingerprint = fingerprint_of(told)
    if known is None:
        return Compared(Outcome.CREATED, fingerprint)
    same = known == fingerprint
    return Compared(Outcome.UNCHANGED if same else Outcome.UPDATED, fingerprint)
