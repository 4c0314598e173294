"""What an archive keeps of a place's reports, as values of JSON; it holds no person."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final

from django.db.models import Model

from maille.db.models import PublicIdModel
from maille.db.trail import changes_of
from maille.reports.models import Draft, Edition, EditionEvidence, ImportedFile

DRAFT_COLUMNS: Final = (
    *("public_id", "start", "end", "grid_id", "grid_version", "state", "created_at"),
)
ANSWER_COLUMNS: Final = (
    *("public_id", "theme", "question", "state", "options", "own_words"),
    *("number", "approximate", "per", "said", "text"),
)
STORY_COLUMNS: Final = (
    *("public_id", "origin", "theme", "text", "kind", "teller", "pseudonym", "told_on"),
    *("consent", "consent_note", "consented_at", "truncated", "direction"),
    *("hold", "hold_reasons", "decided_at", "withdrawn_at", "created_at"),
)
DISSENT_COLUMNS: Final = ("public_id", "theme", "text", "role", "created_at")
INTENSITY_COLUMNS: Final = ("public_id", "theme", "group", "median", "n", "spread")
INDICATOR_COLUMNS: Final = (
    *("public_id", "theme", "label_fr", "label_en", "unit", "number", "approximate"),
    *("proposed_by", "adopted_by", "adopted_on"),
)
DECISION_COLUMNS: Final = ("public_id", "about", "kind", "text", "role", "basis", "created_at")
LEFT_OUT_COLUMNS: Final = ("public_id", "origin", "reason", "decided_at")
WORDS_COLUMNS: Final = ("story_id", "text", "pseudonym", "salt", "digest", "withdrawn_at")
FILE_COLUMNS: Final = ("public_id", "name", "sha256", "report", "imported_at", "redacted_at")

Described = dict[str, object]


def describe_draft(draft: Draft) -> Described:
    """Give a draft with all its rows and their trail, without authors."""
    stories = list(draft.stories.all())
    return {
        "draft": {
            **_columns(draft, DRAFT_COLUMNS),
            "copied_from": _id(draft.copied_from),
            "corrects": draft.corrects.number if draft.corrects else None,
        },
        "answers": _rows(draft.answers.all(), ANSWER_COLUMNS),
        "stories": _rows(stories, STORY_COLUMNS),
        "dissents": _rows(draft.dissents.all(), DISSENT_COLUMNS),
        "intensities": _rows(draft.intensities.all(), INTENSITY_COLUMNS),
        "indicators": _rows(draft.indicators.all(), INDICATOR_COLUMNS),
        "decisions": _rows(draft.decisions.all(), DECISION_COLUMNS),
        "left_out": _rows(draft.left_out.all(), LEFT_OUT_COLUMNS),
        "changes": _changes(draft),
        "changes_of_stories": {str(story.public_id): _changes(story) for story in stories},
    }


def describe_edition(edition: Edition) -> Described:
    """Give what stands beside an edition's document: its draft, its words, its trail."""
    return {
        "public_id": str(edition.public_id),
        "draft": str(edition.draft.public_id),
        "words": _rows(edition.words.all(), WORDS_COLUMNS),
        "evidence": _evidence_sha256(edition),
        "changes": _changes(edition),
    }


def describe_file(file: ImportedFile) -> Described:
    """Give what stands beside an imported file's content."""
    return {**_columns(file, FILE_COLUMNS), "draft": _id(file.draft)}


def frozen_evidence(edition: Edition) -> bytes | None:
    """Give the evidence an edition was assessed from, as it is kept; none for a declared one."""
    kept = EditionEvidence.objects.filter(edition=edition).first()
    return bytes(kept.content) if kept else None


def _evidence_sha256(edition: Edition) -> str | None:
    kept = EditionEvidence.objects.filter(edition=edition).only("sha256").first()
    return kept.sha256 if kept else None


def _rows(rows: Iterable[Model], columns: Iterable[str]) -> list[Described]:
    return [_columns(row, columns) for row in rows]


def _columns(row: Model, columns: Iterable[str]) -> Described:
    return {name: _plain(getattr(row, name)) for name in columns}


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _id(row: PublicIdModel | None) -> str | None:
    return str(row.public_id) if row else None


def _changes(row: PublicIdModel) -> list[Described]:
    return [
        {
            "field": change.field,
            "previous": change.previous,
            "new": change.new,
            "at": change.at.isoformat(),
        }
        for change in changes_of(row).reverse()
    ]
