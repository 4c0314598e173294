"""One thing of a file that is brought in, before and after it was recorded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from maille.observations.reasons import Reason


class RowStatus(StrEnum):
    """What became of one row of a file."""

    RECORDED = "recorded"
    KNOWN = "known"
    VERSION = "version"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one place of a file: an observation, or why there is none.

    Parameters
    ----------
    number
        Its line, or its rank among the events of a calendar, from 1.
    item
        The observation in its JSON shape, when there is no status.
    status
        ``REFUSED`` or ``SKIPPED`` when there is no observation.
    gone
        The identifiers of what the file no longer says, though it may have been noted before.
    """

    number: int
    item: object = None
    status: RowStatus | None = None
    reasons: tuple[Reason, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row: its status, its identifier, what is to be said of it."""

    row: int
    status: RowStatus
    id: str | None = None
    reasons: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file, row by row."""

    file: str
    rows: tuple[RowReport, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each status."""
        found = Counter(row.status for row in self.rows)
        return {status.value: found[status] for status in RowStatus}

    @property
    def told(self) -> list[RowReport]:
        """The rows that have something to say."""
        return [row for row in self.rows if row.reasons]

    def as_json(self) -> dict[str, Any]:
        """Give the report as a file holds it."""
        return {
            "file": self.file,
            "counts": self.counts,
            "rows": [
                {
                    "row": row.row,
                    "status": row.status.value,
                    "id": row.id,
                    "reasons": list(row.reasons),
                }
                for row in self.rows
            ],
        }
