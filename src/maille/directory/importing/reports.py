"""What became of a file: every row counted once, every doubt and refusal told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from maille.directory.enums import Outcome
from maille.directory.fields import FIELDS
from maille.directory.reasons import reason_of
from maille.places.values import Label


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt or a refusal: which row, which field, why, and what stood there."""

    row: int
    key: str
    name: str
    field: str
    reason: str
    value: object = None

    @property
    def sentence(self) -> str:
        """The reason in words, in the language of the page."""
        return reason_of(self.reason)

    @property
    def label(self) -> Label:
        """The field in words."""
        return FIELDS[self.field].label if self.field in FIELDS else ""

    def as_json(self) -> dict[str, Any]:
        """Give the remark as values of JSON, its sentence in both languages."""
        said = {}
        for language in ("fr", "en"):
            with override(language):
                said[language] = self.sentence
        return {
            "row": self.row,
            "key": self.key,
            "name": self.name,
            "field": self.field,
            "reason": self.reason,
            "message": said,
            "value": self.value,
        }


@dataclass(slots=True)
class DirectoryReport:
    """The report of one reading; ``counts`` holds each row once."""

    file: str
    source: str
    dry_run: bool
    counts: dict[str, int] = field(default_factory=dict)
    doubts: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    unmapped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    asked: int = 0
    delivery: str = ""

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())

    @property
    def outcomes(self) -> list[tuple[int, Label]]:
        """How many rows became what, in words; what no row became is left out."""
        told = [(self.counts.get(outcome.value, 0), outcome.label) for outcome in Outcome]
        return [(count, label) for count, label in told if count]

    def as_json(self) -> dict[str, Any]:
        """Give the report as values of JSON."""
        return {
            "file": self.file,
            "source": self.source,
            "delivery": self.delivery,
            "dry_run": self.dry_run,
            "counts": counts_of(self.counts),
            "questions_asked": self.asked,
            "columns_kept_as_received": list(self.unmapped),
            "columns_not_found": list(self.missing),
            "doubts": [remark.as_json() for remark in self.doubts],
            "refusals": [remark.as_json() for remark in self.refusals],
        }


def counts_of(counts: Mapping[str, int]) -> dict[str, int]:
    """Give the rows, then each outcome, none left out."""
    told = {outcome.value: counts.get(outcome.value, 0) for outcome in Outcome}
    return {"rows": sum(told.values()), **told}
