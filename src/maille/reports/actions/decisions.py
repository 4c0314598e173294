"""What a team makes of what evidence proposes: yes, yes but, or no."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from maille.core.effects import values
from maille.db.trail import record_changes
from maille.people.models import Person
from maille.reports.actions.locking import lock_open_draft
from maille.reports.models import Decision, Draft


@transaction.atomic
def decide_finding(
    *,
    draft: Draft,
    decision: values.Decision,
    basis: str,
    by: Person | None,
    on: dt.datetime | None = None,
) -> Decision:
    """Confirm, nuance or contradict a finding or a proposal, in place of what was said before.

    Parameters
    ----------
    decision
        A nuance says something; a dissent also says, by a role, who holds it.
    basis
        The digest of what it rests on today, so that evidence that changes is shown again.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    """
    locked = lock_open_draft(draft)
    at = on or timezone.now()
    before = locked.decisions.filter(about=decision.about).first()
    row, _created = Decision.objects.update_or_create(
        draft=locked,
        about=decision.about,
        defaults={
            "kind": decision.kind.value,
            "text": decision.text.strip(),
            "role": decision.role.strip(),
            "basis": basis,
            "created_at": at,
            "created_by": by,
        },
    )
    _trace(locked, row.about, (before, row), by=by, at=at)
    return row


@transaction.atomic
def undo_decision(
    *, draft: Draft, about: str, by: Person | None, on: dt.datetime | None = None
) -> None:
    """Leave a finding or a proposal undecided again.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    """
    locked = lock_open_draft(draft)
    before = locked.decisions.filter(about=about).first()
    if before is not None:
        _trace(locked, about, (before, None), by=by, at=on or timezone.now())
        before.delete()


def _trace(
    draft: Draft,
    about: str,
    before_and_after: tuple[Decision | None, Decision | None],
    *,
    by: Person | None,
    at: dt.datetime,
) -> None:
    field = f"decision.{about}"
    before, after = ({field: _traced(row)} for row in before_and_after)
    record_changes(thing=draft, before=before, after=after, by=by, at=at)


def _traced(row: Decision | None) -> dict[str, str] | None:
    return {"kind": row.kind, "text": row.text, "role": row.role} if row else None
