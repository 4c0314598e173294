"""Opening a survey, answering it once or twice, deciding about words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from maille.db.trail import changes_of
from maille.observations.actions.surveys import (
    close_wave,
    count_response,
    decide_response_words,
    digest_of,
    erase_response_words,
    note_asked,
    open_wave,
    salt_of_the_day,
)
from maille.observations.models import SurveyResponse, SurveyWave, VisitorMark, VisitorSalt
from maille.observations.survey.errors import InvalidSurveyError, SurveyClosedError
from maille.observations.survey.values import Asking, Visitor
from tests.factories.places import MembershipFactory, PlaceFactory
from tests.factories.surveys import A_DAY, a_telephone, answer, make_wave

pytestmark = pytest.mark.django_db
HOSPITAL = "Je viens depuis ma sortie de l'hôpital."


def test_a_wave_opens_at_a_short_address_of_its_own():
    place = PlaceFactory()
    waves = [make_wave(place) for _one in range(20)]
    codes = {wave.code for wave in waves}
    assert (len(codes), {len(code) for code in codes}) == (20, {6})
    assert {*"".join(codes)} & {*"01loi"} == set()


@pytest.mark.parametrize(
    "asking",
    [
        Asking("  "),
        Asking("x", questions=("agency.carriers",)),
        Asking("x", questions=("nothing.at_all",)),
        Asking("x", theme="emerging_missions"),
        Asking("x", audiences=("martians",)),
        Asking(
            "x",
            questions=(
                *("wellbeing.changes", "belonging.finding"),
                *("upkeep.improved", "upkeep.degraded"),
            ),
        ),
    ],
)
def test_a_wave_asks_what_visitors_can_be_asked(asking):
    with pytest.raises(InvalidSurveyError):
        open_wave(place=PlaceFactory(), asking=asking, by=None)
    assert SurveyWave.objects.count() == 0


def test_a_wave_speaks_french_or_english():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_wave(language="de")


def test_closing_takes_no_more_answers_and_closing_again_changes_nothing():
    wave = make_wave()
    closed = close_wave(wave=wave, by=None, on=A_DAY)
    assert (closed.closed_on, closed.is_open) == (A_DAY, False)
    assert close_wave(wave=wave, by=None, on=A_DAY + dt.timedelta(9)).closed_on == A_DAY
    with pytest.raises(SurveyClosedError):
        answer(wave)


def test_a_wave_never_closes_before_it_opened():
    wave = make_wave()
    assert close_wave(wave=wave, by=None, on=A_DAY - dt.timedelta(3)).closed_on == A_DAY


def test_what_a_steward_does_to_a_wave_leaves_a_trail():
    steward = MembershipFactory()
    wave = open_wave(place=steward.place, asking=Asking("Printemps"), by=steward.person)
    note_asked(wave=wave, asked=40, by=steward.person)
    close_wave(wave=wave, by=steward.person)
    last = [(one.field, one.previous, one.by) for one in changes_of(wave)[:2]]
    assert last == [("closed_on", None, steward.person), ("asked", None, steward.person)]


def test_an_answer_keeps_the_day_and_nothing_of_the_visitor():
    wave = make_wave()
    row = answer(wave, visits=3, answers={"wellbeing.changes": ["relations_up"]}, felt=4)
    kept = {field.name for field in SurveyResponse._meta.get_fields()}
    assert kept == {
        *("id", "public_id", "wave", "sequence", "on", "language", "audience", "visits"),
        *("answers", "felt", "words", "consent", "hold", "hold_reasons", "duplicate"),
    }
    assert (row.sequence, row.on, row.answers) == (
        1,
        A_DAY,
        {"wellbeing.changes": ["relations_up"]},
    )


@pytest.mark.parametrize(
    "said",
    [
        {"audience": ""},
        {"audience": "teenagers"},
        {"visits": 0},
        {"visits": 201},
        {"felt": 6},
        {"words": "x" * 281},
        {"answers": {"upkeep.degraded": ["noise"]}},
        {"answers": {"wellbeing.changes": ["noise"]}},
    ],
)
def test_an_answer_to_another_question_is_refused(said):
    wave = make_wave()
    with pytest.raises(InvalidSurveyError):
        answer(wave, **said)
    assert wave.responses.count() == 0


def test_a_second_answer_of_the_same_day_is_kept_and_flagged():
    wave, visitor = make_wave(), a_telephone()
    rows = [answer(wave, visitor=visitor), answer(wave, visitor=visitor), answer(wave)]
    assert [(row.sequence, row.duplicate) for row in rows] == [(1, False), (2, True), (3, False)]


@pytest.mark.parametrize(
    "other",
    [Visitor("192.0.2.2", "Telephone"), Visitor("192.0.2.1", "Computer")],
)
def test_another_address_or_another_device_is_somebody_else(other):
    wave = make_wave()
    answer(wave, visitor=Visitor("192.0.2.1", "Telephone"))
    assert answer(wave, visitor=other).duplicate is False


def test_another_wave_or_another_day_is_another_answer():
    place, visitor = PlaceFactory(), a_telephone()
    wave = make_wave(place)
    answer(wave, visitor=visitor)
    assert answer(make_wave(place), visitor=visitor).duplicate is False
    assert answer(wave, visitor=visitor, on=A_DAY + dt.timedelta(1)).duplicate is False


def test_the_salt_of_a_day_is_gone_the_next_with_the_hashes_it_made():
    wave = make_wave()
    answer(wave)
    [salt] = VisitorSalt.objects.all()
    assert (salt.day, VisitorMark.objects.count()) == (A_DAY, 1)
    tomorrow = salt_of_the_day(A_DAY + dt.timedelta(1))
    assert list(VisitorSalt.objects.all()) == [tomorrow]
    assert tomorrow.secret != salt.secret
    assert VisitorMark.objects.count() == 0


def test_a_hash_hides_what_it_was_made_of():
    salt = salt_of_the_day(A_DAY)
    digest = digest_of(salt, "192.0.2.1", "Telephone")
    assert (len(digest), digest == digest_of(salt, "192.0.2.1Telephone")) == (64, False)
    assert digest_of(salt, "\udcff") != digest
    assert (str(salt), str(VisitorMark(salt=salt))) == ("2026-04-14", "2026-04-14")


def test_an_answer_that_looked_like_a_second_one_may_be_counted():
    wave, visitor = make_wave(), a_telephone()
    answer(wave, visitor=visitor)
    second = answer(wave, visitor=visitor)
    counted = count_response(response=second, by=None)
    assert counted.duplicate is False
    assert count_response(response=counted, by=None).duplicate is False
    assert [one.field for one in changes_of(second)] == ["duplicate"]


@pytest.mark.parametrize(
    ("words", "concerns"),
    [
        ("On y mange bien.", []),
        (HOSPITAL, ["health"]),
        ("J'y fais mon travail d'intérêt général.", ["justice"]),
        ("Merci à Madame Durand.", ["name"]),
        ("Écrivez à moi@example.org", ["contact"]),
    ],
)
def test_words_that_tell_too_much_wait_for_a_steward(words, concerns):
    row = answer(make_wave(), words=words)
    assert row.hold == ("held" if concerns else "")
    assert [reason["concern"] for reason in row.hold_reasons] == concerns


def test_the_name_of_the_place_is_nobody():
    wave = make_wave(PlaceFactory(name="Maison Marguerite Duras"))
    assert answer(wave, words="Vive la Maison Marguerite Duras !").hold == ""


def test_agreeing_to_nothing_is_no_agreement():
    assert answer(make_wave(), consent=True).consent is False


@pytest.mark.parametrize(("release", "hold"), [(True, "released"), (False, "rejected")])
def test_a_steward_decides_about_held_words(release, hold):
    row = answer(make_wave(), words=HOSPITAL)
    assert decide_response_words(response=row, release=release, by=None).hold == hold
    [change] = changes_of(row)
    assert (change.field, change.previous, change.new) == ("hold", "held", hold)


def test_words_are_erased_for_ever_and_the_trail_does_not_hold_them():
    row = answer(make_wave(), words=HOSPITAL, consent=True)
    erased = erase_response_words(response=row, by=None)
    assert (erased.words, erased.consent, erased.hold, erased.hold_reasons) == ("", False, "", [])
    told = "".join(f"{one.previous}{one.new}" for one in changes_of(row))
    assert "hôpital" not in told


def test_rows_say_nothing_of_what_was_said():
    row = answer(make_wave(), words=HOSPITAL)
    assert (str(row), str(row.wave)) == ("Printemps 1", "Printemps")


def test_a_rating_stays_between_one_and_five():
    row = answer(make_wave())
    row.felt = 9
    with pytest.raises(ValidationError):
        row.full_clean()
