"""Surveys and their answers as tests need them, made by the product's own actions."""

import datetime as dt
import itertools

from maille.observations.actions.surveys import open_wave, record_response
from maille.observations.models import SurveyResponse, SurveyWave
from maille.observations.survey.values import Asking, Said, Visitor
from tests.factories.places import PlaceFactory

A_DAY = dt.date(2026, 4, 14)
_TELEPHONES = itertools.count()


def make_wave(place=None, *, on: dt.date = A_DAY, **asking) -> SurveyWave:
    """Open a survey with the usual questions."""
    return open_wave(
        place=place or PlaceFactory(), asking=Asking("Printemps", **asking), by=None, on=on
    )


def a_telephone() -> Visitor:
    """Give a visitor who has not come before."""
    return Visitor("192.0.2.1", f"Telephone {next(_TELEPHONES)}")


def answer(
    wave: SurveyWave, *, visitor: Visitor | None = None, on: dt.date = A_DAY, **said
) -> SurveyResponse:
    """Answer a survey, from another telephone each time."""
    given = {"audience": "neighbours"} | said
    return record_response(
        wave=wave, said=Said("fr", **given), visitor=visitor or a_telephone(), on=on
    )
