"""Recording what a team answers; each change keeps the previous answer, its author and date."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from maille.core.effects import values
from maille.core.effects.checking import (
    InvalidAnswerError,
    Problem,
    check_answer,
    check_date,
    check_intensity,
    check_number,
    check_theme,
)
from maille.db.trail import record_changes
from maille.grids import load_grid
from maille.people.models import Person
from maille.reports.actions.locking import lock_open_draft
from maille.reports.models import Answer, Dissent, Draft, Indicator, Intensity


@transaction.atomic
def record_answer(
    *,
    draft: Draft,
    answer: values.Answer,
    by: Person | None,
    on: dt.datetime | None = None,
) -> Answer:
    """Keep the answer to one question, in place of the former one.

    Raises
    ------
    InvalidAnswerError
        When the question does not allow this answer.
    DraftPublishedError
        When the draft is published.
    """
    check_answer(answer, load_grid(draft.grid_version))
    locked = lock_open_draft(draft)
    row = Answer.objects.filter(
        draft=locked, theme=answer.theme, question=answer.question
    ).first() or Answer(draft=locked, theme=answer.theme, question=answer.question)
    before = None if row._state.adding else _words_of(row)  # noqa: SLF001 - Django's own flag
    _fill(row, answer)
    after = _words_of(row)
    if after != before:
        row.save()
        _trace(locked, f"{row.theme}.{row.question}", (before, after), by, on)
    return row


@transaction.atomic
def clear_answer(
    *, draft: Draft, theme: str, question: str, by: Person | None, on: dt.datetime | None = None
) -> None:
    """Go back to silence on one question.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    """
    locked = lock_open_draft(draft)
    row = Answer.objects.filter(draft=locked, theme=theme, question=question).first()
    if row is not None:
        before = _words_of(row)
        row.delete()
        _trace(locked, f"{theme}.{question}", (before, None), by, on)


@transaction.atomic
def sign_dissent(
    *, draft: Draft, dissent: values.Dissent, by: Person | None, on: dt.datetime | None = None
) -> Dissent:
    """Add a disagreement on a theme, signed by a role.

    Raises
    ------
    InvalidAnswerError
        Without words, without a role, or on an unknown theme.
    DraftPublishedError
        When the draft is published.
    """
    check_theme(dissent.theme, load_grid(draft.grid_version))
    if not (dissent.text.strip() and dissent.role.strip()):
        raise InvalidAnswerError(Problem.NO_WORDS, dissent.theme)
    locked = lock_open_draft(draft)
    row = Dissent.objects.create(
        draft=locked,
        theme=dissent.theme,
        text=dissent.text.strip(),
        role=dissent.role.strip(),
        created_at=on or timezone.now(),
        created_by=by,
    )
    _trace(locked, f"dissent.{row.theme}", (None, row.role), by, on)
    return row


@transaction.atomic
def record_intensity(
    *, draft: Draft, intensity: values.Intensity, by: Person | None, on: dt.datetime | None = None
) -> Intensity:
    """Keep how strongly a group felt an effect, in place of what it said before.

    Raises
    ------
    InvalidAnswerError
        When the rating leaves its scale, or the grid does not know the theme or the group.
    DraftPublishedError
        When the draft is published.
    """
    check_intensity(intensity, load_grid(draft.grid_version))
    locked = lock_open_draft(draft)
    row, _created = Intensity.objects.update_or_create(
        draft=locked,
        theme=intensity.theme,
        group=intensity.group,
        defaults={"median": intensity.median, "n": intensity.n, "spread": intensity.spread},
    )
    said = {"median": row.median, "n": row.n, "spread": row.spread}
    _trace(locked, f"intensity.{row.theme}.{row.group}", (None, said), by, on)
    return row


@transaction.atomic
def add_indicator(
    *, draft: Draft, indicator: values.Indicator, by: Person | None, on: dt.datetime | None = None
) -> Indicator:
    """Add a figure of the place's own, beside the grid.

    Raises
    ------
    InvalidAnswerError
        Without a label, with an impossible number or date, or on an unknown theme.
    DraftPublishedError
        When the draft is published.
    """
    label = indicator.label.fr.strip() or indicator.label.en.strip()
    _check_indicator(indicator, label, draft)
    locked = lock_open_draft(draft)
    row = Indicator.objects.create(
        draft=locked,
        theme=indicator.theme or "",
        label_fr=indicator.label.fr.strip() or label,
        label_en=indicator.label.en.strip() or label,
        unit=indicator.unit,
        number=indicator.number,
        approximate=indicator.approximate,
        proposed_by=indicator.proposed_by,
        adopted_by=indicator.adopted_by,
        adopted_on=indicator.adopted_on,
    )
    _trace(locked, "indicator", (None, {"label": row.label_fr, "number": row.number}), by, on)
    return row


@transaction.atomic
def remove_from_draft(
    *,
    row: Dissent | Intensity | Indicator,
    by: Person | None,
    on: dt.datetime | None = None,
) -> None:
    """Take a dissent, a rating or an indicator out of a draft.

    Raises
    ------
    DraftPublishedError
        When the draft is published.
    """
    locked = lock_open_draft(row.draft)
    _trace(locked, f"{row._meta.model_name}", (str(row), None), by, on)
    row.delete()


def _check_indicator(indicator: values.Indicator, label: str, draft: Draft) -> None:
    if not label:
        raise InvalidAnswerError(Problem.NO_WORDS, "indicator")
    check_number(indicator.number, label)
    if indicator.adopted_on:
        check_date(indicator.adopted_on, label)
    if indicator.theme:
        check_theme(indicator.theme, load_grid(draft.grid_version))


def _fill(row: Answer, answer: values.Answer) -> None:
    if answer.state is not values.AnswerState.ANSWERED:
        answer = replace(answer, approximate=False, per=values.Per.UNSTATED, said="")
    row.state = answer.state.value
    row.options = list(dict.fromkeys(answer.options))
    row.own_words = list(answer.own_words)
    row.number = answer.number
    row.approximate = answer.approximate
    row.per = answer.per.value
    row.said = answer.said.strip()
    row.text = answer.text.strip()


def _words_of(row: Answer) -> dict[str, object]:
    return {
        "state": row.state,
        "options": row.options,
        "own_words": row.own_words,
        "number": row.number,
        "approximate": row.approximate,
        "per": row.per,
        "said": row.said,
        "text": row.text,
    }


def _trace(
    draft: Draft,
    field: str,
    values_before_and_after: tuple[object, object],
    by: Person | None,
    on: dt.datetime | None,
) -> None:
    before, after = values_before_and_after
    record_changes(
        thing=draft,
        before={field: before},
        after={field: after},
        by=by,
        at=on or timezone.now(),
    )
