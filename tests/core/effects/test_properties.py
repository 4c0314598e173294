"""What holds of any report: language, sources, order, bytes.

Drawing a report takes longer than reading it: each one drawn is read by every rule.
"""

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import jsonschema
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
SCHEMA = Path(__file__).parents[3] / "docs/reference/report.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
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


Rule = Callable[[Answers, dict], list]
RULES: list[Rule] = []


def of_any_report(rule: Rule) -> Rule:
    """Have each report that is drawn read by this rule, which gives what breaks it."""
    RULES.append(rule)
    return rule


def broken(rules: list[Rule], answers: Answers, document: dict) -> dict[str, list]:
    """Give the rules that a document breaks, with what breaks them."""
    found = {rule.__name__: rule(answers, document) for rule in rules}
    return {name: faults for name, faults in found.items() if faults}


def paragraphs_of(document: dict) -> list[dict]:
    return [
        paragraph
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]


def printed_in(paragraphs: Iterable[dict]) -> list[str]:
    return [finding for paragraph in paragraphs for finding in paragraph["findings"]]


@settings(max_examples=150)
@given(answers=everything(), writing=st.sampled_from(Writing))
def test_of_any_report(answers, writing):
    assert broken(RULES, answers, document_of(answers, writing)) == {}


@of_any_report
def every_text_is_well_formed(answers, document):
    document = copy.deepcopy(document)
    indicators = [one.pop("label") for one in document["indicators"]]
    assert len(indicators) == len(answers.indicators)
    return [
        fault
        for language in LANGUAGES
        for text in texts_of(document, language)
        for fault in faults(text, language)
    ]


@of_any_report
def every_sentence_ends_with_one_stop(_answers, document):
    sentences = [
        text
        for key in ("findings", "intensities", "indicators", "unknown", "not_applicable")
        for one in document[key]
        for text in one["sentence"].values()
    ]
    return [one for one in sentences if not one.endswith(".") or one.endswith("..")]


@of_any_report
def every_document_follows_the_schema(_answers, document):
    return [error.message for error in VALIDATOR.iter_errors(document)]


@of_any_report
def every_sentence_and_figure_has_its_sources(answers, document):
    known = {one.id for one in answers.answers} | {one.id for one in answers.stories}
    told = [one for key in ("findings", "unknown", "not_applicable") for one in document[key]]
    orphans = [one for one in told if not one["sources"]]
    strangers = {source["id"] for one in told for source in one["sources"]} - known
    printed = set(printed_in(paragraphs_of(document)))
    return [*orphans, *strangers, *(printed - {one["id"] for one in document["findings"]})]


@of_any_report
def every_finding_is_printed_exactly_once(_answers, document):
    printed = Counter(printed_in(paragraphs_of(document)))
    expected = Counter(one["id"] for one in document["findings"])
    return [*(printed - expected), *(expected - printed)]


@of_any_report
def no_option_is_printed_twice(_answers, document):
    by_id = {one["id"]: one for one in document["findings"]}
    writing = Writing(document["edition"]["writing"])
    return [
        (item, paragraph["text"][language])
        for paragraph in paragraphs_of(document)
        for finding in paragraph["findings"]
        for language in LANGUAGES
        if (item := item_of(by_id[finding], Voice(language, writing)))
        and paragraph["text"][language].count(item) > 1
    ]


def item_of(finding, voice):
    if finding["option"] is None:
        return None
    question = question_of(GRID, finding["theme"], finding["question"])
    option = next(one for one in question.options if one.id == finding["option"])
    if option.words.item is None:
        return None
    item = in_writing(option.words.item.in_language(voice.language), voice.writing)
    return item.rpartition("^")[2]


@of_any_report
def the_unanswered_is_never_asserted(answers, document):
    answered = {(one.theme, one.question) for one in answers.answers}
    said = {(one["theme"], one["question"]) for one in document["findings"] if one["question"]}
    asked = {
        (one["theme"], one["question"])
        for one in (*document["unknown"], *document["not_applicable"])
    }
    silent = [
        (theme["told"], theme["paragraphs"], theme["missing"])
        for section in document["sections"]
        for theme in section["themes"]
        if theme["theme"] in document["unanswered"]
    ]
    return [*((said | asked) - answered), *(one for one in silent if one != (False, [], None))]


@of_any_report
def a_declared_edition_never_goes_beyond_reported(answers, document):
    told = {one.theme for one in answers.stories if one.consent and one.text.strip()}
    return [
        (one["id"], one["grade"])
        for one in document["findings"]
        if one["grade"] != (Grade.E1 if one["theme"] in told else Grade.E0).value
    ]


@of_any_report
def the_weave_has_one_loop_per_finding(_answers, document):
    loops = {row["theme"]: row["loops"] for row in document["weave"]["rows"]}
    expected = {theme.id: [] for theme in GRID.themes if not theme.emerging}
    for one in document["findings"]:
        expected.setdefault(one["theme"], []).append(one["direction"])
    names = {*loops, *expected}
    return [name for name in names if loops.get(name) != expected.get(name)]


@of_any_report
def approximate_is_always_said(_answers, document):
    sentences = [one["sentence"] for one in document["findings"] if one["approximate"]]
    return [one for one in sentences if "environ " not in one["fr"] or "about " not in one["en"]]


@of_any_report
def what_went_badly_is_never_hidden(_answers, document):
    badly = {Direction.UNFAVOURABLE, Direction.MIXED}
    bad = {one["id"] for one in document["findings"] if one["direction"] in badly}
    where = [one for one in paragraphs_of(document) if one["direction"] in badly]
    return list(bad ^ set(printed_in(where)))


@given(answers=everything(words=ANY_WORDS))
def test_any_words_pass_through(answers):
    document = document_of(answers)
    assert broken([every_document_follows_the_schema], answers, document) == {}
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
