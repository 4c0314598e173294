"""What visitors answered, as the engine weighs it."""

import datetime as dt
from uuid import UUID

import pytest

from maille.core.effects.checking import check_intensity
from maille.core.effects.observing import AuthorRole, SourceKind
from maille.core.effects.values import Direction, StoryKind, TellerKind
from maille.core.kernel.period import Period
from maille.grids import load_grid
from maille.observations import queries
from maille.observations.actions.surveys import decide_response_words
from maille.observations.queries import (
    EvidenceDetail,
    evidence_detail,
    evidence_for,
)
from maille.observations.queries.survey_results import Band, read_wave
from maille.observations.queries.surveys import (
    felt_intensities_for,
    open_wave_of,
    response_rate,
    survey_evidence_for,
    survey_words_for,
)
from tests.factories.places import PlaceFactory
from tests.factories.surveys import A_DAY, a_telephone, answer, make_wave

pytestmark = pytest.mark.django_db
APRIL = Period(dt.date(2026, 4, 1), dt.date(2026, 4, 30))


@pytest.fixture
def place(db):
    return PlaceFactory()


def test_each_ticked_option_is_a_piece_of_evidence(place):
    wave = make_wave(place, asked=10)
    answer(
        wave,
        answers={
            "social_ties.audiences": ["neighbours"],
            "wellbeing.changes": ["relations_up", "discomfort"],
        },
    )
    answer(wave, answers={"wellbeing.changes": []})
    found = survey_evidence_for(place, APRIL)
    assert [(one.themes, one.question, one.option, one.direction) for one in found] == [
        (("social_ties",), "audiences", "neighbours", Direction.NEUTRAL),
        (("wellbeing",), "changes", "relations_up", Direction.FAVOURABLE),
        (("wellbeing",), "changes", "discomfort", Direction.UNFAVOURABLE),
    ]
    assert [one.asked for one in found] == [1, 2, 2]
    shared = {
        (one.source, one.author_role, one.kind, one.on, one.wave, one.coverage, one.audiences)
        for one in found
    }
    assert shared == {
        (
            *(SourceKind.SURVEY, AuthorRole.VISITOR, None, A_DAY, str(wave.public_id), 0.2),
            ("neighbours",),
        )
    }
    assert len({UUID(one.id) for one in found}) == 3
    assert survey_evidence_for(place, APRIL) == found


def test_duplicates_and_other_days_and_other_places_are_left_out(place):
    wave, visitor = make_wave(place), a_telephone()
    said = {"answers": {"wellbeing.changes": ["relations_up"]}}
    answer(wave, visitor=visitor, **said)
    answer(wave, visitor=visitor, **said)
    answer(wave, on=dt.date(2026, 5, 1), **said)
    answer(make_wave(PlaceFactory()), **said)
    assert len(survey_evidence_for(place, APRIL)) == 1
    assert len(survey_evidence_for(place, Period())) == 2


def test_answers_stand_among_the_evidence_of_a_place(place):
    wave = make_wave(place)
    answer(wave, answers={"wellbeing.changes": ["relations_up"]}, words="Merci.", consent=True)
    found = survey_evidence_for(place, APRIL)
    assert evidence_for(place, APRIL) == found
    assert queries.testimonies_for(place, APRIL) == survey_words_for(place, APRIL)
    detail = evidence_detail(place, [one.id for one in found])
    assert detail == EvidenceDetail(
        pieces=1,
        kinds={"response": 1},
        sources={"survey": 1},
        roles={"visitor": 1},
        months={"2026-04": 1},
    )


@pytest.mark.parametrize(
    ("asked", "counted", "rate"),
    [(None, 3, None), (0, 0, None), (4, 3, 0.75), (2, 3, None), (4, 0, 0.0)],
)
def test_a_response_rate_is_known_or_it_is_not(asked, counted, rate):
    assert response_rate(asked, counted) == rate


def test_without_the_number_invited_the_coverage_is_unknown(place):
    answer(make_wave(place), answers={"wellbeing.changes": ["relations_up"]})
    [piece] = survey_evidence_for(place, APRIL)
    assert piece.coverage is None


def test_ratings_are_gathered_by_theme_and_group(place):
    wave = make_wave(place)
    for audience, visits, felt in (
        *(("volunteers", None, mark) for mark in (1, 3, 4, 5)),
        ("visitors", 1, 2),
        ("visitors", 4, 5),
        ("", 12, 4),
        ("on_site_workers", 20, 3),
        ("visitors", None, None),
    ):
        answer(wave, audience=audience, visits=visits, felt=felt)
    found = felt_intensities_for(place, APRIL)
    assert [(one.theme, one.group, one.median, one.n, one.spread) for one in found] == [
        ("social_ties", "occupants", 3.0, 1, None),
        ("social_ties", "regulars", 4.5, 2, 0.5),
        ("social_ties", "visitors", 2.0, 1, None),
        ("social_ties", "volunteers", 3.5, 4, 1.75),
    ]
    for intensity in found:
        check_intensity(intensity, load_grid())


def test_words_are_quoted_when_agreed_to_and_held_by_nobody(place):
    wave = make_wave(place)
    quoted = answer(wave, words="On y mange ensemble.", consent=True)
    answer(wave, words="Sans accord.")
    released = answer(wave, words="Merci à Mme Durand.", consent=True, audience="volunteers")
    answer(wave, words="Je sors de prison.", consent=True)
    decide_response_words(response=released, release=True, by=None)
    assert [
        (one.id, one.theme, one.text, one.kind, one.teller, one.told_on, one.consent)
        for one in survey_words_for(place, APRIL)
    ] == [
        (
            *(str(quoted.public_id), "social_ties", "On y mange ensemble."),
            *(StoryKind.TESTIMONY, TellerKind.NEIGHBOUR, "2026-04-14", True),
        ),
        (
            *(str(released.public_id), "social_ties", "Merci à Mme Durand."),
            *(StoryKind.TESTIMONY, TellerKind.VOLUNTEER, "2026-04-14", True),
        ),
    ]


def test_the_latest_open_wave_is_found(place):
    assert open_wave_of(place) is None
    make_wave(place, on=dt.date(2026, 1, 1))
    later = make_wave(place)
    assert open_wave_of(place) == later


def test_results_count_none_of_these_among_those_who_answered(place):
    wave = make_wave(place, asked=40)
    for rank in range(12):
        ticked = ["relations_up"] if rank < 3 else []
        answer(wave, answers={"wellbeing.changes": ticked}, audience="visitors" if rank else "")
    answer(wave, visits=2)
    results = read_wave(wave, "en")
    _audiences, changes = results.questions
    lines = {line.label: line for line in changes.lines}
    better = lines["I get on better with others"]
    none = lines["None of these"]
    assert (results.counted, results.rate, results.among_respondents) == (13, 32, True)
    assert (changes.n, better.yes, better.n, none.yes, none.n) == (12, 3, 12, 9, 12)
    assert (better.share.percent, better.share.percent_low < 25 < better.share.percent_high) == (
        25,
        True,
    )
    assert (better.bounds.percent_low, better.bounds.percent_high) == (8, 78)
    assert results.audiences == (("a visitor", 11), ("a neighbour", 1))


def test_results_without_answers_say_nothing(place):
    results = read_wave(make_wave(place), "fr")
    assert (results.counted, results.visits, results.ratings) == (0, None, ())
    assert [question.n for question in results.questions] == [0, 0]
    assert {line.share for question in results.questions for line in question.lines} == {None}


def test_a_band_is_drawn_on_the_whole_axis():
    assert Band(0.5, 0.25, 1.0).drawn == (80, 160, 320)


@pytest.mark.parametrize(
    ("marks", "plurals"),
    [
        ((4, 4, 4, 4), (0, 2)),
        ((1, 3, 4, 5), (1, 2)),
        ((3, 3, 4, 4), (1, 1)),
        ((1, 1, 5, 5), (4, 2)),
    ],
)
def test_points_are_singular_below_two_in_french_and_at_one_in_english(place, marks, plurals):
    wave = make_wave(place)
    for mark in marks:
        answer(wave, audience="volunteers", felt=mark)
    told = [read_wave(wave, language).ratings[0] for language in ("fr", "en")]
    assert tuple(line.plural_by for line in told) == plurals
