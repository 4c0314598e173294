"""The poster of a survey, from the command line."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from maille.observations.actions.surveys import close_wave
from maille.observations.models import SurveyWave, VisitorSalt
from tests.factories.places import PlaceFactory
from tests.factories.surveys import make_wave
from tests.reports.exports.reading import open_pdf, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db, settings):
    settings.BASE_URL = "https://maille.example"
    return PlaceFactory(name="La Filature", slug="la-filature")


def test_a_poster_opens_a_survey_when_none_is_open_and_prints_its_address(run, place, tmp_path):
    file = tmp_path / "poster.pdf"
    done = run("survey", "la-filature", "--poster", str(file))
    wave = place.survey_waves.get()
    assert (done.exit_code, done.output) == (0, f"https://maille.example/q/{wave.code}/\n")
    assert (wave.language, wave.title.startswith("Enquête du ")) == ("fr", True)
    assert open_pdf(file.read_bytes()).metadata.title == "Une minute pour La Filature"


def test_the_latest_open_survey_is_taken_again(run, place):
    wave = make_wave(place)
    assert run("survey", "la-filature").output.endswith(f"/q/{wave.code}/\n")
    assert SurveyWave.objects.count() == 1


def test_a_poster_speaks_another_language_than_its_survey(run, place, tmp_path):
    wave = make_wave(place)
    file = tmp_path / "poster.pdf"
    done = run("survey", "la-filature", "--poster", str(file), "--language", "en")
    assert done.output == f"https://maille.example/en/q/{wave.code}/\n"
    assert f"maille.example/en/q/{wave.code}" in text_of(file.read_bytes())


def test_a_new_survey_takes_the_language_asked(run, place):
    run("survey", "la-filature", "--language", "en")
    assert place.survey_waves.get().language == "en"


def test_a_survey_is_named_by_its_code(run, place):
    first = make_wave(place)
    make_wave(place)
    done = run("survey", "la-filature", "--wave", first.code.upper())
    assert done.output.endswith(f"/q/{first.code}/\n")


def test_an_unknown_or_closed_survey_is_refused(run, place):
    wave = close_wave(wave=make_wave(place), by=None)
    done = run("survey", "la-filature", "--wave", wave.code)
    assert (done.exit_code, "est terminée" in done.output) == (1, True)
    done = run("survey", "la-filature", "--wave", "zzzzzz")
    assert (done.exit_code, "n'a pas d'enquête" in done.output) == (1, True)
    assert SurveyWave.objects.count() == 1


def test_an_address_of_this_machine_is_said_to_be_one(run, place, settings):
    settings.BASE_URL = ""
    done = run("survey", "la-filature")
    assert "MAILLE_BASE_URL" in done.output
    assert done.output.splitlines()[-1].startswith("http://127.0.0.1:8000/q/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the product copies no other database")
def test_a_backup_holds_no_mark_of_yesterday(run, tmp_path):
    VisitorSalt.objects.create(day=timezone.localdate() - dt.timedelta(days=1), secret="x")
    run("backup", "--out", str(tmp_path / "maille.zip"))
    assert VisitorSalt.objects.count() == 0
