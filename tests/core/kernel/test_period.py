"""Spans of days, stated or not."""

import datetime as dt

import pytest

from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import Period, first_day, last_day, read_period
from maille.core.kernel.text import Text

DAY = dt.date(2025, 3, 31)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-03", dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
    ],
)
def test_a_partial_date_names_its_days(partial, first, last):
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize("partial", ["", "24", "2024-13", "2024-02-30", "hier", "0000"])
@pytest.mark.parametrize("read", [first_day, last_day])
def test_what_is_no_date_is_refused(read, partial):
    with pytest.raises(InvalidPeriodError):
        read(partial)


@pytest.mark.parametrize(("start", "end"), [(DAY, None), (None, DAY), (DAY, DAY - dt.timedelta(1))])
def test_half_or_backward_periods_are_refused(start, end):
    with pytest.raises(InvalidPeriodError):
        Period(start, end)


def test_a_period_of_one_day_is_stated():
    assert Period(DAY, DAY).stated


@pytest.mark.parametrize(("language", "words"), [("fr", "lieu"), ("en", "place"), ("nl", "lieu")])
def test_a_text_speaks_two_languages(language, words):
    assert Text(fr="lieu", en="place").in_language(language) == words


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("2025-Q3", dt.date(2025, 7, 1), dt.date(2025, 9, 30)),
        ("2025T1", dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
        ("T4 2024", dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
        ("2024-2", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-2-3", dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
        ("3/2/2024", dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
        ("2024-Q4..2025-Q1", dt.date(2024, 10, 1), dt.date(2025, 3, 31)),
        ("2024-2025", dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
        *(
            (f"2025-01-01{between}2025-06-30", dt.date(2025, 1, 1), dt.date(2025, 6, 30))
            for between in ("..", "...", "/", " ", ",", " - ", " – ", " to ", " au ", " à ", ";")
        ),
        ("du 1/1/2025 au 30/06/2025", dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
        (" From 2025-01-01 To 2025-06-30 ", dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
    ],
)
def test_a_period_is_read_as_people_write_it(said, first, last):
    assert read_period(said) == Period(first, last)


@pytest.mark.parametrize(
    "said",
    ["", "hier", "25", "2025-Q5", "2025-13", "2025-02-30", "31/2/2025", "2025..2024", "2025 .. x"],
)
def test_what_is_no_period_is_not_read(said):
    with pytest.raises(InvalidPeriodError):
        read_period(said)
