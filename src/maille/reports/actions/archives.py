"""Writing again the drafts, editions and files that were taken away in an archive."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from maille.core.effects.checking import check_answer, check_intensity, check_story, check_theme
from maille.core.effects.document import SCHEMA
from maille.core.effects.integrity import digest_story
from maille.core.kernel.errors import CoreError
from maille.db.trail import restore_changes
from maille.grids import load_grid
from maille.places.errors import ArchiveError
from maille.places.models import Place
from maille.reports import models
from maille.reports.models import Draft, Edition, EditionEvidence, EditionStory, ImportedFile
from maille.reports.queries import archives as kept
from maille.reports.queries import freeze, thaw
from maille.reports.queries.answers import answer_value, intensity_value, story_value

Described = Mapping[str, Any]
RowT = TypeVar("RowT", bound=Model)


@transaction.atomic
def restore_draft(*, place: Place, described: Described) -> Draft:
    """Write a draft again, with its rows and their trail, each checked against its grid.

    Raises
    ------
    ArchiveError
        When a part is missing, has not its form, or answers a question that is not asked.
    """
    with _archive_in_doubt():
        draft = Draft(place=place, **_values(Draft, described["draft"], kept.DRAFT_COLUMNS))
        _save(draft, kept.DRAFT_COLUMNS)
        _restore_rows(draft, described)
        restore_changes(draft, described["changes"])
        for story in draft.stories.all():
            restore_changes(story, described["changes_of_stories"][str(story.public_id)])
    return draft


@transaction.atomic
def link_draft(*, draft: Draft, described: Described) -> None:
    """Say again what a draft was copied from and what it corrects; call it last.

    Raises
    ------
    ArchiveError
        When it names a draft or an edition that the archive does not hold.
    """
    with _archive_in_doubt():
        links = described["draft"]
        if links["copied_from"]:
            draft.copied_from = _draft(draft.place, links["copied_from"])
        if links["corrects"]:
            draft.corrects = draft.place.editions.get(number=links["corrects"])
        draft.save(update_fields=["copied_from", "corrects"])


@transaction.atomic
def restore_edition(*, place: Place, described: Described, content: bytes) -> Edition:
    """Write an edition again to the byte, once its hashes are verified.

    Raises
    ------
    ArchiveError
        When the document is not this place's, or words do not match their digest.
    """
    with _archive_in_doubt():
        document = json.loads(content)
        _check_document(document, place, described["words"])
        edition = _edition(place, described, document, content)
        edition.save()
        for words in described["words"]:
            row = EditionStory(edition=edition, **_values(EditionStory, words, kept.WORDS_COLUMNS))
            _save(row, kept.WORDS_COLUMNS)
        restore_changes(edition, described["changes"])
    return edition


@transaction.atomic
def restore_evidence(*, edition: Edition, described: Described, content: bytes) -> EditionEvidence:
    """Write again the evidence of an edition, once its hash is verified.

    Raises
    ------
    ArchiveError
        When it is not what the archive says, or not evidence.
    """
    with _archive_in_doubt():
        frozen = freeze(thaw(content))
        if frozen.sha256 != described["evidence"]:
            raise ArchiveError(_("the evidence of an edition of this archive was changed"))
        return EditionEvidence.objects.create(
            edition=edition, content=content, sha256=frozen.sha256, pieces=frozen.pieces
        )


@transaction.atomic
def restore_file(*, place: Place, described: Described, content: bytes) -> ImportedFile:
    """Write an imported file again, as it came or as a withdrawal left it.

    Raises
    ------
    ArchiveError
        When its content is not what its hash says.
    """
    with _archive_in_doubt():
        columns = _values(ImportedFile, described, kept.FILE_COLUMNS)
        if not columns["redacted_at"] and hashlib.sha256(content).hexdigest() != columns["sha256"]:
            raise ArchiveError(_("an imported file of this archive was changed"))
        file = ImportedFile(place=place, content=content, **columns)
        file.draft = _draft(place, described["draft"]) if described["draft"] else None
        _save(file, kept.FILE_COLUMNS)
    return file


@contextmanager
def _archive_in_doubt() -> Iterator[None]:
    """Turn what rows and grid refuse into one error that names the archive."""
    try:
        yield
    except ArchiveError:
        raise
    except (
        *(CoreError, ValidationError, DatabaseError, Draft.DoesNotExist, Edition.DoesNotExist),
        *(KeyError, TypeError, ValueError, AttributeError, RecursionError),
    ) as error:
        raise ArchiveError(
            _("a report of this archive is not as it should be: %s") % error
        ) from error


def _draft(place: Place, public_id: str) -> Draft:
    return Draft.objects.get(place=place, public_id=UUID(public_id))


def _values(model: type[Model], described: Described, columns: Iterable[str]) -> dict[str, Any]:
    """Read columns from JSON as their fields do."""
    return {
        name: model._meta.get_field(name).to_python(described[name])  # type: ignore[union-attr]
        for name in columns
    }


def _save(row: Model, columns: Iterable[str]) -> None:
    """Let the fields refuse what they cannot hold, emptiness aside, then write."""
    empty = {name for name in columns if getattr(row, name) in (None, "", [], {})}
    others = {field.name for field in row._meta.get_fields()} - set(columns)
    row.clean_fields(exclude=others | empty)
    row.save(force_insert=True)


def _restore_rows(draft: Draft, described: Described) -> None:
    grid = load_grid(draft.grid_version)
    for answer in _rows_of(draft, models.Answer, described["answers"], kept.ANSWER_COLUMNS):
        check_answer(answer_value(answer), grid)
    for story in _rows_of(draft, models.Story, described["stories"], kept.STORY_COLUMNS):
        if story.withdrawn_at is None:
            check_story(story_value(story), grid)
    for rating in _rows_of(
        draft, models.Intensity, described["intensities"], kept.INTENSITY_COLUMNS
    ):
        check_intensity(intensity_value(rating), grid)
    for dissent in _rows_of(draft, models.Dissent, described["dissents"], kept.DISSENT_COLUMNS):
        check_theme(dissent.theme, grid)
    decisions, left_out = described.get("decisions", []), described.get("left_out", [])
    list(_rows_of(draft, models.Decision, decisions, kept.DECISION_COLUMNS))
    list(_rows_of(draft, models.LeftOutStory, left_out, kept.LEFT_OUT_COLUMNS))
    for indicator in _rows_of(
        draft, models.Indicator, described["indicators"], kept.INDICATOR_COLUMNS
    ):
        if indicator.theme:
            check_theme(indicator.theme, grid)


def _rows_of(
    draft: Draft, model: type[RowT], rows: list[Described], columns: Iterable[str]
) -> Iterator[RowT]:
    for described in rows:
        row = model(draft=draft, **_values(model, described, columns))
        _save(row, columns)
        yield row


def _check_document(document: Described, place: Place, words: list[Described]) -> None:
    if document["schema"] != SCHEMA or document["place"]["id"] != str(place.public_id):
        raise ArchiveError(_("an edition of this archive belongs to another place"))
    digests = {story["id"]: story["digest"] for story in document["stories"]}
    if {one["story_id"]: one["digest"] for one in words} != digests:
        raise ArchiveError(_("an edition of this archive has not the stories that it names"))
    for one in words:
        told = one["withdrawn_at"] is None
        if told and digest_story(one["text"], one["salt"]) != one["digest"]:
            raise ArchiveError(_("a story of this archive is not the one that was published"))


def _edition(place: Place, described: Described, document: Described, content: bytes) -> Edition:
    """Fill the columns from the document itself: they cannot say otherwise."""
    card, period = document["edition"], document["period"]
    replaced = place.editions.get(number=card["replaces"]) if card["replaces"] else None
    return Edition(
        public_id=UUID(described["public_id"]),
        place=place,
        draft=_draft(place, described["draft"]),
        number=card["number"],
        start=dt.date.fromisoformat(period["start"]) if period["start"] else None,
        end=dt.date.fromisoformat(period["end"]) if period["end"] else None,
        document=content.decode("utf-8"),
        sha256=hashlib.sha256(content).hexdigest(),
        grid_id=document["grid"]["id"],
        grid_version=document["grid"]["version"],
        engine_version=document["engine"]["version"],
        licence_text=card["licence"]["text"],
        licence_data=card["licence"]["data"],
        reviewed_by=card["reviewed_by"] or "",
        published_at=dt.datetime.fromisoformat(card["published_at"]),
        published_role=card["published_by"],
        replaces=replaced,
        reason=card["reason"],
    )
