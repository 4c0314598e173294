"""Reading how many people a cell says: what is clear is read, the rest is nobody's to guess."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from maille.observations.importing.counts import read_count


@pytest.mark.parametrize(
    ("text", "low"),
    [
        *(("12", 12), ("12 personnes", 12), ("12pers.", 12), ("12,0", 12), ("0", 0)),
        *(("1 200", 1200), ("1\u202f200", 1200), ("1.200", 1200), ("1.200,00", 1200)),
        *(("12 présents.", 12), ("12 adhérent·es", 12), ("12 dont des enfants", 12)),
        *(("12 + 3", 15), ("-3", -3), ("\u221212", -12)),
    ],
)
def test_one_clear_number_is_counted(text, low):
    read = read_count(text)
    assert read
    assert (read.low, read.high, read.counted) == (low, None, True)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        *(("env. 40", 40), ("environ 40 pers.", 40), ("~40", 40), ("40+", 40), ("+ de 40", 40)),
        *(("plus de 40", 40), ("40 ?", 40), ("au moins 40", 40), ("une trentaine", 30)),
        *(("une bonne vingtaine de personnes", 20), ("plus d'une centaine", 100)),
        *(("deux douzaines", 24), ("2 douzaines", 24), ("deux centaines", 200)),
        *(("une demi-douzaine", 6), ("a dozen", 12), ("presque une quinzaine d'enfants", 15)),
    ],
)
def test_clear_estimate_is_told_as_one(text, low):
    read = read_count(text)
    assert read
    assert (read.low, read.high, read.counted) == (low, None, False)


@pytest.mark.parametrize(
    "text",
    [
        *("10-15", "10 - 15", "10–15", "10\u221215", "10 à 15 personnes", "entre 10 et 15"),
        *("de 10 à 15", "10 ou 15", "between 10 and 15", "environ 10 à 15"),
    ],
)
def test_clear_range_is_an_estimate(text):
    read = read_count(text)
    assert read
    assert (read.low, read.high, read.counted) == (10, 15, False)


@pytest.mark.parametrize(
    "text",
    [
        *("1e9", "12k", "5H 7F", "12²", "½", "0x1F", "1_000", "12.5", "0,125", "9" * 5000),
        *("quelques dizaines", "des dizaines", "deux ou trois dizaines"),
        *("une trentaine ou une quarantaine", "beaucoup", "douze", "12 mille", "2 millions"),
        *("10 - 15 - 20", "10-15%", "10/15", "12-", "–12", "- 12", "--12", "12 12"),
        *("=1+1", "@12", "3 adultes, 4 enfants", "12 et 3", "12 + enfants", "3 x 4", "3*4"),
        *("2 familles", "3 groupes", "enfants de 6 à 12 ans", "12 %", "12 €", "12h", "12:30"),
        *("pas 12", "12 et demi", "12 enfants et leurs parents", "salle 12", ""),
    ],
)
def test_number_that_leaves_a_doubt_is_not_guessed(text):
    assert read_count(text) is None


@given(st.text() | st.text("0123456789 ,.-+kxe'dizanecentou", max_size=20))
def test_no_cell_breaks_the_reader(text):
    read_count(text)


@given(st.integers(-(10**9), 10**9))
def test_every_whole_number_is_read(number):
    read = read_count(str(number))
    assert read
    assert read.low == number
