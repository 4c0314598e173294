"""The grade of a claim: the formula term by term, its worked example, and what always holds."""

import datetime as dt
from dataclasses import astuple
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.claims import (
    BeforeAfter,
    Claim,
    ClaimRefusal,
    ClaimRefusedError,
    ComparisonGroup,
)
from maille.core.effects.estimate.values import Estimate, EstimateMethod
from maille.core.effects.evidence import Terms
from maille.core.effects.lots import copies_of, distinct, lots_of, merge, start_of, sum_against
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.strength import POLICY, Strength, _terms, weigh, weigh_claim
from maille.core.effects.values import ClaimType, Direction, Grade
from maille.core.kernel.period import Period
from tests.core.noting import (
    FAVOURABLE,
    NEUTRAL,
    UNFAVOURABLE,
    YEAR,
    incidents,
    noted,
    partners,
    pieces,
    weekly_meals,
)

C0, C1, C2, C3 = ClaimType
_TESTIMONY = ObservationKind.TESTIMONY
STEWARD, VOLUNTEER, PARTNER, VISITOR, _COMPANION = AuthorRole


def graded(support, against=(), claim=C0, direction=FAVOURABLE, period=YEAR, estimate=None):
    return weigh(
        support, against, claim=claim, direction=direction, period=period, estimate=estimate
    )


def answered(n, wave="w1", **values):
    return [
        noted(f"{wave}-{i}", None, SourceKind.SURVEY, VISITOR, wave=wave, **values)
        for i in range(n)
    ]


def told(n, **values):
    return [
        noted(
            f"told-{i}",
            ObservationKind.TESTIMONY,
            SourceKind.TESTIMONY,
            VISITOR,
            author=f"{i}",
            **values,
        )
        for i in range(n)
    ]


# The worked example of docs/explanation/evidence.md.


def test_meals_and_partners_are_solidly_established():
    assert graded(weekly_meals() + partners()) == Strength(
        Grade.E4, Terms(start=3, triangulation=1, substantiation=1), units=6
    )


def test_forty_incidents_take_a_grade_away():
    found = graded(weekly_meals() + partners(), incidents())
    assert found == Strength(Grade.E3, Terms(start=3, substantiation=1, inconsistency=1), units=6)


def test_the_incidents_themselves_are_weak():
    found = graded(incidents(), weekly_meals() + partners(), direction=UNFAVOURABLE)
    assert found == Strength(Grade.E0, Terms(start=1, inconsistency=1), units=1)


def test_a_lone_declaration_is_nothing_more():
    declared = noted("d", ObservationKind.INITIATIVE, SourceKind.DECLARATION)
    assert graded([declared]) == Strength(Grade.E0, Terms(), units=1)


def test_nothing_is_worth_nothing():
    assert graded([]) == Strength(Grade.E0, Terms(), units=0)


# Term by term.


@pytest.mark.parametrize(
    ("piece", "starts"),
    [
        (noted("a", source=SourceKind.REGISTER), (3, 1, 1, 1)),
        (noted("a", people=30), (3, 1, 1, 1)),
        (noted("a", ObservationKind.PRESENCE, people=30), (3, 1, 1, 1)),
        (noted("a"), (1, 1, 1, 1)),
        (noted("a", ObservationKind.INCIDENT, people=3), (1, 1, 1, 1)),
        (noted("a", source=SourceKind.DOCUMENT), (1, 1, 1, 1)),
        (noted("a", None, SourceKind.SURVEY, VISITOR), (2, 2, 1, 1)),
        (noted("a", ObservationKind.TESTIMONY, SourceKind.TESTIMONY, VISITOR), (1, 1, 1, 1)),
        (
            noted("a", ObservationKind.TESTIMONY, SourceKind.TESTIMONY, VISITOR, causal=True),
            (1, 1, 2, 1),
        ),
        (noted("a", source=SourceKind.THIRD_PARTY, role=PARTNER), (1, 1, 1, 1)),
        (noted("a", source=SourceKind.DECLARATION, people=3), (0, 0, 0, 0)),
    ],
)
def test_the_start_depends_on_the_design_and_the_claim(piece, starts):
    assert tuple(start_of(piece, claim) for claim in ClaimType) == starts


def test_triangulation_asks_for_kinds_units_and_agreement():
    three = [*told(2), noted("doc", source=SourceKind.DOCUMENT, role=PARTNER)]
    against = [one._replace(id=f"no-{one.id}") for one in told(3)]
    assert [
        graded(told(3)).terms.triangulation,
        graded(three[1:]).terms.triangulation,
        graded(three).terms.triangulation,
        graded(three, against[:1]).terms.triangulation,
        graded(three, against[:2]).terms.triangulation,
    ] == [0, 0, 1, 1, 0]


def test_agreement_is_counted_by_source_too():
    many = [one._replace(author="") for one in weekly_meals()]
    support = [*many, *told(2)]
    against = [one._replace(id=f"no-{one.id}") for one in told(3)]
    assert graded(support, against).terms == Terms(start=3)


@pytest.mark.parametrize(("role", "found"), [(PARTNER, 1), (VISITOR, 1), (VOLUNTEER, 0)])
def test_substantiation_comes_from_outside(role, found):
    piece = noted("a", source=SourceKind.THIRD_PARTY, role=role)
    assert graded([piece]).terms.substantiation == found


@pytest.mark.parametrize(
    ("role", "source", "direction", "bias"),
    [
        (STEWARD, SourceKind.REGISTER, FAVOURABLE, 1),
        (VOLUNTEER, SourceKind.REGISTER, NEUTRAL, 1),
        (STEWARD, SourceKind.REGISTER, UNFAVOURABLE, 0),
        (VISITOR, SourceKind.REGISTER, FAVOURABLE, 0),
        (STEWARD, SourceKind.DOCUMENT, FAVOURABLE, 0),
    ],
)
def test_bias_is_the_team_alone_when_it_starts_high(role, source, direction, bias):
    assert graded([noted("a", source=source, role=role)], direction=direction).terms.bias == bias


@pytest.mark.parametrize(("coverage", "cost"), [(None, 0), (0.49, 1), (0.5, 0), (1.0, 0)])
def test_coverage_costs_once_known_and_low(coverage, cost):
    piece = noted("a", source=SourceKind.REGISTER, coverage=coverage)
    assert graded([piece]).terms.coverage == cost


@pytest.mark.parametrize(("n", "cost"), [(10, 2), (11, 1), (29, 1), (30, 0)])
def test_precision_depends_on_how_many_answered(n, cost):
    assert graded(answered(n), claim=C1).terms.precision == cost
    assert graded(answered(n), claim=C0).terms.precision == 0


@pytest.mark.parametrize(
    ("low", "high", "n", "cost"),
    [(0.4, 0.6, 40, 0), (0.3, 0.7, 40, 1), (0.4, 0.6, 29, 1), (0.4, 0.6, 10, 2)],
)
def test_precision_follows_the_estimate(low, high, n, cost):
    estimate = Estimate(0.5, low, high, EstimateMethod.WILSON, n)
    assert graded(answered(40), claim=C1, estimate=estimate).terms.precision == cost
    assert graded(told(1), claim=C1, estimate=estimate).terms.precision == cost


def test_testimonies_do_not_pay_for_a_small_survey():
    small = Estimate(1.0, 0.7, 1.0, EstimateMethod.WILSON, 4)
    found = graded([*told(1), *answered(4)], claim=C1, estimate=small)
    assert found == Strength(Grade.E1, Terms(start=1), units=1)


def test_the_same_people_measured_twice_start_higher():
    waves = [
        noted(f"{wave}-{i}", None, SourceKind.SURVEY, VISITOR, wave=wave, author=f"p{i}")
        for wave in ("spring", "autumn")
        for i in range(30)
    ]
    assert graded(waves, claim=C1).terms == Terms(start=3)
    assert graded(waves[:35], claim=C1).terms == Terms(start=2)


@pytest.mark.parametrize(("against", "cost"), [(26, 0), (27, 1)])
def test_inconsistency_is_more_than_a_third(against, cost):
    assert graded(weekly_meals() + partners(), incidents(against)).terms.inconsistency == cost


@pytest.mark.parametrize(
    ("on", "cost"),
    [(dt.date(2023, 12, 30), 1), (dt.date(2023, 12, 31), 0), (dt.date(2025, 1, 1), 0)],
)
def test_age_is_counted_from_the_end_of_the_period(on, cost):
    assert graded([noted("a", on=on)]).terms.age == cost
    assert graded([noted("a", on=on)], period=Period()).terms.age == 0


def test_age_ends_on_the_last_day_of_a_shorter_month():
    leap = Period(dt.date(2023, 1, 1), dt.date(2024, 2, 29))
    assert graded([noted("a", on=dt.date(2022, 2, 28))], period=leap).terms.age == 0
    assert graded([noted("a", on=dt.date(2022, 2, 27))], period=leap).terms.age == 1


def test_evidence_from_elsewhere_is_indirect():
    assert graded([noted("a", elsewhere=True)]).terms.indirectness == 1


def test_weak_evidence_beside_strong_takes_nothing_away():
    strong = noted("a", source=SourceKind.REGISTER, role=VISITOR)
    weak = noted("b", source=SourceKind.REGISTER, role=VISITOR, coverage=0.1, elsewhere=True)
    assert graded([strong, weak]) == graded([strong])


def test_the_same_content_under_other_ids_counts_once_for_a_claim_and_each_time_against():
    meal = noted("a", source=SourceKind.REGISTER)
    again = meal._replace(id="b")
    against = [noted("c", ObservationKind.INCIDENT)]
    assert graded([meal, again], against) == graded([meal], against)
    assert graded(against, [meal]).terms.inconsistency == 1
    assert graded([*against, noted("d"), noted("e", people=2)], [meal]).terms.inconsistency == 0
    assert graded([*against, noted("d"), noted("e", people=2)], [meal, again]).terms.inconsistency


# Claims that are refused.


def test_a_contribution_needs_somebody_who_said_so():
    with pytest.raises(ClaimRefusedError) as refused:
        graded(weekly_meals(), claim=C2)
    assert refused.value.refusal is ClaimRefusal.NO_CAUSAL_STATEMENT
    said = told(1, causal=True)
    assert graded([*weekly_meals(), *said], claim=C2) == Strength(Grade.E2, Terms(start=2), 1)


@pytest.mark.parametrize(
    ("design", "refusal"),
    [
        (None, ClaimRefusal.NO_COMPARISON),
        (
            BeforeAfter(dt.date(2024, 1, 1), dt.date(2025, 1, 1), ()),
            ClaimRefusal.NO_RIVAL_EXPLANATION,
        ),
        (
            BeforeAfter(dt.date(2024, 1, 1), dt.date(2025, 1, 1), (" ",)),
            ClaimRefusal.NO_RIVAL_EXPLANATION,
        ),
        (
            BeforeAfter(dt.date(2025, 1, 1), dt.date(2025, 1, 1), ("the tram",)),
            ClaimRefusal.NOT_BEFORE_AND_AFTER,
        ),
    ],
)
def test_the_size_of_an_effect_needs_a_comparison(design, refusal):
    claim = Claim(C3, FAVOURABLE, YEAR, design=design)
    with pytest.raises(ClaimRefusedError) as refused:
        weigh_claim(claim, tuple(told(1)), ())
    assert refused.value.refusal is refusal


@pytest.mark.parametrize(
    ("design", "start"),
    [
        (ComparisonGroup("neighbours who did not come"), 3),
        (BeforeAfter(dt.date(2024, 1, 1), dt.date(2025, 1, 1), ("the tram",)), 1),
    ],
)
def test_the_size_of_an_effect_starts_from_its_design(design, start):
    claim = Claim(C3, FAVOURABLE, YEAR, design=design)
    assert weigh_claim(claim, tuple(told(1)), ()).terms.start == start


# What always holds.

CLAIMS = st.sampled_from([C0, C1])
WAYS = st.sampled_from(Direction)


def some(most=7):
    return pieces(max_size=most)


@given(support=some(6), against=some(4), claim=CLAIMS, way=WAYS)
def test_the_grade_is_the_best_over_all_subsets(support, against, claim, way):
    """Compare eight unions of lots with each subset of pieces, one by one."""
    asked = Claim(claim, way, YEAR)
    opposite = sum_against(against)
    copies = copies_of(support)
    originals = [one for one in support if one.id not in copies]
    subsets = chain.from_iterable(
        combinations(originals, size) for size in range(1, len(originals) + 1)
    )
    totals = [
        _terms(merge(lots_of(subset, asked, POLICY.least_coverage)), opposite, asked, POLICY).total
        for subset in subsets
    ]
    found = weigh(support, against, claim=claim, direction=way, period=YEAR)
    assert found.terms.total == max(totals, default=0)


@given(
    support=some(), against=some(), claim=CLAIMS, way=WAYS, order=st.randoms(use_true_random=False)
)
def test_order_and_repetition_never_matter(support, against, claim, way, order):
    twice = order.sample(support * 2, 2 * len(support))
    against_twice = order.sample(against * 2, 2 * len(against))
    assert graded(twice, against_twice, claim, way) == graded(support, against, claim, way)


@given(support=some(), against=some(), claim=CLAIMS, way=WAYS)
def test_copies_under_other_ids_never_raise(support, against, claim, way):
    observed = [one for one in support if one.source is not SourceKind.SURVEY]
    copies = [one._replace(id=f"copy-{one.id}") for one in observed]
    before = graded(support, against, claim, way)
    assert graded([*support, *copies], against, claim, way).grade == before.grade


@given(support=some(), new=some(3), against=some(), claim=CLAIMS, way=WAYS)
def test_new_agreement_never_lowers_and_lost_support_never_raises(
    support, new, against, claim, way
):
    less = graded(support, against, claim, way)
    more = graded([*support, *new], against, claim, way)
    assert less.grade <= more.grade
    assert less.terms.total <= more.terms.total or not support


@given(support=some(), against=some(), new=some(3), claim=CLAIMS, way=WAYS)
def test_contradiction_never_raises(support, against, new, claim, way):
    before = graded(support, against, claim, way)
    after = graded(support, [*against, *new], claim, way)
    assert after.terms.total <= before.terms.total


@given(support=some(), against=some(), claim=CLAIMS, way=WAYS)
def test_a_grade_is_the_sum_of_its_terms(support, against, claim, way):
    found = graded(support, against, claim, way)
    assert found.grade is tuple(Grade)[min(max(found.terms.total, 0), 4)]


def test_a_piece_has_one_content_whatever_comes_first():
    one = Evidence("same", None, dt.date(2025, 1, 1), SourceKind.TRACE, STEWARD)
    other = one._replace(source=SourceKind.REGISTER)
    assert distinct([one, other]) == distinct([other, one])


def test_the_worked_example_stands_in_the_documentation(repository):
    page = (repository / "docs/explanation/evidence.md").read_text(encoding="utf-8")
    table = page.split("<!-- worked example: begin -->")[1].split("<!-- worked example: end -->")[0]
    rows = [row.strip(" |").split(" | ")[1:] for row in table.strip().splitlines()[2:]]
    support = weekly_meals() + partners()
    declared = noted("d", ObservationKind.INITIATIVE, SourceKind.DECLARATION)
    found = [
        graded(support),
        graded(support, incidents()),
        graded(incidents(), support, direction=UNFAVOURABLE),
        graded([declared]),
    ]
    assert rows == [[*map(str, astuple(one.terms)), one.grade.value] for one in found]
