"""What a single place may print of what it observed."""

import datetime as dt

from maille.core.disclosure.released import Masked, Withheld, release
from maille.core.effects.assess import assess
from maille.core.effects.sentences_of_evidence import against_in_words
from maille.core.effects.template import Voice
from maille.core.effects.values import (
    Decision,
    DecisionKind,
)
from tests.core.noting import (
    FAVOURABLE,
    UNFAVOURABLE,
    noted,
)
from tests.core.observed import answers, document, heard, response, work
from tests.core.saying import GRID, counted


def test_few_people_at_work_are_withheld_everywhere():
    said = answers(
        counted("employment", "people", 4),
        decisions=(Decision("d", "employment.people", DecisionKind.CONFIRMED),),
    )
    evidence = [work("a", 3), work("b", 4, on=dt.date(2025, 5, 2))]
    report = document(said, evidence)
    by_id = {one["id"]: one for one in report["findings"]}
    seen = {one["finding"]: one for one in report["evidence"]}["employment@C0.favourable"]
    assert by_id["employment@C0.favourable"]["sentence"]["fr"] == (
        "L'équipe rapporte moins de 11 observations favorables à l'insertion "
        "professionnelle, de mars à mai 2025, avec moins de 11 participations."
    )
    assert len(by_id["employment@C0.favourable"]["sources"]) == 1
    assert by_id["employment.people@C0.neutral"]["value"] is None
    assert by_id["employment.people"]["value"] == 4
    assert seen["people"] == {"entries": None, "high": None, "counted": False, "fewer_than": 11}
    assert (seen["pieces"], seen["kinds"], seen["months"]) == (
        None,
        {"work": None},
        {"2025-03": None, "2025-05": None},
    )
    assert (seen["first"], seen["last"]) == ("2025-03-01", "2025-05-31")
    assert report["proposals"][0]["value"] is None
    assert report["proposals"][0]["counts"] == {"work": None}
    assert "moins de 11 personnes" in report["proposals"][0]["sentence"]["fr"]
    assert report["disagreements"] == []
    row = next(one for one in report["weave"]["rows"] if one["theme"] == "employment")
    assert [one["pieces"] for one in row["months"]][1:6] == [0, None, 0, None, 0]


def test_what_was_released_is_released_again_as_it_is():
    released = release(assess(answers(), GRID, (work("a", 3), heard("b")))).value
    assert release(released).value == released


def test_many_people_at_work_are_printed():
    report = document(answers(), [work(f"w{n}", 4) for n in range(12)])
    assert report["evidence"][0]["people"]["entries"] == 48
    assert report["proposals"][0]["value"] == 48


def test_open_events_are_printed_as_they_are_and_those_of_vulnerable_people_are_not():
    for audience, entries in (("neighbours", 6), ("children", None)):
        evidence = [noted("a", people=6, counted=True, audiences=(audience,))]
        assert document(answers(), evidence)["evidence"][0]["people"]["entries"] == entries


def test_a_small_count_is_not_given_away_by_the_totals_around_it():
    evidence = [
        noted("a", people=6, themes=("social_ties", "wellbeing"), direction=FAVOURABLE),
        noted("b", people=50, themes=("social_ties", "agency"), direction=FAVOURABLE),
    ]
    report = document(answers(), evidence)
    people = {one["finding"]: one["people"]["entries"] for one in report["evidence"]}
    assert people["wellbeing@C0.favourable"] is None
    assert people["agency@C0.favourable"] is None
    assert people["social_ties@C0.favourable"] == report["general"]["people"]["entries"] == 56


def test_the_general_total_is_withheld_when_nothing_else_can_be():
    evidence = [noted("a", people=6, themes=("wellbeing",))]
    report = document(answers(), evidence)
    assert report["general"]["people"] == {
        "entries": None,
        "high": None,
        "counted": False,
        "fewer_than": 11,
    }
    assert "moins de 11 participations" in report["summary"]["fr"][0]


def test_few_who_agree_or_not_withhold_the_share():
    many = [response(n, UNFAVOURABLE if n < 3 else FAVOURABLE, asked=40) for n in range(40)]
    exposed = [one._replace(audiences=("vulnerable",)) for one in many]
    finding = "belonging.finding.rallied_around_place@C1.favourable"
    for evidence, method in ((many, "wilson"), (exposed, None)):
        by_id = {one["id"]: one for one in document(answers(), evidence)["findings"]}
        assert (by_id[finding]["estimate"] or {}).get("method") == method
    all_agree = [one._replace(direction=FAVOURABLE) for one in exposed]
    by_id = {one["id"]: one for one in document(answers(), all_agree)["findings"]}
    assert by_id[finding]["estimate"]["value"] == 1


def test_withheld_contradictions_are_not_counted_for_the_other_side():
    evidence = [
        *(heard(f"yes-{n}") for n in range(12)),
        *(heard(f"no-{n}", direction=UNFAVOURABLE) for n in range(3)),
    ]
    released = release(assess(answers(), GRID, tuple(evidence))).value
    assert [(one.seen.pieces, one.seen.against) for one in released.findings] == [
        (12, Withheld()),
        (Withheld(), Masked()),
    ]
    paragraphs = [
        paragraph["provenance"]["fr"]
        for section in document(answers(), evidence)["sections"]
        for theme in section["themes"]
        for paragraph in theme["paragraphs"]
    ]
    assert paragraphs[0].endswith("Moins de 11 observations disent le contraire.")


def test_many_withheld_contradictions_are_not_said_to_be_few():
    evidence = (
        *(heard(f"yes-{n}") for n in range(3)),
        *(heard(f"no-{n}", direction=UNFAVOURABLE) for n in range(12)),
    )
    released = release(assess(answers(), GRID, evidence)).value
    against = {one.direction: one.seen.against for one in released.findings}
    assert against == {FAVOURABLE: Masked(), UNFAVOURABLE: Withheld()}
    (seen,) = (one.seen for one in released.findings if one.direction is FAVOURABLE)
    assert against_in_words(seen, Voice("fr")) == (
        "Des observations, dont le nombre est masqué, disent le contraire."
    )


def test_a_large_count_beside_a_small_one_is_masked_and_called_neither_small_nor_large():
    evidence = [
        noted("a", people=6, themes=("social_ties", "wellbeing"), direction=FAVOURABLE),
        noted("b", people=50, themes=("social_ties", "agency"), direction=FAVOURABLE),
    ]
    report = document(answers(), evidence)
    people = {one["finding"]: one["people"] for one in report["evidence"]}
    for name in ("agency@C0.favourable", "wellbeing@C0.favourable"):
        assert (people[name]["entries"], people[name]["fewer_than"]) == (None, None)
    said = {one["id"]: one["sentence"]["fr"] for one in report["findings"]}
    assert "participation" not in said["agency@C0.favourable"]


def test_pieces_and_persons_do_not_give_one_another_away():
    evidence = [work(f"w{n}", 4, on=dt.date(2025, 5, 1 + n)) for n in range(3)]
    (seen,) = document(answers(), evidence)["evidence"]
    assert (seen["pieces"], seen["people"]["entries"]) == (None, 12)


def test_a_table_of_one_line_says_no_more_than_the_total():
    evidence = [work(f"w{n}", 4, on=dt.date(2025, 1 + n % 12, 3)) for n in range(13)]
    (seen,) = document(answers(), evidence)["evidence"]
    assert (seen["pieces"], seen["kinds"]) == (13, {"work": 13})
    assert set(seen["months"].values()) == {None}


def test_a_number_that_gives_away_a_small_one_is_not_suggested():
    evidence = [
        *(work(f"up-{n}", 2, on=dt.date(2025, 3, 1 + n)) for n in range(12)),
        work("down", 3, direction=UNFAVOURABLE),
    ]
    report = document(answers(), evidence)
    entries = {one["finding"]: one["people"]["entries"] for one in report["evidence"]}
    assert entries["employment@C0.unfavourable"] is None
    told = [number for number in entries.values() if number is not None]
    assert not {27, 24} <= {*told, *(one["value"] for one in report["proposals"])}
