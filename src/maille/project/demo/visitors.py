"""The visitors of a fictional place: counted on a few days of the year, asked in one week."""

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from maille.core.effects.counting import Stratum
from maille.core.effects.observing import AuthorRole
from maille.core.kernel.period import Period
from maille.observations.actions.counting import Counted, plan_counting, record_count
from maille.observations.actions.surveys import (
    close_wave,
    forget_visitors,
    open_wave,
    record_response,
)
from maille.observations.counting import PlanAsked
from maille.observations.models import CountingPlan, SurveyWave
from maille.observations.survey.values import Asking, Said, Visitor
from maille.places.models import Place

Table = Mapping[str, Any]


def count_visitors(place: Place, told: Table) -> CountingPlan:
    """Draw the days of a plan, and count on each of them."""
    draw = random.Random(told["seed"])  # noqa: S311 - a story, not a secret
    asked = PlanAsked(
        period=Period(told["start"], told["end"]),
        days_off=frozenset(told["days_off"]),
        event_days=frozenset(told["event_days"]),
        days_per_stratum={Stratum(name): many for name, many in told["days"].items()},
    )
    plan = plan_counting(place=place, asked=asked, by=None, seed=told["seed"])
    for day in plan.days.order_by("on"):
        usual, spread = told["entries"][day.stratum]
        counted = Counted(max(1, round(draw.gauss(usual, spread))), AuthorRole.VOLUNTEER)
        record_count(day=day, counted=counted, by=None)
    return plan


def ask_visitors(place: Place, told: Table) -> SurveyWave:
    """Open a survey, let visitors answer it, close it."""
    draw = random.Random(told["seed"])  # noqa: S311 - the same
    asking = Asking(title=told["title"], theme=told["theme"], asked=told["asked"])
    wave = open_wave(place=place, asking=asking, by=None, on=told["opened_on"])
    days = (told["closed_on"] - told["opened_on"]).days
    for number in range(told["answered"]):
        record_response(
            wave=wave,
            said=_answer(told, draw, number),
            visitor=Visitor(address=str(number), agent="demonstration"),
            on=told["opened_on"] + dt.timedelta(days=draw.randrange(days)),
        )
    forget_visitors(today=timezone.localdate())
    return close_wave(wave=wave, by=None, on=told["closed_on"])


def _answer(told: Table, draw: random.Random, number: int) -> Said:
    audience = draw.choices(list(told["audiences"]), list(told["audiences"].values()))[0]
    words = told["words"][number] if number < len(told["words"]) else ""
    return Said(
        language="fr",
        audience=audience,
        visits=draw.choice(told["visits"]),
        answers={
            question: [option for option, share in options.items() if draw.random() < share]
            for question, options in told["ticked"].items()
        },
        felt=draw.choices(range(1, 6), told["felt"])[0],
        words=words,
        consent=bool(words),
    )
