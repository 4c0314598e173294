"""The days of the demonstration: the same story on each installation, and a believable one."""

import datetime as dt
from collections import Counter

import pytest

from maille.observations.shape import read_observation
from maille.project.demo.days import days_of_la_filature


@pytest.fixture(scope="module")
def days():
    return days_of_la_filature()


def test_days_are_drawn_the_same_each_time(days):
    assert days_of_la_filature() == days


def test_each_day_has_an_identifier_of_its_own(days):
    assert len({item["id"] for item in days}) == len(days)


def test_nothing_that_was_noted_is_doubted(days):
    readings = [read_observation(item, today=dt.date(2026, 1, 5)) for item in days]
    assert {(reading.reasons, reading.doubts) for reading in readings} == {((), ())}


def test_three_years_are_told_one_of_them_with_a_bad_quarter(days):
    tables = Counter(
        item["on"][:7]
        for item in days
        if item["kind"] == "occasion" and item.get("space") == "cantine"
    )
    assert sorted({month[:4] for month in tables}) == ["2023", "2024", "2025"]
    autumn = ("10", "11", "12")
    assert sum(tables[f"2025-{month}"] for month in autumn) * 3 <= 2 * sum(
        tables[f"2024-{month}"] for month in autumn
    )


def test_what_is_told_is_sometimes_contradicted(days):
    said = {(theme, item.get("direction")) for item in days for theme in item.get("themes", [])}
    both = {theme for theme, way in said if way == "unfavourable"} & {
        theme for theme, way in said if way == "favourable"
    }
    assert both == {"upkeep", "wellbeing"}
