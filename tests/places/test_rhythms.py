import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.occasions.rules import read_rule
from maille.places.rhythms import Recurrence, Rhythm, recurrence_of, rule_text

SECOND_TUESDAY = dt.date(2026, 11, 10)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (Recurrence(Rhythm.ONCE), ""),
        (Recurrence(Rhythm.DAILY, 2), "FREQ=DAILY;INTERVAL=2"),
        (Recurrence(Rhythm.WEEKLY), "FREQ=WEEKLY;BYDAY=TU"),
        (Recurrence(Rhythm.WEEKLY, 2, (3, 1)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        (Recurrence(Rhythm.MONTHLY_WEEKDAY), "FREQ=MONTHLY;BYDAY=2TU"),
        (Recurrence(Rhythm.MONTHLY_WEEKDAY, 1, (), (3, 1)), "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        (Recurrence(Rhythm.MONTHLY_DAY), "FREQ=MONTHLY;BYMONTHDAY=10"),
        (Recurrence(Rhythm.YEARLY), "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"),
    ],
)
def test_what_is_said_becomes_a_rule(said, written):
    assert rule_text(said, SECOND_TUESDAY) == written


def test_fifth_weekday_of_a_month_is_its_last():
    said = Recurrence(Rhythm.MONTHLY_WEEKDAY)
    assert rule_text(said, dt.date(2026, 12, 31)) == "FREQ=MONTHLY;BYDAY=-1TH"


@given(
    st.sampled_from([rhythm for rhythm in Rhythm if rhythm is not Rhythm.KEPT]),
    st.integers(1, 52),
    st.sets(st.integers(0, 6)),
    st.sets(st.sampled_from([1, 2, 3, 4, -1])),
    st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)),
)
def test_form_shows_again_what_was_said(rhythm, interval, weekdays, ranks, first):
    said = Recurrence(rhythm, interval, tuple(weekdays), tuple(ranks))
    text = rule_text(said, first)
    rule = read_rule(text, first)[0] if text else None
    shown = recurrence_of(rule, first)
    assert shown.rhythm is not Rhythm.KEPT
    assert rule_text(shown, first) == text


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=1SA,2SU",
        "FREQ=MONTHLY;BYDAY=-2TU",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYWEEKNO=20",
    ],
)
def test_rule_that_no_form_holds_is_kept(rule):
    assert recurrence_of(read_rule(rule, SECOND_TUESDAY)[0], SECOND_TUESDAY).rhythm is Rhythm.KEPT
