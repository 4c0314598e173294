"""What a grade loses when little of what was to be noted was, and what an unasked word gives."""

import datetime as dt

import pytest

from maille.core.effects.assess import assess
from maille.core.effects.values import Answers, ClaimType
from maille.core.kernel.period import Period
from maille.grids import load_grid
from maille.observations.actions import record_observations
from maille.observations.actions.confirming import confirm_occurrence
from maille.observations.actions.counting import Counted, plan_counting, record_count
from maille.observations.counting import PlanAsked
from maille.observations.enums import Origin
from maille.observations.queries import evidence_for
from maille.places.actions.occasions import cancel_one_occurrence
from maille.places.queries.occasions import occurrences_of
from tests.factories.occasions import declared
from tests.observations.told import told

pytestmark = pytest.mark.django_db
SPRING = Period(dt.date(2026, 3, 1), dt.date(2026, 5, 31))
FIRST = dt.date(2026, 3, 5)


def confirm(lunch, many):
    """Confirm the first lunches of spring; thirteen are announced."""
    announced = occurrences_of(lunch.place, SPRING.start, SPRING.end)
    for one in announced[:many]:
        confirm_occurrence(place=lunch.place, occurrence=one, people=20, by=None)


def note(place, **fields):
    usual = {"on": "2026-03-05", "themes": ["wellbeing"], "direction": "favourable"}
    item = told(**{**usual, **fields})
    record_observations(place=place, items=[item], origin=Origin.CAPTURE, by=None)


def found(place, period=SPRING):
    return assess(Answers(period), load_grid(), evidence_for(place, period)).findings


@pytest.mark.parametrize(("many", "share", "fault"), [(6, 6 / 13, 1), (7, 7 / 13, 0), (13, 1.0, 0)])
def test_a_register_of_a_recurring_occasion_knows_how_much_it_covers(place, many, share, fault):
    lunch = declared(place, starts_on=FIRST)
    confirm(lunch, many)
    assert {one.coverage for one in evidence_for(place, SPRING)} == {share}
    (theme,) = found(place)
    assert (theme.terms.start, theme.terms.coverage) == (3, fault)


def test_times_that_were_cancelled_are_not_missed(place):
    lunch = declared(place, starts_on=FIRST)
    confirm(lunch, 6)
    last = occurrences_of(place, SPRING.start, SPRING.end)[-1]
    cancel_one_occurrence(occasion=lunch, original=last.slot.original, by=None)
    assert {one.coverage for one in evidence_for(place, SPRING)} == {6 / 12}


def test_times_that_are_yet_to_come_are_not_missed(place):
    year = Period(SPRING.start, dt.date(2036, 12, 31))
    confirm(declared(place, starts_on=FIRST, last_on=SPRING.end), 13)
    assert {one.coverage for one in evidence_for(place, year)} == {1.0}


def test_coverage_is_unknown_outside_of_a_period_and_for_what_does_not_come_back(place):
    confirm(declared(place, starts_on=FIRST), 3)
    confirm_party = declared(place, title="Fête", rule="", starts_on=dt.date(2026, 4, 11))
    (party,) = [
        one
        for one in occurrences_of(place, SPRING.start, SPRING.end)
        if one.occasion == confirm_party.public_id
    ]
    confirm_occurrence(place=place, occurrence=party, people=90, by=None)
    assert {one.coverage for one in evidence_for(place, Period())} == {None}
    assert [one.coverage for one in evidence_for(place, SPRING) if one.people == 90] == [None]


def test_counts_of_drawn_days_know_how_many_days_were_missed(place):
    plan = plan_counting(place=place, asked=PlanAsked(SPRING), by=None, seed=7)
    days = list(plan.days.order_by("on"))
    for day in days[:3]:
        record_count(day=day, counted=Counted(20), by=None)
    note(place, kind="presence", people=4)
    shares = [one.coverage for one in evidence_for(place, SPRING)]
    assert sorted(shares, key=str) == [3 / len(days)] * 3 + [None]
    april = Period(dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    assert {one.coverage for one in evidence_for(place, april)} <= {0.5, 1.0}


def test_who_says_unasked_that_it_is_thanks_to_the_place_claims_that_it_contributed(place):
    note(place, kind="testimony", author_role="visitor", causal=True, note="Grâce au lieu.")
    note(place, kind="learning", source="third_party", author_role="partner", causal=True)
    note(place, kind="occasion", causal=True)
    contributed = [one for one in found(place) if one.claim is ClaimType.C2]
    assert [(one.terms.start, len(one.sources), one.grade.value) for one in contributed] == [
        (2, 2, "E3")
    ]
    assert [one.causal for one in evidence_for(place, SPRING)] == [True, True, False]


def test_a_copy_completes_no_register(place):
    lunch = declared(place, starts_on=FIRST)
    confirm(lunch, 6)
    for _copy in range(3):
        note(place, kind="occasion", people=20, counted=True, occasion=str(lunch.public_id))
    assert {one.coverage for one in evidence_for(place, SPRING)} == {6 / 13}


@pytest.mark.parametrize("kind", ["incident", "occasion"])
def test_what_says_the_opposite_completes_no_register(place, kind):
    lunch = declared(place, starts_on=FIRST)
    days = [one.slot.on for one in occurrences_of(place, SPRING.start, SPRING.end)]
    for on in days[:6]:
        note(place, kind="occasion", on=str(on), people=20, occasion=str(lunch.public_id))
    against = {"kind": kind, "direction": "unfavourable", "occasion": str(lunch.public_id)}
    for on in days[6:]:
        note(place, on=str(on), **against)
    favourable = [one for one in evidence_for(place, SPRING) if one.direction == "favourable"]
    assert {one.coverage for one in favourable} == {6 / 13}


def test_what_says_neither_completes_the_register_of_both(place):
    lunch = declared(place, starts_on=FIRST)
    days = [one.slot.on for one in occurrences_of(place, SPRING.start, SPRING.end)]
    for on, direction in zip(days, ["favourable", "unfavourable", "neutral"], strict=False):
        fields = {"occasion": str(lunch.public_id), "direction": direction}
        note(place, kind="occasion", on=str(on), **fields)
    shares = {one.direction: one.coverage for one in evidence_for(place, SPRING)}
    assert sorted(shares.values()) == [2 / 13, 2 / 13, 3 / 13]
