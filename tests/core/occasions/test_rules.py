import datetime as dt

import pytest

from maille.core.occasions.days import first_day_of, nth_day_of
from maille.core.occasions.errors import InvalidRecurrenceError
from maille.core.occasions.rules import read_rule, write_rule
from maille.core.occasions.values import Frequency, Rule

TUESDAY = dt.date(2026, 11, 24)
NOON = dt.time(12, 30)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"),
        ("rrule:freq=weekly;interval=1;byday=th,TU;", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=WEEKLY;BYDAY=2TU,TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU"),
        ("FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;INTERVAL=2;BYDAY=MO"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("FREQ=MONTHLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,-1", "FREQ=MONTHLY;BYDAY=-1TU,2TU"),
        ("FREQ=MONTHLY;BYDAY=3SA,1SA", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
        ("FREQ=YEARLY;BYMONTH=6", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=24"),
        ("FREQ=YEARLY;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTHDAY=15"),
        ("FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU"),
        ("FREQ=YEARLY;BYYEARDAY=-1,100", "FREQ=YEARLY;BYYEARDAY=-1,100"),
    ],
)
def test_rule_is_read_with_its_implied_parts_and_written_one_way(said, written):
    rule, last = read_rule(said, TUESDAY)
    assert (write_rule(rule), last) == (written, None)
    assert read_rule(written, TUESDAY) == (rule, None)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("COUNT=1", dt.date(2026, 11, 24)),
        ("COUNT=5", dt.date(2026, 12, 22)),
        ("UNTIL=20261231", dt.date(2026, 12, 31)),
        ("UNTIL=20261208T123000", dt.date(2026, 12, 8)),
        ("UNTIL=20261208T122959", dt.date(2026, 12, 7)),
        # Noon and a half in Paris is 11:30 in winter, 10:30 in summer.
        ("UNTIL=20261208T113000Z", dt.date(2026, 12, 8)),
        ("UNTIL=20261208T112900Z", dt.date(2026, 12, 7)),
        ("UNTIL=20270706T103000Z", dt.date(2027, 7, 6)),
        ("UNTIL=20261231T233000Z", dt.date(2026, 12, 31)),
    ],
)
def test_end_of_a_rule_is_its_last_day(end, last):
    _rule, found = read_rule(f"FREQ=WEEKLY;{end}", TUESDAY, at=NOON, time_zone="Europe/Paris")
    assert found == last


def test_count_of_a_rule_that_starts_later_begins_with_its_first_day():
    _rule, last = read_rule("FREQ=WEEKLY;BYDAY=FR;COUNT=2", TUESDAY)
    assert last == dt.date(2026, 12, 4)


def test_count_stops_where_the_calendar_does():
    _rule, last = read_rule("FREQ=YEARLY;COUNT=10000", TUESDAY)
    assert last == dt.date(9999, 11, 24)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "every tuesday",
        "FREQ=HOURLY",
        "FREQ=FORTNIGHTLY",
        "BYDAY=TU",
        "FREQ=WEEKLY;BYHOUR=9,14",
        "FREQ=WEEKLY;BYDAY=LU",
        "FREQ=WEEKLY;BYDAY=0TU",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=99999",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;UNTIL=20261101",
        "FREQ=WEEKLY;UNTIL=20261301",
        "FREQ=WEEKLY;UNTIL=2026",
        "FREQ=WEEKLY;UNTIL=00010101T000000Z",
        "FREQ=WEEKLY;WKST=XX",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=1,,2",
        "FREQ=MONTHLY;BYMONTH=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;X=1",
        "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 300),
    ],
)
def test_what_is_no_rule_is_refused(said):
    with pytest.raises(InvalidRecurrenceError):
        read_rule(said, TUESDAY)


def test_leap_day_is_awaited():
    rule, _last = read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", TUESDAY)
    assert first_day_of(rule, TUESDAY) == dt.date(2028, 2, 29)


def test_day_that_never_comes_has_no_rank():
    with pytest.raises(InvalidRecurrenceError):
        nth_day_of(Rule(Frequency.YEARLY, month_days=(30,), months=(2,)), TUESDAY, 1)
