"""What evidence proposes, and what the team made of it so far."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from maille.core.effects.cards import EditionCard
from maille.reports.models import Decision, Draft
from maille.reports.queries.answers import answers_of
from maille.reports.queries.documents import compose_document
from maille.reports.queries.gathering import Gathered, noted_over

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that evidence gave, for the team to decide on.

    ``basis`` changes with the evidence; ``stale`` when it did since the decision; ``is_answer``
    tells a proposed answer from a finding.
    """

    about: str
    theme: str
    sentence: Mapping[str, str]
    grade: str
    direction: str
    evidence: Mapping[str, Any]
    basis: str
    is_answer: bool
    decision: Decision | None

    @property
    def stale(self) -> bool:
        """Whether evidence changed since it was decided on."""
        return self.decision is not None and self.decision.basis != self.basis

    @property
    def waits(self) -> bool:
        """Whether the team has still to look at it."""
        return self.decision is None or self.stale


def matters_of(draft: Draft, document: Document) -> tuple[Matter, ...]:
    """Give what a draft's report owes to evidence alone, in the order of the report."""
    decided = {} if draft.pk is None else {row.about: row for row in draft.decisions.all()}
    beside = {one["finding"]: one for one in document.get("evidence", ())}
    findings = [
        Matter(
            about=one["id"],
            theme=one["theme"],
            sentence=one["sentence"],
            grade=one["grade"],
            direction=one["direction"],
            evidence=beside[one["id"]],
            basis=_digest([one["value"], one["direction"], beside[one["id"]]]),
            is_answer=False,
            decision=decided.get(one["id"]),
        )
        for one in document["findings"]
        if one["id"] in beside
    ]
    known = {one.about for one in findings}
    answers = [
        Matter(
            about=one["id"],
            theme=one["theme"],
            sentence=one["sentence"],
            grade="",
            direction="",
            evidence={"kinds": one["counts"]},
            basis=_digest([one["value"], one["counts"]]),
            is_answer=True,
            decision=decided.get(one["id"]),
        )
        for one in document.get("proposals", ())
        if one["id"] not in known
    ]
    ranks = _ranks(document)
    return tuple(sorted((*findings, *answers), key=lambda one: ranks[one.theme]))


def matters_of_theme(draft: Draft, theme: str) -> tuple[Matter, ...]:
    """Give what one theme owes to evidence; one query when nothing was noted."""
    evidence = noted_over(draft)
    if not evidence:
        return ()
    gathered = Gathered(answers_of(draft), evidence)
    document = compose_document(draft.place, gathered, draft.grid_version, EditionCard())
    return tuple(matter for matter in matters_of(draft, document) if matter.theme == theme)


def waiting(matters: Iterable[Matter]) -> int:
    """Count what the team has still to look at."""
    return sum(matter.waits for matter in matters)


def _ranks(document: Document) -> dict[str, int]:
    themes = [theme["theme"] for section in document["sections"] for theme in section["themes"]]
    return {theme: rank for rank, theme in enumerate(themes)}


def _digest(parts: object) -> str:
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
