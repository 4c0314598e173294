"""The evidence of an edition, kept so that the edition can be computed again to the byte."""

import datetime as dt
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import Direction
from maille.reports.models import Edition, EditionEvidence

LARGEST: Final = 256 * 1024 * 1024
_TOO_LARGE: Final = "evidence is cut short, or too large to be a place's"
_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "kind": ObservationKind,
    "on": dt.date.fromisoformat,
    "source": SourceKind,
    "author_role": AuthorRole,
    "direction": Direction,
    "themes": tuple,
    "audiences": tuple,
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """Evidence as an edition keeps it: compressed JSON, and the SHA-256 of the JSON."""

    content: bytes
    sha256: str
    pieces: int


def freeze(evidence: Sequence[Evidence]) -> Frozen:
    """Write evidence once: the names of its fields, then a row per piece."""
    rows = [[_plain(value) for value in one] for one in evidence]
    table = {"fields": Evidence._fields, "rows": rows}
    plain = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return Frozen(zlib.compress(plain), sha256(plain).hexdigest(), len(rows))


def thaw(content: bytes) -> tuple[Evidence, ...]:
    """Read evidence again; a field that came later takes its default.

    Raises
    ------
    ValueError
        When the content is not what :func:`freeze` wrote, or swells beyond ``LARGEST``.
    """
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(content, LARGEST)
        if not unpacker.eof:
            raise ValueError(_TOO_LARGE)
        table = json.loads(plain)
        names = table["fields"]
        return tuple(_thawed(dict(zip(names, row, strict=True))) for row in table["rows"])
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def evidence_of_edition(edition: Edition) -> tuple[Evidence, ...]:
    """Give the evidence that an edition was assessed from; none for a declared one."""
    kept = EditionEvidence.objects.filter(edition=edition).first()
    return thaw(bytes(kept.content)) if kept else ()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _thawed(row: dict[str, Any]) -> Evidence:
    read = {
        name: _READERS[name](value) if name in _READERS and value is not None else value
        for name, value in row.items()
    }
    return Evidence(**read)
