"""Telling stories, holding those that say too much, withdrawing words."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from maille.core.effects import values
from maille.core.effects.checking import check_story
from maille.core.effects.sensitive import signs_in
from maille.db.trail import record_changes
from maille.grids import load_grid
from maille.people.models import Person
from maille.places.queries.names import names_around
from maille.reports.actions.locking import lock_open_draft
from maille.reports.enums import Hold
from maille.reports.errors import WithdrawnStoryError
from maille.reports.models import Draft, Story


@transaction.atomic
def tell_story(
    *,
    draft: Draft,
    story: values.Story,
    by: Person | None,
    consent_note: str = "",
    on: dt.datetime | None = None,
) -> Story:
    """Add a story to a draft; it is held when it seems to say too much about somebody.

    Raises
    ------
    InvalidAnswerError
        Without words, too long, of an unknown theme or an impossible date.
    DraftPublishedError
        When the draft is published.
    """
    check_story(story, load_grid(draft.grid_version))
    locked = lock_open_draft(draft)
    at = on or timezone.now()
    row = Story(draft=locked, created_at=at, created_by=by)
    _fill(row, story, consent_note, at)
    row.save()
    record_changes(thing=row, before={}, after=_traced(row), by=by, at=at)
    return row


@transaction.atomic
def rewrite_story(
    *,
    row: Story,
    story: values.Story,
    by: Person | None,
    consent_note: str = "",
    on: dt.datetime | None = None,
) -> Story:
    """Change a story of an open draft; new words are read again for what they may reveal.

    Raises
    ------
    InvalidAnswerError
        Without words, too long, of an unknown theme or an impossible date.
    WithdrawnStoryError
        When the story was withdrawn.
    DraftPublishedError
        When the draft is published.
    """
    check_story(story, load_grid(row.draft.grid_version))
    lock_open_draft(row.draft)
    row.refresh_from_db()
    if row.withdrawn_at is not None:
        raise WithdrawnStoryError(str(row))
    at = on or timezone.now()
    before = _traced(row)
    _fill(row, story, consent_note, at)
    row.save()
    record_changes(thing=row, before=before, after=_traced(row), by=by, at=at)
    return row


@transaction.atomic
def decide_story(
    *, row: Story, release: bool, by: Person | None, on: dt.datetime | None = None
) -> Story:
    """Let a held story be printed, or keep it out of every report.

    Raises
    ------
    WithdrawnStoryError
        When the story was withdrawn.
    DraftPublishedError
        When the draft is published.
    """
    lock_open_draft(row.draft)
    row.refresh_from_db()
    if row.withdrawn_at is not None:
        raise WithdrawnStoryError(str(row))
    at = on or timezone.now()
    before = _traced(row)
    row.hold = (Hold.RELEASED if release else Hold.REJECTED).value
    row.decided_at, row.decided_by = at, by
    row.save(update_fields=["hold", "decided_at", "decided_by"])
    record_changes(thing=row, before=before, after=_traced(row), by=by, at=at)
    return row


def _fill(row: Story, story: values.Story, consent_note: str, at: dt.datetime) -> None:
    text, pseudonym = story.text.strip(), story.pseudonym.strip()
    unread = row._state.adding or (row.text, row.pseudonym) != (text, pseudonym)  # noqa: SLF001 - Django's own flag
    row.theme = story.theme
    row.text = text
    row.kind = story.kind.value
    row.teller = story.teller.value
    row.pseudonym = pseudonym
    row.told_on = story.told_on
    row.consented_at = (row.consented_at or at) if story.consent else None
    row.consent = story.consent
    row.consent_note = consent_note if story.consent else ""
    row.truncated = story.truncated
    row.direction = story.direction.value if story.direction else None
    if unread:
        _hold(row)


def _hold(row: Story) -> None:
    """Hold the words that a steward must read first."""
    signs = signs_in(f"{row.text}\n{row.pseudonym}", known=names_around(row.draft.place))
    row.hold_reasons = [{"concern": sign.concern.value, "words": sign.words} for sign in signs]
    row.hold = (Hold.HELD if signs else Hold.NONE).value
    row.decided_at, row.decided_by = None, None


def _traced(row: Story) -> dict[str, object]:
    """Give what the trail keeps of a story: never its words, which may be withdrawn."""
    return {
        "theme": row.theme,
        "kind": row.kind,
        "consent": row.consent,
        "hold": row.hold,
        "withdrawn_at": row.withdrawn_at,
        "length": len(row.text),
    }
