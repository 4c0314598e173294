"""Choosing, in the open, which of the words that were noted a report prints."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from maille.core.effects import values
from maille.core.effects.checking import check_story
from maille.db.trail import record_changes
from maille.grids import load_grid
from maille.people.models import Person
from maille.reports.actions.locking import lock_open_draft
from maille.reports.enums import Hold, WhyLeftOut
from maille.reports.models import Draft, LeftOutStory, Story


@transaction.atomic
def choose_story(
    *, draft: Draft, story: values.Story, by: Person | None, on: dt.datetime | None = None
) -> Story:
    """Print words that were noted in the place, under the theme that the story names.

    Parameters
    ----------
    story
        As ``observations.queries.testimonies_for`` gives it: its ``id`` is the key by which its
        words can be withdrawn. It was read by a steward, or says nothing that one must read.

    Raises
    ------
    InvalidAnswerError
        Too long, or of an unknown theme.
    DraftPublishedError
        When the draft is published.
    """
    check_story(story, load_grid(draft.grid_version))
    locked = lock_open_draft(draft)
    at = on or timezone.now()
    locked.left_out.filter(origin=story.id).delete()
    row, _created = Story.objects.update_or_create(
        draft=locked,
        origin=UUID(story.id),
        defaults={
            "theme": story.theme,
            "text": story.text.strip(),
            "kind": story.kind.value,
            "teller": story.teller.value,
            "pseudonym": story.pseudonym.strip(),
            "told_on": story.told_on,
            "consent": True,
            "consented_at": at,
            "direction": story.direction.value if story.direction else None,
            "hold": Hold.NONE.value,
            "created_at": at,
            "created_by": by,
        },
    )
    _trace(locked, story.id, f"chosen for {row.theme}", by=by, at=at)
    return row


@transaction.atomic
def leave_story_out(
    *,
    draft: Draft,
    origin: UUID,
    reason: WhyLeftOut,
    by: Person | None,
    on: dt.datetime | None = None,
) -> LeftOutStory:
    """Keep words out of a report, and say why; the report counts them by reason.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    """
    locked = lock_open_draft(draft)
    at = on or timezone.now()
    locked.stories.filter(origin=origin, withdrawn_at__isnull=True).delete()
    row, _created = LeftOutStory.objects.update_or_create(
        draft=locked,
        origin=origin,
        defaults={"reason": reason.value, "decided_at": at, "decided_by": by},
    )
    _trace(locked, str(origin), f"left out: {reason.value}", by=by, at=at)
    return row


def _trace(draft: Draft, origin: str, choice: str, *, by: Person | None, at: dt.datetime) -> None:
    record_changes(thing=draft, before={}, after={f"offered.{origin}": choice}, by=by, at=at)
