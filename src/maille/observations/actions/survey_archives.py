"""Writing again the surveys and the counts that were taken away in an archive."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from maille.core.effects.counting import Stratum
from maille.db.trail import restore_changes
from maille.observations.actions.archives import archive_in_doubt, values_of
from maille.observations.actions.surveys import check_answers, check_wave
from maille.observations.models import CountingDay, CountingPlan, SurveyResponse, SurveyWave
from maille.observations.queries.survey_archives import (
    DAY_COLUMNS,
    PLAN_COLUMNS,
    RESPONSE_COLUMNS,
    WAVE_COLUMNS,
)
from maille.observations.survey.values import Said
from maille.places.errors import ArchiveError
from maille.places.models import Place

Described = Mapping[str, Any]
Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def restore_waves(*, place: Place, described: Iterable[Described]) -> list[SurveyWave]:
    """Write every survey again with its answers, and what was decided about them.

    Raises
    ------
    ArchiveError
        When a survey asks, or an answer says, what cannot be.
    """
    with archive_in_doubt():
        return [_restore_wave(place, one) for one in described]


@transaction.atomic
def restore_plans(*, place: Place, described: Iterable[Described]) -> list[CountingPlan]:
    """Write every plan of counting again, with its days.

    Raises
    ------
    ArchiveError
        When a plan has a day of a sort it does not know.
    """
    with archive_in_doubt():
        return [_restore_plan(place, one) for one in described]


def _restore_wave(place: Place, described: Described) -> SurveyWave:
    wave = _filled(SurveyWave(place=place), described, WAVE_COLUMNS)
    check_wave(wave)
    wave.save(force_insert=True)
    restore_changes(wave, described["trail"])
    responses = []
    for one in described["responses"]:
        row = _filled(SurveyResponse(wave=wave), one, RESPONSE_COLUMNS)
        check_answers(wave, _said(row))
        responses.append(row)
        if one["trail"]:
            restore_changes(row, one["trail"])
    SurveyResponse.objects.bulk_create(responses)
    return wave


def _restore_plan(place: Place, described: Described) -> CountingPlan:
    plan = _filled(CountingPlan(place=place), described, PLAN_COLUMNS)
    sorts = {Stratum(one["stratum"]).value: int(one["days"]) for one in plan.strata}
    plan.save(force_insert=True)
    days = [_filled(CountingDay(plan=plan), one, DAY_COLUMNS) for one in described["days"]]
    if any(day.stratum not in sorts or not plan.start <= day.on <= plan.end for day in days):
        raise ArchiveError(_("a counting day of this archive is not of its plan"))
    CountingDay.objects.bulk_create(days)
    return plan


def _filled(row: Row, described: Described, columns: Iterable[str]) -> Row:
    for name, value in values_of(type(row), described, columns).items():
        setattr(row, name, value)
    return row


def _said(row: SurveyResponse) -> Said:
    return Said(
        row.language, row.audience, row.visits, row.answers, row.felt, row.words, row.consent
    )
