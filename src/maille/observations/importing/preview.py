"""What a file would give, shown before anything is taken."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from maille.observations.importing.rows import Row
from maille.observations.importing.taking import Reading
from maille.observations.reasons import Reason
from maille.observations.shape import read_observation

SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One row as it would be taken: its fields, and what is to be said of it."""

    number: int
    fields: dict[str, Any]
    reasons: tuple[Reason, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Preview:
    """How many rows would count, wait in quarantine or be left aside; the first of each."""

    ready: int
    quarantined: int
    aside: int
    lines: tuple[PreviewLine, ...]


def preview_of(reading: Reading, *, today: dt.date) -> Preview:
    """Show the first rows, and before them some of those that would wait."""
    lines = [_line(row, today) for row in reading.rows]
    counts = Counter(line.status for line in lines)
    return Preview(
        ready=counts["ready"],
        quarantined=counts["quarantined"],
        aside=counts["aside"],
        lines=tuple(_chosen(lines)),
    )


def _line(row: Row, today: dt.date) -> PreviewLine:
    if row.status is not None:
        return PreviewLine(row.number, {}, row.reasons, "aside")
    read = read_observation(row.item, today=today)
    status = "quarantined" if read.reasons else "ready"
    reasons = (*row.reasons, *read.reasons, *read.doubts)
    content = dict(read.content)
    return PreviewLine(row.number, content, reasons, status if read.key else "aside")


def _chosen(lines: list[PreviewLine]) -> Iterator[PreviewLine]:
    telling = [line for line in lines if line.status != "ready"][: SHOWN // 2]
    plain = [line for line in lines if line.status == "ready"][: SHOWN - len(telling)]
    yield from sorted([*telling, *plain], key=lambda line: line.number)
