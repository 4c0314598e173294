"""The report document of a draft, and that of an edition with its words put back."""

import json
from typing import Any

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.cards import EditionCard
from maille.core.effects.document import report_document
from maille.core.effects.values import Answers, Writing
from maille.grids import load_grid
from maille.places.models import Place
from maille.places.queries import place_card
from maille.reports.models import Draft, Edition
from maille.reports.queries.answers import answers_of

Document = dict[str, Any]


def draft_document(draft: Draft) -> Document:
    """Give the report as the draft would publish it now."""
    return compose_document(draft.place, answers_of(draft), draft.grid_version, EditionCard())


def compose_document(
    place: Place, answers: Answers, grid_version: str, card: EditionCard
) -> Document:
    """Weigh the answers, let out what may be, and write the report in both languages."""
    grid = load_grid(grid_version or None)
    return report_document(
        release(assess(answers, grid)),
        place=place_card(place),
        edition=card,
        writing=Writing(place.writing),
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
