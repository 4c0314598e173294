"""What holds of any report with evidence: language, sources, order, grades, small counts.

Drawing a report takes longer than reading it: each one drawn is read by every rule.
"""

import copy
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from maille.core.disclosure.released import Masked, release
from maille.core.effects.assess import assess
from maille.core.effects.document import report_document
from maille.core.effects.evidence import masked
from maille.core.effects.integrity import canonical_bytes
from maille.core.effects.observing import AuthorRole, SourceKind
from maille.core.effects.proposing import propose
from maille.core.effects.values import Answers, Decision, DecisionKind, Direction, Writing
from tests.core.effects.strategies import everything
from tests.core.effects.test_properties import (
    LANGUAGES,
    broken,
    every_document_follows_the_schema,
    faults,
    paragraphs_of,
    printed_in,
    texts_of,
)
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


RULES = [every_document_follows_the_schema]


def of_any_report(rule):
    """Have each report that is drawn read by this rule too."""
    RULES.append(rule)
    return rule


@settings(max_examples=150)
@given(report=reports(), writing=st.sampled_from(Writing))
def test_of_any_report(report, writing):
    assert broken(RULES, report, document_of(*report, writing)) == {}


@of_any_report
def every_text_is_well_formed(_report, document):
    document = copy.deepcopy(document)
    for one in document["indicators"]:
        del one["label"]
    for paragraph in paragraphs_of(document):
        verb, text = paragraph.pop("verb"), paragraph.pop("text")
        paragraph["whole"] = {one: f"{verb[one]} {text[one]}" for one in LANGUAGES}
    return [
        fault
        for language in LANGUAGES
        for text in texts_of(document, language)
        for fault in faults(text, language)
    ]


@of_any_report
def every_finding_names_its_sources_and_is_printed_once_when_published(report, document):
    answers, evidence = report
    known = {one.id for one in (*answers.answers, *answers.stories, *evidence)}
    orphans = [one for one in document["findings"] if not one["sources"]]
    named = {source["id"] for one in document["findings"] for source in one["sources"]}
    printed = Counter(printed_in(paragraphs_of(document)))
    expected = Counter(one["id"] for one in document["findings"] if one["published"])
    ids = Counter(one["id"] for one in document["findings"])
    twice = [one for one, times in ids.items() if times > 1]
    return [*orphans, *(named - known), *(printed - expected), *(expected - printed), *twice]


@of_any_report
def what_went_badly_is_always_published(_report, document):
    hidden = [one for one in document["findings"] if not one["published"]]
    badly = {Direction.UNFAVOURABLE.value, Direction.MIXED.value}
    return [one for one in hidden if one["direction"] in badly or one["grade"] != "E0"]


@of_any_report
def the_verb_follows_the_grade_alone(_report, document):
    verbs = {
        "E0": "L'équipe déclare",
        "E1": "L'équipe rapporte",
        "E2": "Il a été observé",
        "E3": "Établi par",
        "E4": "Solidement établi",
    }
    return [
        one
        for one in document["findings"]
        if not one["sentence"]["fr"].startswith(verbs[one["grade"]])
    ]


@of_any_report
def terms_add_up_to_the_grade(_report, document):
    wrong = []
    for one in document["findings"]:
        terms = one["grade_terms"]
        if terms is not None:
            total = terms["S"] + terms["t"] + terms["s"] - sum(terms[key] for key in "bcpior")
            adds_up = one["grade"] == f"E{min(max(total, 0), 4)}"
            if not adds_up or (one["next_step"] is None) is not (one["grade"] == "E4"):
                wrong.append(one)
    return wrong


@of_any_report
def no_small_count_of_exposed_persons_is_printed(_report, document):
    """Whatever was released, a finding on work or well-being tells no number from 1 to 10."""
    protected = {theme.id for theme in GRID.themes if theme.protected}
    about = {
        one["id"] for one in document["findings"] if one["theme"] in protected and one["published"]
    }
    told = [
        one["people"]["entries"]
        for one in document["evidence"]
        if one["finding"] in about and one["people"] is not None
    ]
    return [one for one in told if one is not None and 0 < one < 11]


@given(report=reports(), order=st.randoms(use_true_random=False))
def test_order_and_repetition_never_matter(report, order):
    answers, evidence = report
    mixed = order.sample(evidence * 2, 2 * len(evidence))
    assert canonical_bytes(document_of(answers, mixed)) == canonical_bytes(document_of(*report))


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


def test_counts_may_be_withheld():
    hidden = masked((("work", 3), ("occasion", 4)))
    assert [(name, type(one)) for name, one in hidden] == [("work", Masked), ("occasion", Masked)]


@given(size=st.integers(1, 40), role=st.sampled_from(AuthorRole))
def test_a_survey_wave_is_one_source(size, role):
    evidence = [
        noted(f"{n}", None, SourceKind.SURVEY, role, wave="w1", themes=("agency",))
        for n in range(size)
    ]
    [finding] = assess(Answers(YEAR), GRID, tuple(evidence)).findings
    assert (finding.seen.units, finding.seen.pieces) == (1, size)
