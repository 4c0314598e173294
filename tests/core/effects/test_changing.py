"""What changed from one period to another, told only when chance would not do it."""

import datetime as dt

import pytest

from maille.core.effects.changing import Noted, changes_between, same_season
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.kernel.period import Period, read_period

YEAR_2024, YEAR_2025 = read_period("2024"), read_period("2025")


def noted(period, *pieces):
    return Noted(period, [piece for group in pieces for piece in group])


def meals(year, people):
    first = dt.date(year, 1, 4)
    return [
        Evidence(
            f"{year}-{week}",
            ObservationKind.OCCASION,
            first + dt.timedelta(weeks=week),
            SourceKind.REGISTER,
            AuthorRole.STEWARD,
            people=people + week % 3,
            counted=True,
        )
        for week in range(50)
    ]


def events(kind, year, count):
    return [
        Evidence(
            f"{year}-{kind}-{place}",
            kind,
            dt.date(year, 1 + place % 12, 3),
            SourceKind.TRACE,
            AuthorRole.VOLUNTEER,
        )
        for place in range(count)
    ]


def test_a_place_that_doubles_its_meals_may_say_so():
    [change] = changes_between(noted(YEAR_2024, meals(2024, 10)), noted(YEAR_2025, meals(2025, 20)))
    assert (change.subject, change.told) == ("attendance", True)
    assert (round(change.before, 1), round(change.after, 1)) == (11.0, 21.0)


def test_as_many_as_before_is_no_change_that_can_be_told():
    [change] = changes_between(noted(YEAR_2024, meals(2024, 10)), noted(YEAR_2025, meals(2025, 10)))
    assert (change.told, change.change.crosses_zero) == (False, True)


def test_initiatives_and_incidents_are_counted_apart():
    initiative, incident = ObservationKind.INITIATIVE, ObservationKind.INCIDENT
    before = noted(YEAR_2024, events(initiative, 2024, 6), events(incident, 2024, 48))
    after = noted(YEAR_2025, events(initiative, 2025, 8), events(incident, 2025, 12))
    changes = changes_between(before, after)
    assert [(one.subject, one.before, one.after, one.told) for one in changes] == [
        ("initiative", 6, 8, False),
        ("incident", 48, 12, True),
    ]


def test_an_estimate_is_no_headcount():
    guessed = [
        Evidence(
            "a",
            ObservationKind.PRESENCE,
            dt.date(2024, 3, 1),
            SourceKind.TRACE,
            AuthorRole.STEWARD,
            people=9,
        )
    ]
    assert changes_between(noted(YEAR_2024, guessed), noted(YEAR_2025, guessed)) == ()


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (YEAR_2024, YEAR_2025, True),
        (read_period("2024-Q2"), read_period("2025-Q2"), True),
        (read_period("2024-Q1"), read_period("2025-Q2"), False),
        (read_period("2024"), read_period("2024-Q1"), False),
        (YEAR_2025, YEAR_2025, False),
        (Period(), YEAR_2025, False),
        (YEAR_2025, Period(), False),
    ],
)
def test_only_the_same_season_is_compared(before, after, same):
    assert same_season(before, after) is same
    if not same:
        assert changes_between(noted(before, meals(2024, 9)), noted(after, meals(2025, 9))) == ()


def answers(year, ticked, asked):
    return [
        Evidence(
            f"{year}-{number}",
            None,
            dt.date(year, 5, 4),
            SourceKind.SURVEY,
            AuthorRole.VISITOR,
            themes=("wellbeing",),
            question="changes",
            option="relations_up",
            asked=asked,
        )
        for number in range(ticked)
    ]


def test_the_share_of_an_option_is_compared_among_all_who_were_asked():
    before, after = answers(2024, 20, 60), answers(2025, 50, 80)
    [change] = changes_between(noted(YEAR_2024, before), noted(YEAR_2025, after))
    assert (change.subject, change.before, change.after, change.told) == (
        *("wellbeing.changes.relations_up", 20 / 60, 50 / 80, True),
    )


@pytest.mark.parametrize(
    ("before", "after"), [((10, 60), (50, 80)), ((20, 60), (70, 80)), ((20, None), (50, 80))]
)
def test_a_share_of_few_or_of_an_unknown_number_is_not_compared(before, after):
    periods = noted(YEAR_2024, answers(2024, *before)), noted(YEAR_2025, answers(2025, *after))
    assert changes_between(*periods) == ()
