"""Telling whether a row of a source is new, or says something else than before."""

import hashlib
import json
from collections.abc import Sequence

from maille.directory.enums import Outcome
from maille.directory.models import Record, Source
from maille.directory.values import ToldRecord


def fingerprint_of(told: ToldRecord) -> str:
    """Give the SHA-256 of all that a row holds and of what was understood of it."""
    unsure = [(one.field, one.code) for one in told.unsure]
    said = told.said_on.isoformat() if told.said_on else ""
    written = json.dumps(
        [dict(told.received), dict(told.claims), unsure, said],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(written.encode()).hexdigest()


def compare_records(source: Source | None, records: Sequence[ToldRecord]) -> dict[str, Outcome]:
    """Give for each key whether it is new to its source, changed, or as before."""
    known: dict[str, str] = {}
    if source is not None:
        known = dict(
            Record.objects.filter(
                source=source, key__in=[told.key for told in records]
            ).values_list("key", "fingerprint")
        )
    return {told.key: _outcome(told, known.get(told.key)) for told in records}


def _outcome(told: ToldRecord, known: str | None) -> Outcome:
    if known is None:
        return Outcome.CREATED
    return Outcome.UNCHANGED if known == fingerprint_of(told) else Outcome.UPDATED
