"""A report document made by the engine from evidence, of a place that does not exist."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.document import report_document
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Decision,
    DecisionKind,
    Direction,
    LeftOut,
    Writing,
)
from maille.core.kernel.period import Period, read_period
from maille.grids import load_grid

PUBLISHED = "2026-02-12T09:00:00+00:00"
MEALS = "social_ties@C0.favourable"


def meals(year: int = 2025, months: int = 12) -> list[Evidence]:
    """Give four meals a month, counted."""
    return [
        Evidence(
            f"meal-{year}-{month}-{day}",
            ObservationKind.OCCASION,
            dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, day),
            SourceKind.REGISTER,
            AuthorRole.STEWARD,
            themes=("social_ties",),
            direction=Direction.FAVOURABLE,
            people=20,
            counted=True,
        )
        for month in range(1, months + 1)
        for day in (3, 10, 17, 24)
    ]


def troubles() -> list[Evidence]:
    """Give incidents of the summer, and three people in work, too few to be told."""
    noise = [
        Evidence(
            f"noise-{day}",
            ObservationKind.INCIDENT,
            dt.date(2025, 7, day),
            SourceKind.TRACE,
            AuthorRole.VOLUNTEER,
            themes=("upkeep",),
            direction=Direction.UNFAVOURABLE,
        )
        for day in range(1, 10)
    ]
    work = Evidence(
        "work",
        ObservationKind.WORK,
        dt.date(2025, 4, 2),
        SourceKind.REGISTER,
        AuthorRole.STEWARD,
        themes=("employment",),
        direction=Direction.FAVOURABLE,
        people=3,
        counted=True,
    )
    return [*noise, work, *projects()]


def projects() -> list[Evidence]:
    """Give twelve projects that nobody had planned."""
    return [
        Evidence(
            f"project-{month}",
            ObservationKind.INITIATIVE,
            dt.date(2025, month, 9),
            SourceKind.TRACE,
            AuthorRole.STEWARD,
            themes=("agency",),
            direction=Direction.FAVOURABLE,
        )
        for month in range(1, 13)
    ]


def observed_document(
    evidence: list[Evidence] | None = None, period: Period | None = None, **said: Any
) -> dict[str, Any]:
    """Give a published observed document; ``said`` are parts of ``Answers``."""
    answers = replace(
        Answers(
            period or read_period("2025"),
            answers=(
                Answer("a1", "agency", "initiatives", AnswerState.ANSWERED, number=5.0),
                Answer("a2", "networks", "around", AnswerState.ANSWERED, options=("project",)),
            ),
            decisions=(
                Decision("d1", MEALS, DecisionKind.CONFIRMED),
                Decision(
                    "d2",
                    "upkeep@C0.unfavourable",
                    DecisionKind.DISSENTED,
                    "Ce bruit venait de la rue.",
                    "deux bénévoles",
                ),
            ),
            left_out=(LeftOut("alike", 2),),
        ),
        **said,
    )
    weighed = assess(
        answers, load_grid(), tuple(meals() + troubles() if evidence is None else evidence)
    )
    document = report_document(
        release(weighed),
        place=PlaceCard(
            "p1", "la-corderie", "La Corderie", commune="Saint-Fiacre", department="Orne"
        ),
        edition=EditionCard(
            2,
            draft=False,
            published_at=PUBLISHED,
            published_by="steward",
            licence_text="CC-BY-SA-4.0",
            licence_data="ODbL-1.0",
            url="https://maille.example/lieux/la-corderie/rapports/2/",
        ),
        writing=Writing.OFF,
    )
    return json.loads(json.dumps(document))
