"""What holds of any report with evidence: language, sources, order, grades, small counts."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.disclosure.released import release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.evidence import withheld
from maille.core.effects.integrity import canonical_bytes
from maille.core.effects.observing import AuthorRole, SourceKind
from maille.core.effects.proposing import propose
from maille.core.effects.values import Answers, Decision, DecisionKind, Direction, Writing
from tests.core.effects.strategies import everything
from tests.core.effects.test_properties import LANGUAGES, faults, texts_of
from tests.core.noting import YEAR, noted, pieces
from tests.core.saying import GRID
from tests.core.wip import EDITION, PLACE


def document_of(answers, evidence, writing=Writing.OFF):
    released = release(assess(answers, GRID, tuple(evidence)))
    return report_document(released, place=PLACE, edition=EDITION, writing=writing)


@st.composite
def reports(draw):
    """Give any answers of 2025 with any evidence, some proposals accepted."""
    evidence = draw(pieces())
    answers = replace(draw(everything()), period=YEAR)
    decisions = tuple(
        Decision(f"d-{proposal.id}", proposal.id, draw(st.sampled_from(DecisionKind)))
        for proposal in propose(evidence, GRID, answers)
        if draw(st.booleans())
    )
    return replace(answers, decisions=decisions), evidence


@pytest.fixture(scope="session")
def validator(repository):
    schema = json.loads(
        (repository / "docs/reference/report.schema.json").read_text(encoding="utf-8")
    )
    return jsonschema.Draft202012Validator(schema)


def paragraphs_of(document):
    return [
        paragraph
        for section in document["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]


@given(report=reports(), writing=st.sampled_from(Writing))
def test_every_text_is_well_formed(report, writing):
    document = document_of(*report, writing)
    for one in document["indicators"]:
        del one["label"]
    for paragraph in paragraphs_of(document):
        verb, text = paragraph.pop("verb"), paragraph.pop("text")
        paragraph["whole"] = {one: f"{verb[one]} {text[one]}" for one in LANGUAGES}
    found = [
        fault
        for language in LANGUAGES
        for text in texts_of(document, language)
        for fault in faults(text, language)
    ]
    assert found == []


@given(report=reports())
def test_every_document_follows_the_schema(validator, report):
    assert [one.message for one in validator.iter_errors(document_of(*report))] == []


@given(report=reports(), order=st.randoms(use_true_random=False))
def test_order_and_repetition_never_matter(report, order):
    answers, evidence = report
    mixed = order.sample(evidence * 2, 2 * len(evidence))
    assert canonical_bytes(document_of(answers, mixed)) == canonical_bytes(document_of(*report))


@given(report=reports())
def test_every_finding_names_its_sources_and_is_printed_once_when_published(report):
    answers, evidence = report
    document = document_of(answers, evidence)
    known = {one.id for one in (*answers.answers, *answers.stories, *evidence)}
    assert [one for one in document["findings"] if not one["sources"]] == []
    named = {source["id"] for one in document["findings"] for source in one["sources"]}
    assert named - known == set()
    printed = [one for paragraph in paragraphs_of(document) for one in paragraph["findings"]]
    assert sorted(printed) == sorted(one["id"] for one in document["findings"] if one["published"])
    ids = [one["id"] for one in document["findings"]]
    assert len(ids) == len(set(ids))


@given(report=reports())
def test_what_went_badly_is_always_published(report):
    hidden = [one for one in document_of(*report)["findings"] if not one["published"]]
    badly = {Direction.UNFAVOURABLE.value, Direction.MIXED.value}
    assert [one for one in hidden if one["direction"] in badly or one["grade"] != "E0"] == []


@given(report=reports())
def test_the_verb_follows_the_grade_alone(report):
    verbs = {
        "E0": "L'équipe déclare",
        "E1": "L'équipe rapporte",
        "E2": "Il a été observé",
        "E3": "Établi par",
        "E4": "Solidement établi",
    }
    findings = document_of(*report)["findings"]
    assert [
        one for one in findings if not one["sentence"]["fr"].startswith(verbs[one["grade"]])
    ] == []


@given(report=reports())
def test_terms_add_up_to_the_grade(report):
    for one in document_of(*report)["findings"]:
        terms = one["grade_terms"]
        if terms is not None:
            total = terms["S"] + terms["t"] + terms["s"] - sum(terms[key] for key in "bcpior")
            assert one["grade"] == f"E{min(max(total, 0), 4)}"
            assert (one["next_step"] is None) is (one["grade"] == "E4")


def grades_of(answers, evidence):
    findings = assess(answers, GRID, tuple(evidence)).findings
    return {one.id: (one.grade, one.direction) for one in findings if one.seen}


@given(report=reports(), data=st.data())
def test_lost_evidence_never_raises_but_where_it_contradicted(report, data):
    answers, evidence = report
    answers = replace(answers, decisions=())
    if not evidence:
        return
    lost = data.draw(st.sampled_from(evidence))
    before = grades_of(answers, evidence)
    after = grades_of(answers, [one for one in evidence if one is not lost])
    known = assess(answers, GRID, tuple(evidence)).findings
    supported = {one.id for one in known if lost.id in {source.id for source in one.sources}}
    assert [one for one in supported & after.keys() if after[one] > before[one]] == []


@given(report=reports())
def test_no_small_count_of_exposed_persons_is_printed(report):
    """Whatever was released, a finding on work or well-being tells no number from 1 to 10."""
    document = document_of(*report)
    protected = {theme.id for theme in GRID.themes if theme.protected}
    about = {
        one["id"] for one in document["findings"] if one["theme"] in protected and one["published"]
    }
    told = [
        one["people"]["entries"]
        for one in document["evidence"]
        if one["finding"] in about and one["people"] is not None
    ]
    assert [one for one in told if one is not None and 0 < one < 11] == []


def test_counts_may_be_withheld():
    assert [one.fewer_than for _name, one in withheld((("work", 3), ("occasion", 4)))] == [11, 11]


@given(size=st.integers(1, 40), role=st.sampled_from(AuthorRole))
def test_a_survey_wave_is_one_source(size, role):
    evidence = [
        noted(f"{n}", None, SourceKind.SURVEY, role, wave="w1", themes=("agency",))
        for n in range(size)
    ]
    [finding] = assess(Answers(YEAR), GRID, tuple(evidence)).findings
    assert (finding.seen.units, finding.seen.pieces) == (1, size)
