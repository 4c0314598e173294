"""Computing an edition again from what it kept, to prove that nothing else made it."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.integrity import canonical_bytes
from maille.core.effects.values import (
    Direction,
    Intensity,
    LeftOut,
    Story,
    StoryKind,
    TellerKind,
    Visits,
    Writing,
)
from maille.core.kernel.period import Period
from maille.reports.models import Edition
from maille.reports.queries.answers import answers_of
from maille.reports.queries.documents import Document, Making, make_document
from maille.reports.queries.freezing import evidence_of_edition
from maille.reports.queries.gathering import Gathered


def recomputed_bytes(edition: Edition) -> bytes:
    """Assess an edition again; with the same engine, these are the bytes it was sealed with.

    Answers come from its draft, evidence from what it froze, stories and cards from its document:
    a story withdrawn since changes nothing, for its words are not in what is sealed.
    """
    document: Document = json.loads(edition.document)
    gathered = gather_again(edition)
    answers = replace(
        gathered.answers,
        period=Period(*(_day(document["period"][end]) for end in ("start", "end"))),
        stories=tuple(_story(one) for one in document["stories"]),
    )
    making = Making(
        place=_place_card(document["place"]),
        answers=answers,
        grid_version=edition.grid_version,
        card=_edition_card(document["edition"]),
        writing=Writing(document["edition"]["writing"]),
        evidence=gathered.evidence,
    )
    return canonical_bytes(make_document(making))


def gather_again(edition: Edition) -> Gathered:
    """Give what an edition was made of: what was noted or offered since is not in it."""
    document: Document = json.loads(edition.document)
    left_out = document.get("stories_left_out") or {"reasons": {}}
    return Gathered(
        replace(
            answers_of(edition.draft),
            intensities=tuple(map(_intensity, document["intensities"])),
            left_out=tuple(LeftOut(*one) for one in left_out["reasons"].items()),
            visits=_visits(document.get("visits")),
        ),
        evidence_of_edition(edition),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _intensity(kept: dict[str, Any]) -> Intensity:
    names = ("id", "theme", "group", "median", "n", "spread")
    return Intensity(**{name: kept[name] for name in names})


def _visits(kept: dict[str, Any] | None) -> Visits | None:
    if kept is None:
        return None
    first, last = (dt.date.fromisoformat(kept[end]) for end in ("first", "last"))
    figures = {**kept["estimate"], "method": EstimateMethod(kept["estimate"]["method"])}
    return Visits(kept["plan"], first, last, Estimate(**figures))


def _story(kept: dict[str, Any]) -> Story:
    return Story(
        id=kept["id"],
        theme=kept["theme"],
        text=kept["id"],  # some words: which ones changes nothing
        kind=StoryKind(kept["kind"]),
        teller=TellerKind(kept["teller"]),
        told_on=kept["told_on"] or "",
        consent=True,
        truncated=kept["truncated"],
        direction=Direction(kept["direction"]) if kept["direction"] else None,
        digest=kept["digest"] or "",
    )


def _place_card(kept: dict[str, Any]) -> PlaceCard:
    values: dict[str, Any] = {
        name: "" if value is None and name not in {"longitude", "latitude"} else value
        for name, value in kept.items()
    }
    return PlaceCard(**values)


def _edition_card(kept: dict[str, Any]) -> EditionCard:
    return EditionCard(
        number=kept["number"],
        draft=kept["draft"],
        published_at=kept["published_at"],
        published_by=kept["published_by"],
        reviewed_by=kept["reviewed_by"],
        licence_text=kept["licence"]["text"],
        licence_data=kept["licence"]["data"],
        replaces=kept["replaces"],
        reason=kept["reason"],
        url=kept["url"],
    )
