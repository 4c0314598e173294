"""The report document of a draft, and that of an edition with its words put back."""

import json
from dataclasses import dataclass
from typing import Any

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard, PlaceCard
from maille.core.effects.document import report_document
from maille.core.effects.observing import Evidence
from maille.core.effects.values import Answers, Writing
from maille.grids import load_grid
from maille.places.models import Place
from maille.places.queries import place_card
from maille.reports.models import Draft, Edition
from maille.reports.queries.gathering import Gathered, gather

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Making:
    """Everything that a report document is a function of."""

    place: PlaceCard
    answers: Answers
    grid_version: str
    card: EditionCard
    writing: Writing
    evidence: tuple[Evidence, ...] = ()


def draft_document(draft: Draft) -> Document:
    """Give the report as the draft would publish it now."""
    return compose_document(draft.place, gather(draft), draft.grid_version, EditionCard())


def compose_document(
    place: Place, gathered: Gathered, grid_version: str, card: EditionCard
) -> Document:
    """Write the report of what was gathered, under the name the place has now."""
    return make_document(
        Making(
            place=place_card(place),
            answers=gathered.answers,
            grid_version=grid_version,
            card=card,
            writing=Writing(place.writing),
            evidence=gathered.evidence,
        )
    )


def make_document(making: Making) -> Document:
    """Weigh answers and evidence, let out what may be, and write in both languages."""
    grid = load_grid(making.grid_version or None)
    return report_document(
        release(assess(making.answers, grid, making.evidence)),
        place=making.place,
        edition=making.card,
        writing=making.writing,
    )


def edition_document(edition: Edition) -> Document:
    """Give what was published, with the words of its stories, but for those withdrawn."""
    document: Document = json.loads(edition.document)
    words = {str(one.story_id): one for one in edition.words.all()}
    for story in document["stories"]:
        kept = words[story["id"]]
        story["text"] = kept.text
        story["pseudonym"] = kept.pseudonym or None
        story["withdrawn"] = kept.withdrawn_at is not None
    document["integrity"] = {"algorithm": "sha256", "sha256": edition.sha256}
    return document
