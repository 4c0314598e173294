"""Reports whose evidence is added to, removed, doubled and contradicted: what must stay true."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from benchmarks.calibration.trials import Random
from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.document import report_document
from maille.core.effects.findings import Finding
from maille.core.effects.integrity import canonical_bytes
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Direction,
    Grade,
    Grid,
    QuestionType,
    Theme,
    Writing,
)
from maille.core.kernel.period import Period

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
PLACE = PlaceCard(id="1", slug="un-lieu", name="Un lieu")
OPPOSITE = {
    Direction.FAVOURABLE: Direction.UNFAVOURABLE,
    Direction.UNFAVOURABLE: Direction.FAVOURABLE,
}
GRADES = list(Grade)
DAYS = [YEAR.start + dt.timedelta(days=day) for day in range(365)]
FEWEST_PIECES = 4
SEED = 2025
Pieces = tuple[Evidence, ...]
Json = dict[str, Any]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Case:
    """A report to be: what was answered, and what was noted."""

    grid: Grid
    answers: Answers
    evidence: Pieces

    def findings(self, evidence: Pieces) -> dict[str, Finding]:
        """Give what follows from other evidence, by id, declared findings apart."""
        found = assess(self.answers, self.grid, evidence).findings
        return {one.id: one for one in found if one.terms is not None}

    def edition(self, evidence: Pieces) -> bytes:
        """Give the bytes that the edition's hash is computed on."""
        return canonical_bytes(self.document(evidence))

    def document(self, evidence: Pieces) -> Json:
        """Give the report document."""
        released = release(assess(self.answers, self.grid, evidence))
        return report_document(
            released,
            place=PLACE,
            edition=EditionCard(number=1, draft=False, kind="observed"),
            writing=Writing.OFF,
        )


def made_up(rng: Random, grid: Grid, pieces: int) -> Case:
    """Draw a report: a few themes, evidence of every kind, some of it against the rest."""
    themes = [grid.themes[i] for i in rng.choice(len(grid.themes), size=4, replace=False)]
    evidence = tuple(_piece(rng, themes, f"e{number}") for number in range(pieces))
    evidence = (evidence[0]._replace(direction=Direction.FAVOURABLE), *evidence[1:])
    answers = tuple(_answers(rng, themes))
    return Case(grid, Answers(YEAR, answers=answers), evidence)


def _piece(rng: Random, themes: list[Theme], name: str) -> Evidence:
    theme = _one(rng, themes)
    source = _one(rng, list(SourceKind))
    question = option = None
    asked = [one for one in theme.questions if one.options]
    if asked and _chance(rng, 0.3):
        chosen = _one(rng, asked)
        question, option = chosen.id, _one(rng, chosen.options).id
    return Evidence(
        id=name,
        kind=None if source is SourceKind.SURVEY else _one(rng, list(ObservationKind)),
        on=_one(rng, DAYS),
        source=source,
        author_role=_one(rng, list(AuthorRole)),
        themes=(theme.id,),
        question=question,
        option=option,
        direction=_one(rng, [*OPPOSITE, *OPPOSITE, Direction.MIXED, None]),
        author=_one(rng, ["", "", "a", "b", "c"]),
        people=_one(rng, [None, 3, 12, 40]),
        counted=_chance(rng, 0.5),
        coverage=_one(rng, [None, None, 0.3, 0.8]),
        elsewhere=_chance(rng, 0.1),
        wave="w1" if source is SourceKind.SURVEY else "",
        causal=source is SourceKind.TESTIMONY and _chance(rng, 0.3),
    )


def _answers(rng: Random, themes: Iterable[Theme]) -> Iterator[Answer]:
    for theme in themes:
        for question in theme.questions:
            if question.type is QuestionType.MULTI and _chance(rng, 0.5):
                options = (_one(rng, question.options).id,)
                name = f"a-{theme.id}-{question.id}"
                yield Answer(name, theme.id, question.id, AnswerState.ANSWERED, options)


def mutate(case: Case, rng: Random) -> dict[str, bool]:
    """Mutate one report in every way; tell of each invariant whether it held."""
    before = case.findings(case.evidence)
    document = case.document(case.evidence)
    held = canonical_bytes(document)
    shuffled = tuple(case.evidence[i] for i in rng.permutation(len(case.evidence)))
    twice = tuple(one._replace() for one in case.evidence)
    told = [one for one in case.evidence if one.direction in OPPOSITE]
    model = _one(rng, told)
    more = tuple(
        model._replace(id=f"new-{number}", author=f"somebody-{number}") for number in range(3)
    )
    gone = frozenset(
        one.id for one in told if one.direction is model.direction and _chance(rng, 0.5)
    )
    fewer = tuple(one for one in case.evidence if one.id not in gone)
    return {
        "recomputing gives the same bytes, in any order": case.edition(shuffled) == held,
        "the same evidence twice changes nothing": case.edition(case.evidence + twice) == held,
        "agreeing evidence never lowers, contradiction never raises": _moves_one_way(
            before, case.findings(case.evidence + more), model.direction
        ),
        "removing support never raises, removing contradiction never lowers": _moves_one_way(
            case.findings(fewer), before, model.direction
        ),
        "what went badly is always told": all(
            one.published for one in before.values() if one.direction is Direction.UNFAVOURABLE
        ),
        "every finding and every sentence names its sources": _sourced(document),
    }


def _moves_one_way(
    less: dict[str, Finding], more: dict[str, Finding], direction: Direction | None
) -> bool:
    """Tell whether more evidence one way raised that way alone, and lowered the other alone."""
    for name, finding in less.items():
        if name not in more:
            return False
        weaker, stronger = GRADES.index(finding.grade), GRADES.index(more[name].grade)
        if finding.direction is direction and stronger < weaker:
            return False
        if OPPOSITE.get(finding.direction) is direction and stronger > weaker:
            return False
    return True


def _sourced(document: Json) -> bool:
    """Tell whether each finding has a source, and each paragraph of a theme a finding."""
    known = {finding["id"] for finding in document["findings"]}
    paragraphs = [
        paragraph
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]
    return all(finding["sources"] for finding in document["findings"]) and all(
        paragraph["findings"] and known.issuperset(paragraph["findings"])
        for paragraph in paragraphs
    )


def mutate_all(grid: Grid, reports: int) -> Json:
    """Mutate many reports; give how many, and how often each invariant broke."""
    rng = np.random.default_rng(SEED)
    broken: Counter[str] = Counter()
    for number in range(reports):
        case = made_up(rng, grid, pieces=FEWEST_PIECES + 2 * (number % 16))
        broken.update({name: int(not held) for name, held in mutate(case, rng).items()})
    return {"reports": reports, "broken": dict(broken)}


def _one(rng: Random, things: Sequence[Thing]) -> Thing:
    return things[int(rng.integers(len(things)))]


def _chance(rng: Random, part: float) -> bool:
    return bool(rng.random() < part)
