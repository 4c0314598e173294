"""What is missing to gain one grade: an action that gains one, whenever one does."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects import next_steps
from maille.core.effects.claims import Claim, ComparisonGroup
from maille.core.effects.lots import lots_of, sum_against
from maille.core.effects.next_steps import next_step
from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.strength import POLICY, grade_lots
from maille.core.effects.values import ClaimType, Direction, Grade
from maille.core.kernel.period import Period
from tests.core.noting import (
    FAVOURABLE,
    UNFAVOURABLE,
    YEAR,
    incidents,
    noted,
    partners,
    pieces,
    weekly_meals,
)

C0, C1, C2, C3 = ClaimType
VISITOR = AuthorRole.VISITOR
DECLARED = noted("d", source=SourceKind.DECLARATION)


def step(support, against=(), claim=C0, direction=FAVOURABLE, **values):
    asked = Claim(claim, direction, values.pop("period", YEAR), **values)
    lots = lots_of(support, asked, POLICY.least_coverage)
    opposite = sum_against(list(against))
    return next_step(grade_lots(lots, opposite, asked), lots, opposite, asked)


def told(number=1, **values):
    testimony = ObservationKind.TESTIMONY
    return [
        noted(f"t{n}", testimony, SourceKind.TESTIMONY, VISITOR, author=f"{n}", **values)
        for n in range(number)
    ]


def surveyed():
    survey = {"source": SourceKind.SURVEY, "role": VISITOR, "wave": "spring"}
    return [noted(f"s{n}", None, **survey) for n in range(30)]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (step([DECLARED]), next_steps.REGISTER),
        (step([DECLARED], period=Period()), next_steps.REGISTER),
        (step([DECLARED], direction=UNFAVOURABLE), next_steps.FACTS),
        (step(weekly_meals()), next_steps.WITNESS),
        (step([*weekly_meals(), *partners()]), None),
        (step([*weekly_meals(), *partners()], incidents()), next_steps.RECONSIDER),
        (step([noted("a", source=SourceKind.REGISTER, role=VISITOR)]), next_steps.OUTSIDER),
        (
            step([noted("a", source=SourceKind.REGISTER, role=VISITOR, coverage=0.2)]),
            next_steps.COVERED,
        ),
        (
            step([noted("a", source=SourceKind.REGISTER, role=VISITOR, on=dt.date(2020, 1, 1))]),
            next_steps.RECENT,
        ),
        (step(told(), claim=C1), next_steps.OUTSIDER),
        (step(partners() + told(), claim=C1), next_steps.SURVEY),
        (step(partners() + surveyed(), incidents(400), claim=C1), next_steps.SAME_PEOPLE),
        (step(told(causal=True), claim=C2), next_steps.UNPROMPTED_PARTNER),
        (
            step(told(), claim=C3, design=ComparisonGroup("neighbours")),
            next_steps.OUTSIDER,
        ),
    ],
)
def test_the_first_action_that_gains_a_grade_is_named(found, text):
    assert found == text


@given(
    support=pieces(max_size=6),
    against=pieces(max_size=6),
    claim=st.sampled_from([C0, C1]),
    way=st.sampled_from(Direction),
)
def test_something_is_missing_below_the_top_and_nothing_at_the_top(support, against, claim, way):
    asked = Claim(claim, way, YEAR)
    lots = lots_of(support, asked, POLICY.least_coverage)
    opposite = sum_against(against)
    strength = grade_lots(lots, opposite, asked)
    if lots:
        missing = next_step(strength, lots, opposite, asked)
        assert (missing is None) is (strength.grade is Grade.E4)
