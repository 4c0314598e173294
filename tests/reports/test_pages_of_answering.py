"""Answering, page by page, as a browser without JavaScript does it."""

import pytest

from maille.core.effects.values import AnswerState, Per
from maille.grids import load_grid
from maille.reports import actions
from maille.reports.enums import Hold
from maille.reports.queries import answers_of
from tests.factories.reports import answered_draft, make_draft, make_edition, said, told
from tests.reports.pages import messages_of, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(place):
    return make_draft(place)


@pytest.mark.parametrize("theme", [theme.id for theme in load_grid().themes])
def test_theme_asks_each_of_its_questions(steward_client, draft, theme):
    response = steward_client.get(to("theme", draft, theme))
    (shown,) = [one for one in load_grid().themes if one.id == theme]
    page = response.content.decode()
    for question in shown.questions:
        assert f'name="{question.id}-state"' in page
        for option in question.options:
            assert f'value="{option.id}"' in page


def test_theme_saves_and_goes_to_the_next(steward_client, draft):
    data = {
        "audiences-options": ["visitors", "volunteers"],
        "occasions-state": "none_observed",
        "frequency-options": "daily",
        "next": "",
    }
    response = steward_client.post(to("theme", draft, "social_ties"), data)
    assert response.url == to("theme", draft, "wellbeing")
    assert {one.question: (one.state, one.options) for one in answers_of(draft).answers} == {
        "audiences": (AnswerState.ANSWERED, ("visitors", "volunteers")),
        "occasions": (AnswerState.NONE_OBSERVED, ()),
        "frequency": (AnswerState.ANSWERED, ("daily",)),
    }


def test_theme_left_empty_stays_silent(steward_client, draft):
    actions.record_answer(draft=draft, answer=said(), by=None)
    steward_client.post(to("theme", draft, "social_ties"), {"frequency-options": ""})
    assert answers_of(draft).answers == ()


@pytest.mark.parametrize(
    ("button", "name", "more"),
    [("stay", "draft", ()), ("story", "story", ("social_ties",))],
)
def test_theme_saves_before_it_leaves(steward_client, draft, button, name, more):
    data = {"audiences-options": "visitors", button: ""}
    response = steward_client.post(to("theme", draft, "social_ties"), data)
    assert response.url == to(name, draft, *more)
    assert answers_of(draft).answers[0].options == ("visitors",)


def test_theme_goes_back_to_the_list_after_the_last(steward_client, draft):
    response = steward_client.post(to("theme", draft, load_grid().themes[-1].id), {"next": ""})
    assert response.url == to("draft", draft)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({"number": "12"}, (12.0, False, Per.UNSTATED, "")),
        ({"number": "0"}, (0.0, False, Per.UNSTATED, "")),
        ({"number": "12", "approximate": "on", "per": "year"}, (12.0, True, Per.YEAR, "")),
        ({"number": "environ 5 par an"}, (5.0, True, Per.YEAR, "environ 5 par an")),
        ({"number": "about 5 a year"}, (5.0, True, Per.YEAR, "about 5 a year")),
        ({"number": "1 260"}, (1260.0, False, Per.UNSTATED, "")),
        ({"number": "3", "said": "trois ou quatre"}, (3.0, False, Per.UNSTATED, "trois ou quatre")),
    ],
)
def test_theme_reads_numbers_as_they_are_said(steward_client, draft, typed, read):
    data = {f"initiatives-{name}": value for name, value in typed.items()}
    steward_client.post(to("theme", draft, "agency"), data)
    (answer,) = answers_of(draft).answers
    assert (answer.number, answer.approximate, answer.per, answer.said) == read


def test_theme_keeps_own_words_one_per_line(steward_client, draft):
    data = {"urgent_needs-own_words": "un banc\n\n de l'ombre "}
    steward_client.post(to("theme", draft, "public_services"), data)
    assert answers_of(draft).answers[0].own_words == ("un banc", "de l'ombre")


def test_theme_keeps_a_text(steward_client, draft):
    steward_client.post(to("theme", draft, "emerging_missions"), {"what-text": " Un métier. "})
    assert answers_of(draft).answers[0].text == "Un métier."


@pytest.mark.parametrize(
    ("theme", "data", "anchor"),
    [
        ("social_ties", {"audiences-options": "martians"}, "q-audiences"),
        (
            "social_ties",
            {"audiences-options": "visitors", "audiences-state": "unknown"},
            "q-audiences",
        ),
        ("networks", {"around-options": ["none", "topic"]}, "q-around"),
        ("agency", {"initiatives-number": "tous"}, "q-initiatives"),
    ],
)
def test_theme_shows_what_to_mend_and_keeps_the_rest(steward_client, draft, theme, data, anchor):
    response = steward_client.post(to("theme", draft, theme), {**data, "next": ""})
    page = response.content.decode()
    assert response.status_code == 200
    assert [form.anchor for form in response.context["wrong"]] == [anchor]
    assert f'href="#{anchor}"' in page
    assert answers_of(draft).answers == ()


def test_theme_saves_the_right_answers_beside_a_wrong_one(steward_client, draft):
    data = {"initiatives-number": "tous", "carriers-options": "team"}
    response = steward_client.post(to("theme", draft, "agency"), data)
    assert response.status_code == 200
    assert 'value="tous"' in response.content.decode()
    assert [one.question for one in answers_of(draft).answers] == ["carriers"]


def test_theme_shows_what_was_answered_before(steward_client, place):
    draft = answered_draft(place)
    actions.record_answer(
        draft=draft, answer=said("social_ties", "frequency", options=("daily",)), by=None
    )
    page = steward_client.get(to("theme", draft, "social_ties")).content.decode()
    assert page.count(" checked") == 2 + 3 + 1
    page = steward_client.get(to("theme", draft, "agency")).content.decode()
    assert 'value="5"' in page


def test_theme_saves_by_itself_and_says_when(steward_client, draft):
    data = {"audiences-options": "visitors"}
    response = steward_client.post(
        to("theme", draft, "social_ties"), data, headers={"HX-Request": "true"}
    )
    assert response.templates[0].name == "reports/_saved.html"
    assert len(answers_of(draft).answers) == 1


def test_theme_says_by_itself_what_is_not_saved(steward_client, draft):
    data = {"initiatives-number": "tous"}
    response = steward_client.post(
        to("theme", draft, "agency"), data, headers={"HX-Request": "true"}
    )
    assert 'class="wrong"' in response.content.decode()


def test_theme_tells_who_was_signed_out_that_nothing_is_saved(client, draft):
    response = client.post(to("theme", draft, "social_ties"), {}, headers={"HX-Request": "true"})
    assert response.templates[0].name == "reports/_signed_out.html"


def test_theme_that_is_not_in_the_grid_does_not_exist(steward_client, draft):
    assert steward_client.get(to("theme", draft, "weather")).status_code == 404


def test_theme_asks_few_questions(steward_client, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        steward_client.get(to("theme", draft, "social_ties"))


STORY = {
    "text": "Un jardin est né derrière la halle.",
    "kind": "testimony",
    "teller": "regular",
    "pseudonym": "Lou",
    "told_on": "05/2025",
    "direction": "unfavourable",
    "consent": "on",
    "consent_note": "de vive voix",
}


def test_story_is_told(steward_client, draft):
    response = steward_client.post(to("story", draft, "agency"), STORY)
    story = draft.stories.get()
    assert response.url == to("theme", draft, "agency") + f"#story-{story.public_id}"
    assert (story.told_on, story.pseudonym, story.direction) == ("2025-05", "Lou", "unfavourable")
    assert (story.consent, story.consent_note, story.truncated) == (True, "de vive voix", False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12/05/2025", "2025-05-12"), ("2025", "2025"), ("2025-05-12", "2025-05-12"), ("", "")],
)
def test_story_takes_partial_dates(steward_client, draft, typed, kept):
    steward_client.post(to("story", draft, "agency"), {**STORY, "told_on": typed})
    assert draft.stories.get().told_on == kept


@pytest.mark.parametrize(
    ("field", "typed"), [("told_on", "31/02/2025"), ("text", " "), ("kind", "rumour")]
)
def test_story_says_what_to_mend_and_keeps_the_words(steward_client, draft, field, typed):
    response = steward_client.post(to("story", draft, "agency"), {**STORY, field: typed})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert 'value="Lou"' in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "hold"),
    [
        ({}, Hold.NONE),
        ({"consent": ""}, Hold.NONE),
        ({"text": "Marie Dupont est sortie de prison."}, Hold.HELD),
    ],
)
def test_story_says_what_becomes_of_it(steward_client, draft, changes, hold):
    response = steward_client.post(to("story", draft, "agency"), {**STORY, **changes}, follow=True)
    assert draft.stories.get().hold == hold
    assert len(messages_of(response)) == 1


def test_story_that_waits_says_why_in_its_own_words(steward_client, draft):
    data = {**STORY, "text": "Marie Dupont est sortie de prison."}
    page = steward_client.post(to("story", draft, "agency"), data, follow=True).content.decode()
    assert "<q>Marie Dupont</q>" in page
    assert "<q>prison</q>" in page


def test_story_is_written_again(steward_client, draft):
    row = actions.tell_story(draft=draft, story=told(), by=None)
    address = to("story_again", draft, "agency", row.public_id)
    assert row.text in steward_client.get(address).content.decode()
    steward_client.post(address, STORY)
    row.refresh_from_db()
    assert (row.text, draft.stories.count()) == (STORY["text"], 1)


def test_story_that_was_withdrawn_is_not_written_again(steward_client, draft):
    row = actions.tell_story(draft=draft, story=told(), by=None)
    actions.withdraw_story(story=row, by=None)
    response = steward_client.post(to("story_again", draft, "agency", row.public_id), STORY)
    assert response.url == to("draft", draft)


def test_story_in_hostile_markup_is_shown_as_it_was_typed(steward_client, draft):
    data = {**STORY, "text": "<script>alert(1)</script> un jardin"}
    page = steward_client.post(to("story", draft, "agency"), data, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_dissent_is_signed_and_taken_out(steward_client, draft):
    data = {"text": "C'est l'équipe qui décide.", "role": "deux bénévoles"}
    steward_client.post(to("dissent", draft, "agency"), data)
    row = draft.dissents.get()
    assert (row.text, row.role) == (data["text"], data["role"])
    steward_client.post(to("remove", draft, "desaccord", row.public_id))
    assert draft.dissents.count() == 0


def test_intensity_is_noted_and_taken_out(steward_client, draft):
    group = load_grid().respondents[0].id
    data = {"group": group, "n": "12", "median": "3,5", "spread": ""}
    response = steward_client.post(to("intensity", draft, "agency"), data, follow=True)
    row = draft.intensities.get()
    assert (row.group, row.n, row.median, row.spread) == (group, 12, 3.5, None)
    assert load_grid().respondents[0].label.fr in response.content.decode()
    steward_client.post(to("remove", draft, "intensite", row.public_id))
    assert draft.intensities.count() == 0


def test_indicator_is_added_and_taken_out(steward_client, draft):
    data = {"label_fr": "Repas servis", "number": "1260", "unit": "repas", "theme": "agency"}
    steward_client.post(to("indicators", draft), data)
    row = draft.indicators.get()
    assert (row.label_fr, row.label_en, row.number) == ("Repas servis", "Repas servis", 1260.0)
    assert "Repas servis" in steward_client.get(to("indicators", draft)).content.decode()
    steward_client.post(to("remove", draft, "indicateur", row.public_id))
    assert draft.indicators.count() == 0


@pytest.mark.parametrize(
    ("name", "more"), [("dissent", ["agency"]), ("intensity", ["agency"]), ("indicators", [])]
)
def test_forms_beside_the_questions_say_what_is_missing(steward_client, draft, name, more):
    assert steward_client.get(to(name, draft, *more)).status_code == 200
    response = steward_client.post(to(name, draft, *more), {})
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize(
    ("name", "more", "data"),
    [
        ("theme", ["agency"], {"carriers-options": "team"}),
        ("story", ["agency"], STORY),
        ("dissent", ["agency"], {"text": "Non.", "role": "bénévole"}),
        (
            "intensity",
            ["agency"],
            {"group": load_grid().respondents[0].id, "n": "3", "median": "3"},
        ),
        ("indicators", [], {"label_fr": "Repas", "number": "3"}),
    ],
)
def test_a_published_draft_changes_no_more_and_says_so(steward_client, place, name, more, data):
    draft = make_edition(place).draft
    response = steward_client.post(to(name, draft, *more), data, follow=True)
    assert response.redirect_chain == [(to("draft", draft), 302)]
    assert len(messages_of(response)) == 1
    assert draft.answers.count() == 6


def test_a_row_of_a_published_draft_stays(steward_client, place):
    draft = answered_draft(place)
    steward_client.post(to("dissent", draft, "agency"), {"text": "Non.", "role": "bénévole"})
    actions.publish_edition(draft=draft, by=None)
    row = draft.dissents.get()
    steward_client.post(to("remove", draft, "desaccord", row.public_id))
    assert draft.dissents.count() == 1


def test_story_of_another_theme_is_not_at_this_address(steward_client, draft):
    row = actions.tell_story(draft=draft, story=told(), by=None)
    address = to("story_again", draft, "upkeep", row.public_id)
    assert steward_client.get(address).status_code == 404


def test_theme_published_meanwhile_says_so(steward_client, place):
    draft = answered_draft(place)
    address = to("theme", draft, "agency")
    steward_client.get(address)
    actions.publish_edition(draft=draft, by=None)
    response = steward_client.post(address, {"carriers-options": "team"})
    assert response.url == to("draft", draft)
