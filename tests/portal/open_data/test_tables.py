"""The table of places: what its schema says, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.places.models import Place
from maille.portal.exports.tables import as_cell, columns, harmless, table_schema, write_table
from tests.portal.open_data.table_schema import faults
from tests.portal.open_data.written import SITE, as_rows, written

FORMULAS = ['=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"]


@pytest.mark.django_db
def test_table_is_as_its_schema_says(told_place, belgian_place, closed_place):
    rows = as_rows("csv")
    assert list(rows[0]) == columns() == [one["name"] for one in table_schema(SITE)["fields"]]
    assert faults(table_schema(SITE), rows) == []
    assert [row["state"] for row in rows] == ["open", "open", "closed"]


@pytest.mark.django_db
def test_small_reader_sees_faults(told_place):
    (row,) = as_rows("csv")
    wrong = [{**row, "latitude": "91", "state": "gone", "name": ""}, row]
    assert {name for name, _value in faults(table_schema(SITE), wrong)} == {
        *("latitude", "state", "name", "id"),
    }


@pytest.mark.django_db
def test_lists_are_parted_by_bars_and_points_are_numbers(told_place):
    (row,) = as_rows("csv")
    assert row["activities"] == "coworking|repair"
    assert row["activities_own"] == "cuisine / partagée"
    assert (row["longitude"], row["latitude"]) == ("-0.297123", "49.205432")
    assert row["phone"] == "02 31 00 00 00"


@pytest.mark.django_db
@pytest.mark.parametrize("formula", FORMULAS)
def test_formula_in_a_name_is_not_run(told_place, formula):
    Place.objects.filter(pk=told_place.pk).update(name=formula)
    (row,) = as_rows("csv")
    assert row["name"] == f"'{formula}"


@pytest.mark.django_db
def test_no_place_is_a_header_alone():
    assert written("csv") == ",".join(columns()) + "\n"


@pytest.mark.parametrize("text", ["+33 2 31 00 00 00", "-12.5", "+3269123456", "L'Épicerie", ""])
def test_numbers_and_names_are_left_as_they_are(text):
    assert harmless(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_begins_like_a_formula(text):
    safe = harmless(text)
    begins = safe.lstrip()[:1]
    assert begins not in set("=@＝＋－＠") or safe.startswith("'")
    assert begins not in {"+", "-"} or set(safe.strip()) <= set("+-0123456789. ")
    assert not {"\r", "\x00"} & set(safe)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_table_is_read_back_cell_by_cell(texts):
    table = "".join(write_table(["cell"], ({"cell": text} for text in texts)))
    rows = list(csv.reader(io.StringIO(table, newline=""), strict=True))[1:]
    # A lone empty cell is written as an empty pair of quotes, and read as one.
    assert rows == [[as_cell(text)] for text in texts]
