"""The grid that ships with the product is the one its reference describes."""

import hashlib
import re
from importlib.resources import files

import pytest

from maille.core.effects.errors import GridError
from maille.core.effects.values import ClaimType, Direction, QuestionType, Scale
from maille.grids import load_grid

SIGNS = {
    Direction.FAVOURABLE: " +",
    Direction.UNFAVOURABLE: " −",
    Direction.MIXED: " ±",
    Direction.NEUTRAL: "",
}


def outline(theme) -> list[str]:
    lines = []
    for question in theme.questions:
        options = ", ".join(
            f"{option.id}{SIGNS[option.direction]}{' alone' if option.exclusive else ''}"
            for option in question.options
        )
        extra = " open" if question.open else ""
        lines.append(f"{question.id} {question.type}{extra}: {options}".rstrip(": "))
    return lines


AUDIENCES = "visitors, neighbours, local_actors, vulnerable, on_site_workers, volunteers"
BALANCE = "more_women, balanced, more_men"
EXPECTED = {
    "social_ties": [
        f"audiences multi: {AUDIENCES}",
        "occasions multi: daily_life, public_events, dedicated_activities, organised_encounters",
        "frequency single: daily, monthly, occasional",
    ],
    "wellbeing": [
        (
            "changes multi: health_up +, relations_up +, confidence_up +, discomfort −, "
            "stress_or_conflict −"
        )
    ],
    "employment": [
        "people number",
        "outcomes multi: certificates, autonomy, supported, jobs_inside, jobs_outside",
    ],
    "agency": ["initiatives number", "carriers multi: regulars, volunteers, occupants, team"],
    "solidarity": ["kinds multi: services, skills, goods, spaces", f"audiences multi: {AUDIENCES}"],
    "networks": [
        "around multi: project, topic, shared_need, none alone",
        f"audiences multi: {AUDIENCES}",
    ],
    "belonging": [
        ("finding multi: group_around_project +, rallied_around_place +, exclusion −, none alone"),
        "who_and_why text",
    ],
    "gender_balance": [
        f"{question} single: {BALANCE}" for question in ("team", "leaders", "occupants", "publics")
    ],
    "living_environment": ["image single: better +, worse −, mixed ±, none alone", "how text"],
    "upkeep": [
        "improved multi: attractiveness +, access_for_all +, mixed_uses +, respect +",
        "degraded multi: noise −, waste −, damage −, traffic −",
    ],
    "public_services": [
        (
            "management single: improved +, unchanged, new_spaces_unmanaged −, "
            "overload_then_adapted −"
        ),
        (
            "urgent_needs multi open: convivial_minority_friendly_spaces, shelter, food, "
            "rights_and_digital, care"
        ),
    ],
    "public_innovation": [
        "effect single: new_ways +, new_ways_with_difficulty ±, none alone",
        "what text",
    ],
    "shared_governance": ["place single: joint_committee +, consulted +, no, no_urban_project"],
    "programme_and_design": ["changed multi: diagnosis +, programme +, design +, none alone"],
    "emerging_missions": ["what text"],
}


def test_the_grid_asks_what_practice_asks():
    assert {theme.id: outline(theme) for theme in load_grid().themes} == EXPECTED
    assert [theme.id for theme in load_grid().themes] == list(EXPECTED)


def test_four_themes_per_scale_and_three_announced():
    grid = load_grid()
    practised = [theme.scale for theme in grid.themes if not theme.emerging]
    assert practised == [scale for scale in Scale for _ in range(4)]
    assert [theme.id for theme in grid.themes if theme.emerging] == [
        "shared_governance",
        "programme_and_design",
        "emerging_missions",
    ]


def test_changes_in_people_are_claims_of_their_own():
    bold = {
        f"{theme.id}.{question.id}"
        for theme in load_grid().themes
        for question in theme.questions
        if question.claim is ClaimType.C1
    }
    assert bold == {
        "wellbeing.changes",
        "employment.outcomes",
        "belonging.finding",
        "belonging.who_and_why",
    }


def test_counts_of_persons_are_protected():
    protected = [
        f"{theme.id}.{question.id}"
        for theme in load_grid().themes
        for question in theme.questions
        if question.protected
    ]
    assert protected == ["employment.people"]


def test_every_question_says_what_could_support_it():
    unsupported = [
        question.id
        for theme in load_grid().themes
        for question in theme.questions
        if not question.evidence_kinds
    ]
    assert unsupported == []


def test_labels_hold_no_notation():
    grid = load_grid()
    labels = [text for theme in grid.themes for text in (theme.label, theme.short_label)]
    labels += [question.label for theme in grid.themes for question in theme.questions]
    labels += [
        option.label
        for theme in grid.themes
        for question in theme.questions
        for option in question.options
    ]
    labels += [group.label for group in grid.respondents]
    assert [text for text in labels if re.search(r"[<>{}|\[\]^]", text.fr + text.en)] == []


def test_short_labels_fit_the_weave():
    long = [theme.short_label for theme in load_grid().themes if len(theme.short_label.fr) > 16]
    assert long == []


def test_the_grid_is_named_by_the_hash_of_its_file():
    content = (files("maille.grids") / "maille-effects-1.toml").read_bytes()
    assert load_grid().sha256 == hashlib.sha256(content).hexdigest()
    assert load_grid("1.0.0") == load_grid()


def test_an_unknown_version_is_refused():
    with pytest.raises(GridError, match="no grid 9"):
        load_grid("9")


def test_questions_of_one_type_hold_only_what_they_need():
    optioned = {
        question.type
        for theme in load_grid().themes
        for question in theme.questions
        if question.options
    }
    assert optioned == {QuestionType.MULTI, QuestionType.SINGLE}


def test_the_reference_page_lists_every_question_and_option(repository):
    page = (repository / "docs/reference/grid.md").read_text(encoding="utf-8")
    found = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    sections = dict(found)
    absent = [
        f"{theme.id}.{question.id}.{name}"
        for theme in load_grid().themes
        for question in theme.questions
        for name in (question.id, *(option.id for option in question.options))
        if f"`{name}`" not in sections[theme.id]
    ]
    assert absent == []
    assert [group.id for group in load_grid().respondents if f"`{group.id}`" not in page] == []
