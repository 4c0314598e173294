"""Opening drafts, from nothing or from what was said before."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from maille.core.effects.checking import InvalidAnswerError, check_answer
from maille.core.effects.values import Grid
from maille.core.kernel.period import Period
from maille.db.trail import record_changes
from maille.grids import load_grid
from maille.people.models import Person
from maille.places.models import Place
from maille.reports.actions.locking import lock_open_draft, lock_place
from maille.reports.enums import DraftState
from maille.reports.errors import DraftAlreadyOpenError, EditionReplacedError
from maille.reports.models import (
    Answer,
    Decision,
    Dissent,
    Draft,
    Edition,
    Indicator,
    Intensity,
    LeftOutStory,
    Story,
)
from maille.reports.queries import answer_value, edition_in_force

Row = Answer | Story | Dissent | Intensity | Indicator | Decision | LeftOutStory


@transaction.atomic
def open_draft(
    *,
    place: Place,
    period: Period,
    by: Person | None,
    copied_from: Draft | None = None,
    on: dt.datetime | None = None,
) -> Draft:
    """Open a draft for a period, empty or with the answers of another draft.

    Only answers and indicators are copied: stories, dissents and ratings belong to the period
    they were given for. Answers that today's grid no longer knows are left behind.

    Raises
    ------
    DraftAlreadyOpenError
        When the place already has an open draft for this period.
    """
    draft = _opened(
        Draft(place=place, start=period.start, end=period.end, copied_from=copied_from),
        grid=load_grid(),
        by=by,
        at=on or timezone.now(),
    )
    if copied_from is not None:
        grid = load_grid()
        _copy([row for row in copied_from.answers.all() if _still_fits(row, grid)], draft)
        _copy(copied_from.indicators.all(), draft)
    return draft


@transaction.atomic
def correct_edition(*, edition: Edition, by: Person | None, on: dt.datetime | None = None) -> Draft:
    """Open a draft holding all that an edition was made of, to publish its correction.

    Raises
    ------
    EditionReplacedError
        When another edition has already taken its place: correct that one.
    DraftAlreadyOpenError
        When a draft is already open for the same period.
    """
    lock_place(edition.place)
    current = edition_in_force(edition)
    if current != edition:
        raise EditionReplacedError(current)
    source = edition.draft
    draft = _opened(
        Draft(
            place=edition.place,
            start=source.start,
            end=source.end,
            copied_from=source,
            corrects=edition,
        ),
        grid=load_grid(source.grid_version),
        by=by,
        at=on or timezone.now(),
    )
    _copy(source.answers.all(), draft)
    _copy(source.dissents.all(), draft)
    _copy(source.intensities.all(), draft)
    _copy(source.indicators.all(), draft)
    _copy(source.decisions.all(), draft)
    _copy(source.left_out.all(), draft)
    _copy(source.stories.filter(withdrawn_at__isnull=True), draft)
    return draft


@transaction.atomic
def set_period(
    *, draft: Draft, period: Period, by: Person | None, on: dt.datetime | None = None
) -> Draft:
    """Say what period the answers are about, or that nobody knows.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    DraftAlreadyOpenError
        When the place already has an open draft for this period.
    """
    lock_place(draft.place)
    locked = lock_open_draft(draft)
    _refuse_twin(locked.place, period, besides=locked)
    before = _period_of(locked)
    locked.start, locked.end = period.start, period.end
    locked.save(update_fields=["start", "end"])
    record_changes(
        thing=locked, before=before, after=_period_of(locked), by=by, at=on or timezone.now()
    )
    return locked


def _opened(draft: Draft, *, grid: Grid, by: Person | None, at: dt.datetime) -> Draft:
    lock_place(draft.place)
    _refuse_twin(draft.place, Period(draft.start, draft.end))
    draft.grid_id, draft.grid_version = grid.id, grid.version
    draft.created_at, draft.created_by = at, by
    draft.save()
    record_changes(thing=draft, before={}, after={"state": draft.state}, by=by, at=at)
    return draft


def _refuse_twin(place: Place, period: Period, besides: Draft | None = None) -> None:
    twins = place.drafts.filter(start=period.start, end=period.end, state=DraftState.OPEN)
    for twin in twins:
        if twin != besides:
            raise DraftAlreadyOpenError(twin)


def _period_of(draft: Draft) -> dict[str, object]:
    return {"start": draft.start, "end": draft.end}


def _still_fits(row: Answer, grid: Grid) -> bool:
    try:
        check_answer(answer_value(row), grid)
    except InvalidAnswerError:
        return False
    return True


def _copy(rows: Iterable[Row], draft: Draft) -> None:
    for row in rows:
        row.pk = None
        row._state.adding = True  # noqa: SLF001 - how Django's documentation copies a row
        row.public_id = uuid.uuid4()
        row.draft = draft
        row.save()
