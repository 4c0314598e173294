"""Dates are said whole or partial, in both languages."""

import datetime as dt

import pytest

from maille.web.dates import long_date, long_period


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        ("2023", "2023", "2023"),
        ("2023-07", "juillet 2023", "July 2023"),
        ("2026-02-01", "1er février 2026", "1 February 2026"),
        ("2026-02-12T09:30:00+00:00", "12 février 2026", "12 February 2026"),
        (dt.date(2025, 12, 31), "31 décembre 2025", "31 December 2025"),
        (dt.datetime(2025, 8, 2, 23, tzinfo=dt.UTC), "2 août 2025", "2 August 2025"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_date_is_said_as_far_as_it_is_known(value, fr, en):
    assert (long_date(value, "fr"), long_date(value, "en")) == (fr, en)


def test_impossible_date_is_refused():
    with pytest.raises(ValueError, match="month"):
        long_date("2025-13", "fr")


@pytest.mark.parametrize(
    ("start", "end", "fr", "en"),
    [
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2023-01-01", "2025-12-31", "2023–2025", "2023–2025"),
        (
            dt.date(2025, 1, 1),
            dt.date(2025, 6, 30),
            "du 1er janvier au 30 juin 2025",
            "from 1 January to 30 June 2025",
        ),
        (
            "2024-09-01",
            "2025-06-30",
            "du 1er septembre 2024 au 30 juin 2025",
            "from 1 September 2024 to 30 June 2025",
        ),
        (None, None, "", ""),
    ],
)
def test_period_is_a_year_or_its_two_ends(start, end, fr, en):
    assert (long_period(start, end, "fr"), long_period(start, end, "en")) == (fr, en)
