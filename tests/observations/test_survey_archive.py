"""Surveys and counts leave with their place, and come back without loss."""

import datetime as dt
import io
import json
import zipfile

import pytest

from maille.core.kernel.period import Period
from maille.db.models import Change
from maille.observations.actions.counting import Counted, plan_counting, record_count
from maille.observations.actions.surveys import (
    close_wave,
    decide_response_words,
    erase_response_words,
)
from maille.observations.archive import COUNTS, SURVEYS, ObservationsPart
from maille.observations.counting import PlanAsked
from maille.observations.models import CountingPlan, SurveyWave
from maille.observations.queries import evidence_for
from maille.observations.queries.counting import visits_estimate_for
from maille.observations.queries.survey_results import read_wave
from maille.places.errors import ArchiveError
from maille.places.models import Place
from maille.reports.archive import read_place_archive, write_place_archive
from tests.factories.places import PlaceFactory
from tests.factories.surveys import a_telephone, answer, make_wave

pytestmark = pytest.mark.django_db
SPRING = Period(dt.date(2026, 3, 2), dt.date(2026, 5, 31))


@pytest.fixture
def place():
    place = PlaceFactory()
    wave, visitor = make_wave(place, asked=40), a_telephone()
    answer(wave, visitor=visitor, answers={"wellbeing.changes": ["relations_up"]}, felt=4)
    answer(wave, visitor=visitor, visits=3)
    held = answer(wave, words="Je sors de l'hôpital.", consent=True)
    erased = answer(wave, audience="", words="Adieu.", consent=True)
    decide_response_words(response=held, release=True, by=None)
    erase_response_words(response=erased, by=None)
    close_wave(wave=wave, by=None, on=dt.date(2026, 4, 30))
    plan = plan_counting(place=place, asked=PlanAsked(SPRING), by=None)
    for rank, day in enumerate(plan.days.all()):
        record_count(day=day, counted=Counted(20 + rank, note="Pluie."), by=None)
    return place


def leave(place):
    """Delete a place, its archive being elsewhere."""
    for wave in place.survey_waves.all():
        wave.responses.all().delete()
    place.survey_waves.all().delete()
    place.counting_plans.all().delete()
    place.observations.all().delete()
    Change.objects.all().delete()
    Place.objects.get(pk=place.pk).delete()


def told(place):
    wave = place.survey_waves.get()
    return (
        wave.code,
        read_wave(wave, "fr").questions,
        [(row.public_id, row.words, row.hold, row.duplicate) for row in wave.responses.all()],
        evidence_for(place, Period()),
        visits_estimate_for(place, SPRING),
    )


def test_surveys_and_counts_come_back_to_the_byte(place):
    archive, before = write_place_archive(place), told(place)
    leave(place)
    back = read_place_archive(archive, by=None)
    assert write_place_archive(back) == archive
    assert told(back) == before


def test_the_archive_says_nothing_of_who_answered(place):
    with zipfile.ZipFile(io.BytesIO(write_place_archive(place))) as archive:
        lines = archive.read(SURVEYS).decode() + archive.read(COUNTS).decode()
    assert [word for word in ("digest", "salt", "192.0.2", "Telephone") if word in lines] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SURVEYS, lambda one: one.pop("code")),
        (SURVEYS, lambda one: one.update(questions=["agency.carriers"])),
        (SURVEYS, lambda one: one.update(closed_on="2020-01-01")),
        (SURVEYS, lambda one: one["responses"][0].update(answers={"upkeep.degraded": []})),
        (SURVEYS, lambda one: one["responses"][0].update(answers=3)),
        (SURVEYS, lambda one: one["responses"][0].update(felt=9)),
        (SURVEYS, lambda one: one["responses"][0].update(hold="odd")),
        (SURVEYS, lambda one: one["responses"][0].update(sequence=2)),
        (SURVEYS, lambda one: one["responses"][2]["trail"][0].update(at="hier")),
        (COUNTS, lambda one: one.pop("seed")),
        (COUNTS, lambda one: one["strata"][0].update(stratum="odd")),
        (COUNTS, lambda one: one["days"][0].update(stratum="event")),
        (COUNTS, lambda one: one["days"][0].update(on="2020-01-01")),
        (COUNTS, lambda one: one["days"][0].update(count=-3)),
    ],
)
def test_an_archive_that_was_spoilt_is_refused(place, name, change):
    [line] = ObservationsPart().collect(place)[name].splitlines()
    leave(place)
    spoilt = json.loads(line)
    change(spoilt)
    with pytest.raises(ArchiveError):
        ObservationsPart().restore(PlaceFactory(), {name: json.dumps(spoilt).encode()})
    assert (SurveyWave.objects.count(), CountingPlan.objects.count()) == (0, 0)
