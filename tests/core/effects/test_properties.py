"""What holds of any report: language, sources, order, bytes."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.grammar import HEAD
from maille.core.effects.grid import question_of
from maille.core.effects.integrity import canonical_bytes
from maille.core.effects.template import Voice, in_writing
from maille.core.effects.values import Answers, Direction, Grade, Writing
from tests.core.effects.strategies import ANY_WORDS, everything
from tests.core.saying import GRID
from tests.core.wip import EDITION, PLACE

LANGUAGES = ("fr", "en")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
_ENDS = " ?[.;:,!?]|$"
_FRENCH_JOINTS = "et|ou|ni|de|des|du|le|la|les|un|une|que|par|entre|autour|parmi|lors"
_ENGLISH_JOINTS = "and|or|nor|a|an|the|of|by|between|around|at|in|that"
BAD = {
    "double space": re.compile(r"  "),
    "double stop": re.compile(r"[.;:,!?…] ?[.,]|\.\."),
    "space before a stop": re.compile(r" [.,]"),
    "empty list": re.compile(r": ?\.|: ?;|, ?,|: ?$"),
    "notation": re.compile(rf"[<>{{}}|\[\]()^{HEAD}]"),
    "word twice": re.compile(r"\b([^\W\d]+) \1\b(?<!nous nous)(?<!vous vous)"),
    "empty quote": re.compile(r"« ?»|“ ?”"),
}
BAD_IN = {
    "fr": {
        "dangling word": re.compile(rf"\b(?:{_FRENCH_JOINTS})(?:{_ENDS})", re.IGNORECASE),
        "missing elision": re.compile(r"\b(?:que|de|ne) [aeiouàâéèêëîïôûœ]", re.IGNORECASE),
        "elision too many": re.compile(r"\b(?:qu|d|n)'[^aeiouyhàâéèêëîïôûœ«]", re.IGNORECASE),
    },
    "en": {
        "dangling word": re.compile(rf"\b(?:{_ENGLISH_JOINTS})(?:{_ENDS})", re.IGNORECASE),
    },
}


def document_of(answers: Answers, writing: Writing = Writing.OFF) -> dict:
    released = release(assess(answers, GRID))
    return report_document(released, place=PLACE, edition=EDITION, writing=writing)


def texts_of(thing, language):
    """Give every text of a document in one language, wherever it stands."""
    if isinstance(thing, dict):
        if set(thing) == set(LANGUAGES):
            found = thing[language]
            yield from found if isinstance(found, list) else [found]
        else:
            for value in thing.values():
                yield from texts_of(value, language)
    elif isinstance(thing, list):
        for one in thing:
            yield from texts_of(one, language)


def faults(text: str, language: str) -> list[str]:
    bare = _QUOTED.sub("X", text)
    return [
        f"{name}: {text}"
        for name, pattern in (*BAD.items(), *BAD_IN[language].items())
        if pattern.search(bare)
    ]


@pytest.fixture(scope="session")
def validator(repository):
    schema = json.loads(
        (repository / "docs/reference/report.schema.json").read_text(encoding="utf-8")
    )
    return jsonschema.Draft202012Validator(schema)


@given(answers=everything(), writing=st.sampled_from(Writing))
def test_every_text_is_well_formed(answers, writing):
    document = document_of(answers, writing)
    indicators = [one.pop("label") for one in document["indicators"]]
    assert len(indicators) == len(answers.indicators)
    found = [
        fault
        for language in LANGUAGES
        for text in texts_of(document, language)
        for fault in faults(text, language)
    ]
    assert found == []


@given(answers=everything())
def test_every_sentence_ends_with_one_stop(answers):
    document = document_of(answers)
    sentences = [
        text
        for key in ("findings", "intensities", "indicators", "unknown", "not_applicable")
        for one in document[key]
        for text in one["sentence"].values()
    ]
    assert [one for one in sentences if not one.endswith(".") or one.endswith("..")] == []


@given(answers=everything())
def test_every_document_follows_the_schema(validator, answers):
    errors = [error.message for error in validator.iter_errors(document_of(answers))]
    assert errors == []


@given(answers=everything(words=ANY_WORDS))
def test_any_words_pass_through(validator, answers):
    document = document_of(answers)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert json.loads(canonical_bytes(document))["schema"] == "maille-report/1"


@given(answers=everything(), order=st.randoms(use_true_random=False))
def test_order_never_matters(answers, order):
    mixed = {
        name: tuple(order.sample(getattr(answers, name), len(getattr(answers, name))))
        for name in ("answers", "stories", "dissents", "intensities", "indicators")
    }
    shuffled = replace(answers, **mixed)
    shuffled = replace(
        shuffled,
        answers=tuple(
            replace(
                one,
                options=tuple(reversed(one.options)),
                own_words=tuple(reversed(one.own_words)),
            )
            for one in shuffled.answers
        ),
    )
    assert canonical_bytes(document_of(shuffled)) == canonical_bytes(document_of(answers))


@given(answers=everything(), writing=st.sampled_from(Writing))
def test_recomputing_gives_the_same_bytes(answers, writing):
    first, second = document_of(answers, writing), document_of(answers, writing)
    assert json.dumps(first) == json.dumps(second)


@given(answers=everything())
def test_every_sentence_and_figure_has_its_sources(answers):
    document = document_of(answers)
    known = {one.id for one in answers.answers} | {one.id for one in answers.stories}
    for key in ("findings", "unknown", "not_applicable"):
        for one in document[key]:
            assert one["sources"] != []
            assert {source["id"] for source in one["sources"]} - known == set()
    found = {one["id"] for one in document["findings"]}
    for section in document["sections"]:
        for theme in section["themes"]:
            for paragraph in theme["paragraphs"]:
                assert set(paragraph["findings"]) - found == set()


@given(answers=everything())
def test_every_finding_is_printed_exactly_once(answers):
    document = document_of(answers)
    printed = [
        finding
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
        for finding in paragraph["findings"]
    ]
    assert sorted(printed) == sorted(one["id"] for one in document["findings"])


@given(answers=everything(), writing=st.sampled_from(Writing))
def test_no_option_is_printed_twice(answers, writing):
    document = document_of(answers, writing)
    by_id = {one["id"]: one for one in document["findings"]}
    twice = []
    for section in document["sections"]:
        for theme in section["themes"]:
            for paragraph in theme["paragraphs"]:
                for finding in (by_id[one] for one in paragraph["findings"]):
                    for language in LANGUAGES:
                        item = item_of(finding, Voice(language, writing))
                        if item and paragraph["text"][language].count(item) > 1:
                            twice.append((item, paragraph["text"][language]))
    assert twice == []


def item_of(finding, voice):
    if finding["option"] is None:
        return None
    question = question_of(GRID, finding["theme"], finding["question"])
    option = next(one for one in question.options if one.id == finding["option"])
    if option.words.item is None:
        return None
    item = in_writing(option.words.item.in_language(voice.language), voice.writing)
    return item.rpartition("^")[2]


@given(answers=everything())
def test_the_unanswered_is_never_asserted(answers):
    document = document_of(answers)
    answered = {(one.theme, one.question) for one in answers.answers}
    said = {(one["theme"], one["question"]) for one in document["findings"] if one["question"]}
    asked = {
        (one["theme"], one["question"])
        for one in (*document["unknown"], *document["not_applicable"])
    }
    assert said | asked <= answered
    silent = [
        theme
        for section in document["sections"]
        for theme in section["themes"]
        if theme["theme"] in document["unanswered"]
    ]
    assert [(one["told"], one["paragraphs"], one["missing"]) for one in silent] == [
        (False, [], None)
    ] * len(silent)


@given(answers=everything())
def test_a_declared_edition_never_goes_beyond_reported(answers):
    document = document_of(answers)
    told = {one.theme for one in answers.stories if one.consent and one.text.strip()}
    assert {one["id"]: one["grade"] for one in document["findings"]} == {
        one["id"]: (Grade.E1 if one["theme"] in told else Grade.E0).value
        for one in document["findings"]
    }


@given(answers=everything())
def test_the_weave_has_one_loop_per_finding(answers):
    document = document_of(answers)
    loops = {row["theme"]: row["loops"] for row in document["weave"]["rows"]}
    expected = {theme.id: [] for theme in GRID.themes if not theme.emerging}
    for one in document["findings"]:
        expected.setdefault(one["theme"], []).append(one["direction"])
    assert loops == expected


@given(answers=everything())
@settings(max_examples=50)
def test_approximate_is_always_said(answers):
    document = document_of(answers)
    about = [one for one in document["findings"] if one["approximate"]]
    assert [one["sentence"]["fr"] for one in about if "environ " not in one["sentence"]["fr"]] == []
    assert [one["sentence"]["en"] for one in about if "about " not in one["sentence"]["en"]] == []


@given(answers=everything())
def test_what_went_badly_is_never_hidden(answers):
    document = document_of(answers)
    bad = {
        one["id"]
        for one in document["findings"]
        if one["direction"] in {Direction.UNFAVOURABLE, Direction.MIXED}
    }
    shown = {
        finding
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
        if paragraph["direction"] in {Direction.UNFAVOURABLE, Direction.MIXED}
        for finding in paragraph["findings"]
    }
    assert shown == bad
