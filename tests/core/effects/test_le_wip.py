"""Le Wip's answers, the report to beat: once re-typed here, once from the public file."""

import json
from collections import Counter

import pytest

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.integrity import seal, verify
from maille.core.effects.values import (
    Answer,
    Answers,
    AnswerState,
    Direction,
    Per,
    QuestionType,
    Story,
    StoryKind,
    Writing,
)
from maille.core.kernel.period import Period
from tests.core import wip
from tests.core.saying import GRID, QUESTIONS
from tests.core.snapshot import check_snapshot


def answers_of_file(data: dict) -> Answers:
    """Read the public file as a place would type it."""
    answers, stories = [], []
    for theme, question in QUESTIONS:
        said = (data[theme.id] or {}).get(question.id)
        fields = {"state": AnswerState.ANSWERED}
        if said is None:
            continue
        if question.type is QuestionType.NUMBER:
            fields |= {
                "number": said["value"],
                "approximate": said["approximate"],
                "per": Per(said["period"]),
                "said": said.get("said", ""),
            }
        else:
            fields |= {"options": tuple(said) if isinstance(said, list) else (said,)}
        answers.append(Answer(f"a-{theme.id}-{question.id}", theme.id, question.id, **fields))
    for theme in GRID.themes:
        if story := (data[theme.id] or {}).get("story"):
            direction = story.get("direction")
            stories.append(
                Story(
                    f"s-{theme.id}",
                    theme.id,
                    story["text"],
                    StoryKind.REPORTED_SUMMARY,
                    consent=True,
                    truncated=story["truncated"],
                    direction=Direction(direction) if direction else None,
                )
            )
    return Answers(Period(), answers=tuple(answers), stories=tuple(stories))


@pytest.fixture(params=["typed", "file"])
def document(request) -> dict:
    answers = wip.ANSWERS
    if request.param == "file":
        folder = request.getfixturevalue("shared_data")
        data = json.loads((folder / "le_wip.json").read_text(encoding="utf-8"))
        answers = answers_of_file(data["answers"])
    released = release(assess(answers, GRID))
    return seal(
        report_document(released, place=wip.PLACE, edition=wip.EDITION, writing=Writing.OFF)
    )


def test_ten_themes_are_told_and_five_are_silent(document):
    told = [
        theme["theme"]
        for section in document["sections"]
        for theme in section["themes"]
        if theme["told"]
    ]
    assert (tuple(told), tuple(document["unanswered"])) == (wip.TOLD, wip.UNANSWERED)


def test_stress_or_conflict_is_unfavourable_and_has_its_paragraph(document):
    stress = next(
        one for one in document["findings"] if one["id"] == "wellbeing.changes.stress_or_conflict"
    )
    assert (stress["direction"], stress["value"], stress["grade"]) == ("unfavourable", True, "E1")
    wellbeing = document["sections"][0]["themes"][1]
    assert [one["label"] and one["label"]["fr"] for one in wellbeing["paragraphs"]] == [
        None,
        "Ce qui s'est dégradé",
    ]


def test_five_projects_a_year_stay_approximate(document):
    projects = next(one for one in document["findings"] if one["id"] == "agency.initiatives")
    assert [projects[key] for key in ("value", "approximate", "per", "said", "option")] == [
        5,
        True,
        "year",
        "environ 5 par an",
        None,
    ]
    assert projects["sentence"] == {
        "fr": "L'équipe rapporte qu'il est né environ 5 projets imprévus par an.",
        "en": "The team reports that about 5 unplanned projects a year were started.",
    }


def test_the_period_is_said_to_be_unstated(document):
    assert document["period"] == {"start": None, "end": None, "stated": False}
    assert document["summary"]["fr"][1].startswith(
        "Nous ne savons pas de quand datent ces réponses"
    )


def test_nothing_is_above_reported(document):
    assert Counter(one["grade"] for one in document["findings"]) == {"E1": 38}
    assert {one["published"] for one in document["findings"]} == {True}


def test_the_weave_has_thirty_eight_loops_on_twelve_threads(document):
    rows = document["weave"]["rows"]
    assert [len(row["loops"]) for row in rows] == [10, 3, 4, 2, 6, 4, 2, 0, 0, 4, 2, 1]
    loops = Counter(loop for row in rows for loop in row["loops"])
    assert loops == {"neutral": 27, "favourable": 9, "unfavourable": 1, "mixed": 1}


def test_the_mixed_story_is_a_finding_that_never_quotes_it(document):
    finding = next(one for one in document["findings"] if one["id"] == "belonging:s-belonging")
    expected = {
        "theme": "belonging",
        "question": None,
        "option": None,
        "value": None,
        "direction": "mixed",
        "claim": "C1",
        "grade": "E1",
        "sources": [{"kind": "story", "id": "s-belonging"}],
    }
    assert {key: finding[key] for key in expected} == expected
    assert finding["sentence"]["fr"] == (
        "L'équipe rapporte qu'un récit dit ce qui va et ce qui ne va pas en matière d'inclusion."
    )


def test_the_seal_holds(document):
    assert verify(document)


def test_the_whole_report_reads_well():
    released = release(assess(wip.ANSWERS, GRID))
    document = report_document(released, place=wip.PLACE, edition=wip.EDITION, writing=Writing.OFF)
    for language in ("fr", "en"):
        check_snapshot(f"le_wip.{language}", lines_of(document, language))


def lines_of(document, language):
    yield from document["summary"][language]
    yield document["weave"]["title"][language]
    yield document["weave"]["description"][language]
    for section in document["sections"]:
        yield ""
        yield f"{section['label'][language]}: {section['subtitle'][language]}"
        for theme in section["themes"]:
            yield ""
            yield f"{theme['label'][language]} ({theme['tally'][language]})"
            for one in theme["paragraphs"]:
                if one["label"]:
                    yield f"  [{one['label'][language]}]"
                yield f"  {one['verb'][language]} {one['text'][language]}"
                yield f"    {one['provenance'][language]}"
            if theme["missing"]:
                yield f"  > {theme['missing'][language]}"
