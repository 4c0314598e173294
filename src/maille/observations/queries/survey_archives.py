"""What an archive keeps of surveys and counts, as values of JSON; it holds no person."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from maille.db.models import PublicIdModel
from maille.db.trail import changes_of
from maille.observations.models import SurveyResponse, SurveyWave
from maille.places.models import Place

WAVE_COLUMNS: Final = (
    *("public_id", "code", "title", "language", "grid_version", "theme", "questions"),
    *("audiences", "asked", "opened_on", "closed_on"),
)
RESPONSE_COLUMNS: Final = (
    *("public_id", "sequence", "on", "language", "audience", "visits", "answers", "felt"),
    *("words", "consent", "hold", "hold_reasons", "duplicate"),
)
PLAN_COLUMNS: Final = (
    *("public_id", "start", "end", "days_off", "event_days", "strata", "seed", "made_at"),
)
DAY_COLUMNS: Final = ("on", "stratum", "count", "counted_by", "note")
_TRACED: Final = ("field", "previous", "new", "at")


def describe_waves(place: Place) -> list[dict[str, Any]]:
    """Give every survey of a place with its answers, and what was decided about them."""
    waves = place.survey_waves.order_by("opened_on", "pk").prefetch_related("responses")
    return [_wave(wave) for wave in waves]


def describe_plans(place: Place) -> list[dict[str, Any]]:
    """Give every plan of counting of a place, with its days."""
    plans = place.counting_plans.order_by("start", "pk")
    return [
        {
            **_plain(plan, PLAN_COLUMNS),
            "days": [_plain(day, DAY_COLUMNS) for day in plan.days.order_by("on")],
        }
        for plan in plans
    ]


def _wave(wave: SurveyWave) -> dict[str, Any]:
    responses: Iterable[SurveyResponse] = wave.responses.order_by("sequence")
    return {
        **_plain(wave, WAVE_COLUMNS),
        "trail": _trail(wave),
        "responses": [{**_plain(row, RESPONSE_COLUMNS), "trail": _trail(row)} for row in responses],
    }


def _trail(thing: PublicIdModel) -> list[dict[str, Any]]:
    changes = changes_of(thing).order_by("at", "pk").values(*_TRACED)
    return [{name: _text(value) for name, value in one.items()} for one in changes]


def _plain(row: object, columns: Iterable[str]) -> dict[str, Any]:
    return {name: _text(getattr(row, name)) for name in columns}


def _text(value: object) -> object:
    """Write days, moments and identifiers as text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
