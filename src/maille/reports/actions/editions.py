"""Publishing editions, and taking a story's words out of them."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation

from maille.core.effects.cards import EditionCard
from maille.core.effects.integrity import canonical_bytes, digest_story
from maille.core.effects.values import Story
from maille.db.trail import record_changes
from maille.observations.actions import withdraw_words
from maille.observations.actions.surveys import erase_words_of
from maille.people.models import Person
from maille.places.enums import Role
from maille.places.models import Place
from maille.reports import models
from maille.reports.actions.locking import lock_open_draft, lock_place
from maille.reports.actions.redaction import redact_imported_files
from maille.reports.enums import DraftState, Reason
from maille.reports.errors import NothingToPublishError, WithdrawnStoryError
from maille.reports.models import Draft, Edition, EditionEvidence, EditionStory
from maille.reports.queries import (
    Gathered,
    compose_document,
    edition_in_force,
    edition_to_replace,
    freeze,
    gather,
    gather_again,
)
from maille.reports.renderings import forget_renderings

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an edition says of itself: licences by SPDX identifier, and who read it before."""

    licence_text: str
    licence_data: str
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class _Issue:
    """One edition about to be written."""

    draft: Draft
    gathered: Gathered
    imprint: Imprint
    replaces: Edition | None
    reason: Reason | None
    by: Person | None
    at: dt.datetime


@transaction.atomic
def publish_edition(
    *,
    draft: Draft,
    by: Person | None,
    imprint: Imprint | None = None,
    on: dt.datetime | None = None,
) -> Edition:
    """Make an edition of a draft, for ever, under the place's next number.

    It names the edition that it replaces, when it corrects one or is about the same period.
    Without ``imprint``, the licences are those of the place.

    Raises
    ------
    DraftPublishedError
        When the draft is published already.
    NothingToPublishError
        When the draft says nothing that may be printed.
    """
    place = lock_place(draft.place)
    locked = lock_open_draft(draft)
    gathered = gather(locked)
    answers = gathered.answers
    if not (answers.answers or answers.stories or answers.indicators or gathered.evidence):
        raise NothingToPublishError(str(locked))
    replaced = edition_to_replace(locked)
    newer = Reason.CORRECTION if locked.corrects else Reason.UPDATE
    issue = _Issue(
        draft=locked,
        gathered=gathered,
        imprint=imprint or Imprint(place.text_licence, place.data_licence),
        replaces=replaced,
        reason=newer if replaced else None,
        by=by,
        at=(on or timezone.now()).replace(microsecond=0),
    )
    edition = _write(issue)
    locked.state = DraftState.PUBLISHED.value
    locked.save(update_fields=["state"])
    record_changes(
        thing=locked,
        before={"state": DraftState.OPEN.value},
        after={"state": locked.state},
        by=by,
        at=issue.at,
    )
    return edition


@transaction.atomic
def withdraw_story(
    *, story: models.Story, by: Person | None, on: dt.datetime | None = None
) -> list[Edition]:
    """Delete the words of a story wherever they are, and publish again what held them.

    Words and salts leave drafts, editions, imported files, the files made from editions, and the
    observation they were noted in. Each
    edition in force that held the story is replaced by a new one without it; the older ones keep
    their address and their hash, with a tombstone in place of the words.

    Returns
    -------
    list of Edition
        The new editions; empty when the story had never been published.

    Raises
    ------
    WithdrawnStoryError
        When the story was withdrawn before.
    """
    place = lock_place(story.draft.place)
    story.refresh_from_db()
    if story.withdrawn_at is not None:
        raise WithdrawnStoryError(str(story))
    at = (on or timezone.now()).replace(microsecond=0)
    words = story.text
    _empty_rows(place, story, by, at)
    _erase_noted(place, story.origin, by, at)
    redact_imported_files(place=place, words=words, on=at)
    held = list(place.editions.filter(words__story_id=story.origin).select_related("draft"))
    EditionStory.objects.filter(edition__in=held, story_id=story.origin).update(
        text=None, salt=None, pseudonym="", withdrawn_at=at
    )
    for edition in held:
        transaction.on_commit(partial(forget_renderings, str(edition.public_id)))
    return [
        _write(_without_story(edition, by, at))
        for edition in held
        if edition_in_force(edition) == edition
    ]


@transaction.atomic
def withdraw_noted_words(
    *, place: Place, key: UUID, by: Person | None, on: dt.datetime | None = None
) -> list[Edition]:
    """Delete words noted in a place, and wherever a report printed them.

    Parameters
    ----------
    key
        The identifier of the observation, or of the survey's answer, that holds them.

    Returns
    -------
    list of Edition
        The new editions; empty when no report printed these words.
    """
    locked = lock_place(place)
    told = models.Story.objects.filter(
        draft__place=locked, origin=key, withdrawn_at__isnull=True
    ).first()
    if told is not None:
        return withdraw_story(story=told, by=by, on=on)
    _erase_noted(locked, key, by, on)
    return []


def _erase_noted(place: Place, key: UUID, by: Person | None, at: dt.datetime | None) -> None:
    """Delete words where they were noted: an observation, or a visitor's answer."""
    withdraw_words(place=place, key=key, by=by, at=at)
    erase_words_of(place=place, key=key, by=by)


def _empty_rows(place: Place, story: models.Story, by: Person | None, at: dt.datetime) -> None:
    for row in models.Story.objects.filter(draft__place=place, origin=story.origin):
        row.text = row.pseudonym = row.consent_note = ""
        row.hold_reasons = []
        row.consent = False
        row.withdrawn_at = at
        row.save()
        record_changes(
            thing=row, before={"withdrawn_at": None}, after={"withdrawn_at": at}, by=by, at=at
        )


def _without_story(edition: Edition, by: Person | None, at: dt.datetime) -> _Issue:
    return _Issue(
        draft=edition.draft,
        gathered=gather_again(edition),
        imprint=Imprint(edition.licence_text, edition.licence_data, edition.reviewed_by),
        replaces=edition,
        reason=Reason.WITHDRAWAL,
        by=by,
        at=at,
    )


def _write(issue: _Issue) -> Edition:
    place = issue.draft.place
    number = (place.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    answers = issue.gathered.answers
    salts = {story.id: secrets.token_hex(SALT_BYTES) for story in answers.stories}
    stories = tuple(
        replace(story, digest=digest_story(story.text, salts[story.id]))
        for story in answers.stories
    )
    document = compose_document(
        place,
        replace(issue.gathered, answers=replace(answers, stories=stories)),
        issue.draft.grid_version,
        _card(issue, number),
    )
    content = canonical_bytes(document)
    edition = Edition.objects.create(
        place=place,
        draft=issue.draft,
        number=number,
        start=issue.draft.start,
        end=issue.draft.end,
        document=content.decode("utf-8"),
        sha256=hashlib.sha256(content).hexdigest(),
        grid_id=document["grid"]["id"],
        grid_version=document["grid"]["version"],
        engine_version=document["engine"]["version"],
        licence_text=issue.imprint.licence_text,
        licence_data=issue.imprint.licence_data,
        reviewed_by=issue.imprint.reviewed_by,
        published_at=issue.at,
        published_by=issue.by,
        replaces=issue.replaces,
        reason=issue.reason.value if issue.reason else None,
    )
    _keep_words(edition, stories, salts)
    _keep_evidence(edition, issue.gathered)
    record_changes(
        thing=edition,
        before={},
        after={"number": number, "sha256": edition.sha256, "reason": edition.reason},
        by=issue.by,
        at=issue.at,
    )
    return edition


def _card(issue: _Issue, number: int) -> EditionCard:
    return EditionCard(
        number=number,
        draft=False,
        published_at=issue.at.isoformat(timespec="seconds"),
        published_by=Role.STEWARD.value,
        reviewed_by=issue.imprint.reviewed_by or None,
        licence_text=issue.imprint.licence_text,
        licence_data=issue.imprint.licence_data,
        replaces=issue.replaces.number if issue.replaces else None,
        reason=issue.reason.value if issue.reason else None,
        url=_permanent_link(issue.draft.place, number),
    )


def _permanent_link(place: Place, number: int) -> str | None:
    """Give the French address, unless this installation does not know its own."""
    if not settings.BASE_URL:
        return None
    with translation.override("fr"):
        path = reverse("reports:edition", args=[place.slug, number])
    return f"{settings.BASE_URL}{path}"


def _keep_words(edition: Edition, stories: tuple[Story, ...], salts: dict[str, str]) -> None:
    EditionStory.objects.bulk_create(
        EditionStory(
            edition=edition,
            story_id=story.id,
            text=story.text,
            pseudonym=story.pseudonym,
            salt=salts[story.id],
            digest=story.digest,
        )
        for story in stories
    )


def _keep_evidence(edition: Edition, gathered: Gathered) -> None:
    """Freeze what was weighed; a declared edition weighed nothing."""
    if gathered.evidence:
        frozen = freeze(gathered.evidence)
        EditionEvidence.objects.create(
            edition=edition, content=frozen.content, sha256=frozen.sha256, pieces=frozen.pieces
        )
