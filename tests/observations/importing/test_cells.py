"""Reading what people write in cells."""

import datetime as dt

import hypothesis.strategies as st
import pytest
from hypothesis import given

from maille.observations.importing import cells


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("2025-03-04T18:30:00Z", "2025-03-04"),
        ("04/03/2025", "2025-03-04"),
        ("4/3/25", "2025-03-04"),
        ("04.03.2025", "2025-03-04"),
        ("04-03-2025 18:30", "2025-03-04"),
        ("25/03/2025", "2025-03-25"),
        ("03/25/2025", "2025-03-25"),
        ("mardi 4 mars 2025", "2025-03-04"),
        ("1er août 2025", "2025-08-01"),
        ("4 févr. 2025", "2025-02-04"),
        ("March 4, 2025", "2025-03-04"),
        ("Tue, 4 Mar 2025", "2025-03-04"),
        ("45720", "2025-03-04"),
        ("45720,75", "2025-03-04"),
        ("31/02/2025", None),
        ("hier", None),
        ("", None),
        ("4 brumaire 2025", None),
    ],
)
def test_day_is_read_as_people_write_it(text, day):
    read = cells.read_day(text)
    assert (str(read) if read else None) == day


@pytest.mark.parametrize(
    "text",
    [
        *("du 4 au 6 mars 2025", "4 et 5 mars 2025", "4-6 mars 2025", "3, 4 mars 2025"),
        *("du mardi 4 au jeudi 6 mars 2025", "28 février au 2 mars 2025", "March 4-6, 2025"),
        *("du 04/03/2025 au 06/03/2025", "4-6/03/2025", "du 4/03 au 06/03/2025"),
        *("2025-03-04/2025-03-06", "4 mars 2025 et 6 mars 2025"),
    ],
)
def test_of_several_days_none_is_chosen(text):
    assert cells.read_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("04/03/2025 18:30 - 04/03/2025 20:30", "18h30, 4 mars 2025", "18:30 - 04/03/2025"),
        *("de 18h à 20h, mardi 4 mars 2025", "le 4 mars 2025 à 18h"),
    ],
)
def test_hours_beside_a_day_do_not_make_it_doubtful(text):
    assert str(cells.read_day(text)) == "2025-03-04"


def test_month_may_come_first():
    assert str(cells.read_day("03/04/2025", day_first=False)) == "2025-03-04"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("18:30", "18:30"),
        ("18h30", "18:30"),
        ("18 h", "18:00"),
        ("9 heures", "09:00"),
        ("6:30 pm", "18:30"),
        ("12:15 AM", "00:15"),
        ("6pm", "18:00"),
        ("04/03/2025 18:30:59", "18:30"),
        ("2025-03-04T18:30:00", "18:30"),
        ("de 18h à 20h", "18:00"),
        ("25:00", None),
        ("04/03/2025", None),
        ("soir", None),
        ("T", None),
    ],
)
def test_time_is_read_as_people_write_it(text, time):
    read = cells.read_time(text)
    assert (f"{read:%H:%M}" if read else None) == time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("90", 90), ("90 min", 90), ("1h30", 90), ("1:30", 90), ("1 h 30 min", 90), ("2h", 120)),
        *(("9" * 5000, None), ("9" * 400 + ",5 h", None), ("9" * 5000 + " h", None)),
        *(("2 heures", 120), ("0,5 h", 30), ("45'", 45), ("-5", -5), ("longtemps", None)),
    ],
)
def test_duration_is_read_as_people_write_it(text, minutes):
    assert cells.read_minutes(text) == minutes


@given(st.text())
def test_no_cell_breaks_a_reader(text):
    for read in (
        cells.read_day,
        cells.read_time,
        cells.read_flag,
        cells.read_minutes,
        cells.read_list,
        cells.says_nothing,
        cells.fold,
    ):
        read(text)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_is_read_in_each_way_of_writing_it(day):
    ways = (
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%d %B %Y}",
        f"{day.day}.{day.month}.{day:%Y}",
    )
    assert {cells.read_day(way) for way in ways} == {day}
