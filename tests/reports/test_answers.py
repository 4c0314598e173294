"""Recording answers, dissents, ratings and indicators."""

import datetime as dt

import pytest

from maille.core.effects.checking import InvalidAnswerError, Problem
from maille.core.effects.values import AnswerState, Dissent, Indicator, Intensity, Per
from maille.core.kernel.text import Text
from maille.db.trail import changes_of
from maille.grids import load_grid
from maille.reports import actions
from maille.reports.errors import DraftPublishedError
from maille.reports.models import Answer
from maille.reports.queries import answers_of
from tests.factories.places import PersonFactory
from tests.factories.reports import make_draft, make_edition, said

pytestmark = pytest.mark.django_db
GROUP = load_grid().respondents[0].id


def intensity(**values):
    return Intensity("", "agency", values.pop("group", GROUP), values.pop("median", 4), 12)


def indicator(**values):
    fields = {"unit": "repas", "number": 12.0, "theme": None, **values}
    label = fields.pop("label", Text(fr="Repas servis", en="Meals served"))
    return Indicator("", label=label, **fields)


@pytest.mark.parametrize("state", list(AnswerState))
def test_record_answer_keeps_each_of_the_four_states(state):
    draft = make_draft()
    options = ("visitors",) if state is AnswerState.ANSWERED else ()
    actions.record_answer(draft=draft, answer=said(state=state, options=options), by=None)
    (kept,) = answers_of(draft).answers
    assert (kept.state, kept.options) == (state, options)


def test_record_answer_replaces_the_former_answer_and_keeps_the_trail():
    draft, person = make_draft(), PersonFactory()
    at = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    actions.record_answer(draft=draft, answer=said(options=("visitors",)), by=None)
    actions.record_answer(draft=draft, answer=said(options=("volunteers",)), by=person, on=at)
    assert Answer.objects.get().options == ["volunteers"]
    change = changes_of(draft).get(at=at)
    assert change.field == "social_ties.audiences"
    assert change.previous["options"] == ["visitors"]
    assert change.new["options"] == ["volunteers"]
    assert change.by == person


def test_record_answer_of_the_same_words_changes_nothing():
    draft = make_draft()
    first = actions.record_answer(draft=draft, answer=said(), by=None)
    before = changes_of(draft).count()
    assert actions.record_answer(draft=draft, answer=said(), by=None) == first
    assert changes_of(draft).count() == before


def test_record_answer_keeps_a_number_as_it_was_said():
    draft = make_draft()
    spoken = said(
        "agency",
        "initiatives",
        number=5.0,
        approximate=True,
        per=Per.YEAR,
        said=" environ 5 par an ",
    )
    actions.record_answer(draft=draft, answer=spoken, by=None)
    (kept,) = answers_of(draft).answers
    assert (kept.number, kept.approximate, kept.per) == (5.0, True, Per.YEAR)
    assert kept.said == "environ 5 par an"


def test_record_answer_drops_the_words_of_a_number_that_became_unknown():
    draft = make_draft()
    unknown = said("agency", "initiatives", state=AnswerState.UNKNOWN, said="environ 5")
    actions.record_answer(draft=draft, answer=unknown, by=None)
    assert answers_of(draft).answers[0].said == ""


def test_record_answer_refuses_what_the_question_does_not_allow():
    draft = make_draft()
    with pytest.raises(InvalidAnswerError) as refused:
        actions.record_answer(draft=draft, answer=said(options=("martians",)), by=None)
    assert refused.value.problem is Problem.UNKNOWN_OPTION
    assert Answer.objects.count() == 0


def test_clear_answer_goes_back_to_silence():
    draft = make_draft()
    actions.record_answer(draft=draft, answer=said(), by=None)
    for _again in range(2):
        actions.clear_answer(draft=draft, theme="social_ties", question="audiences", by=None)
    assert answers_of(draft).answers == ()
    assert changes_of(draft).first().new is None


def test_sign_dissent_is_printed_with_its_role():
    draft = make_draft()
    dissent = Dissent("", "agency", " C'est l'équipe qui décide. ", " deux bénévoles ")
    actions.sign_dissent(draft=draft, dissent=dissent, by=None)
    (kept,) = answers_of(draft).dissents
    assert (kept.text, kept.role) == ("C'est l'équipe qui décide.", "deux bénévoles")


@pytest.mark.parametrize(
    ("theme", "text", "role", "problem"),
    [
        ("weather", "Non.", "bénévole", Problem.UNKNOWN_THEME),
        ("agency", " ", "bénévole", Problem.NO_WORDS),
        ("agency", "Non.", " ", Problem.NO_WORDS),
    ],
)
def test_sign_dissent_refuses_what_nobody_signs(theme, text, role, problem):
    with pytest.raises(InvalidAnswerError) as refused:
        actions.sign_dissent(draft=make_draft(), dissent=Dissent("", theme, text, role), by=None)
    assert refused.value.problem is problem


def test_record_intensity_replaces_what_the_group_said_before():
    draft = make_draft()
    for median in (2, 4):
        actions.record_intensity(draft=draft, intensity=intensity(median=median), by=None)
    (kept,) = answers_of(draft).intensities
    assert (kept.group, kept.median, kept.n) == (GROUP, 4, 12)


def test_record_intensity_refuses_a_group_that_the_grid_does_not_know():
    with pytest.raises(InvalidAnswerError):
        actions.record_intensity(draft=make_draft(), intensity=intensity(group="martians"), by=None)


def test_add_indicator_keeps_one_label_for_both_languages_when_one_is_given():
    draft = make_draft()
    actions.add_indicator(
        draft=draft, indicator=indicator(label=Text(fr="Repas servis", en="")), by=None
    )
    assert answers_of(draft).indicators[0].label == Text(fr="Repas servis", en="Repas servis")


@pytest.mark.parametrize(
    "values",
    [
        {"label": Text(fr=" ", en="")},
        {"number": -1.0},
        {"adopted_on": "hier"},
        {"theme": "weather"},
    ],
)
def test_add_indicator_refuses_what_cannot_be_read(values):
    with pytest.raises(InvalidAnswerError):
        actions.add_indicator(draft=make_draft(), indicator=indicator(**values), by=None)


def test_add_indicator_keeps_its_theme_and_its_date():
    draft = make_draft()
    given = indicator(theme="agency", adopted_on="2025-03", adopted_by="le conseil")
    actions.add_indicator(draft=draft, indicator=given, by=None)
    (kept,) = answers_of(draft).indicators
    assert (kept.theme, kept.adopted_on, kept.adopted_by) == ("agency", "2025-03", "le conseil")


def test_remove_from_draft_takes_a_row_out_and_says_so():
    draft = make_draft()
    row = actions.record_intensity(draft=draft, intensity=intensity(), by=None)
    actions.remove_from_draft(row=row, by=None)
    assert draft.intensities.count() == 0
    assert changes_of(draft).first().previous == f"agency {GROUP}"


@pytest.mark.parametrize(
    "act",
    [
        lambda draft: actions.record_answer(draft=draft, answer=said(), by=None),
        lambda draft: actions.clear_answer(
            draft=draft, theme="agency", question="initiatives", by=None
        ),
        lambda draft: actions.sign_dissent(
            draft=draft, dissent=Dissent("", "agency", "Non.", "bénévole"), by=None
        ),
        lambda draft: actions.record_intensity(draft=draft, intensity=intensity(), by=None),
        lambda draft: actions.add_indicator(draft=draft, indicator=indicator(), by=None),
    ],
)
def test_nothing_changes_in_a_published_draft(act):
    draft = make_edition().draft
    with pytest.raises(DraftPublishedError):
        act(draft)
