"""Small French and English."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maille.core.effects.dates import moment_in_words, period_in_words
from maille.core.effects.grammar import (
    HEAD,
    elide,
    in_words,
    join,
    number,
    of_place,
    quote,
    stop,
)
from maille.core.effects.tidy import plain_words
from maille.core.kernel.period import Period


@pytest.mark.parametrize(
    ("following", "elided"),
    [
        ("aucun lieu", "qu'aucun lieu"),
        ("Établi", "qu'Établi"),
        ("œuvre", "qu'œuvre"),
        ("environ 5", "qu'environ 5"),
        ("10 personnes", "que 10 personnes"),
        ("« un mot »", "que « un mot »"),
        ("yaourt", "que yaourt"),
        ("", "que "),
    ],
)
def test_que_is_elided_before_a_vowel(following, elided):
    assert elide("que", following) == elided


@pytest.mark.parametrize(
    ("name", "after_de"),
    [
        ("Le Wip", "du Wip"),
        ("Les Grands Voisins", "des Grands Voisins"),
        ("La Filature", "de La Filature"),
        ("L'Hermitage", "de L'Hermitage"),
        ("Aquarium", "d'Aquarium"),
        ("Lestrade", "de Lestrade"),
    ],
)
def test_a_place_is_named_after_de(name, after_de):
    assert of_place(name) == after_de


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "a et b", "a and b"),
        (["a", "b", "c"], "a, b et c", "a, b and c"),
        (["a et b", "c"], "a et b, et c", "a et b, and c"),
        (["a ou b", "c", "d"], "a ou b, c et d", "a ou b, c and d"),
        (["a", "b or c"], "a, et b or c", "a, and b or c"),
        ([f"à{HEAD}x", f"à{HEAD}y", f"de{HEAD}z"], "à x, y et de z", "à x, y and de z"),
        ([f"à{HEAD}x", "y", f"à{HEAD}z"], "à x, y et à z", "à x, y and à z"),
    ],
)
def test_a_list_has_its_last_word(items, french, english):
    assert (join(items, "fr"), join(items, "en")) == (french, english)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (1260, "1 260", "1,260"),
        (2.5, "2,5", "2.5"),
        (10.0, "10", "10"),
        (1234567.25, "1 234 567,25", "1,234,567.25"),
        (1e16, "10 000 000 000 000 000", "10,000,000,000,000,000"),
    ],
)
def test_numbers_are_written_in_each_language(value, french, english):
    assert (number(value, "fr"), number(value, "en")) == (french, english)


def test_small_numbers_are_written_in_letters():
    assert [in_words(n, "fr") for n in (0, 1, 16, 17)] == ["zéro", "un", "seize", "17"]
    assert in_words(1, "en", feminine=True) == "one"


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        ("Un jardin.", "« Un jardin »", "“Un jardin”"),
        ("Un jardin…", "« Un jardin… »", "“Un jardin…”"),
        ("Un jardin...", "« Un jardin... »", "“Un jardin...”"),
        ("Vraiment ?", "« Vraiment ? »", "“Vraiment ?”"),
        (".", "« . »", "“.”"),
        ("dit « oui »", "« dit “oui” »", "“dit « oui »”"),
        ("dit “oui”", "« dit “oui” »", "“dit 'oui'”"),
    ],
)
def test_words_are_quoted_without_a_second_stop(words, french, english):
    assert (quote(words, "fr"), quote(words, "en")) == (french, english)


@pytest.mark.parametrize("text", ["Un.", "Un !", "Un ?", "Un…"])
def test_one_stop_is_enough(text):
    assert stop(text) == text


@given(words=st.text())
def test_plain_words_stand_on_one_line(words):
    plain = plain_words(words)
    assert plain == " ".join(plain.split())
    assert plain_words(plain) == plain
    assert HEAD not in plain


def test_plain_words_do_not_turn_the_page():
    assert plain_words("un \u202emot\u202c\x00 seul\ud800") == "un mot seul"


@pytest.mark.parametrize(
    ("partial", "french", "english"),
    [
        ("2025", "en 2025", "in 2025"),
        ("2025-08", "en août 2025", "in August 2025"),
        ("2025-08-01", "le 1er août 2025", "on 1 August 2025"),
        ("au printemps", "au printemps", "au printemps"),
    ],
)
def test_a_moment_is_as_precise_as_it_was_said(partial, french, english):
    assert moment_in_words(partial, "fr") == french
    assert moment_in_words(partial, "en") == english


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2023-01-01", "2025-12-31", "2023 à 2025", "2023 to 2025"),
        ("2025-03-01", "2025-03-31", "mars 2025", "March 2025"),
        ("2025-03-01", "2025-06-30", "mars à juin 2025", "March to June 2025"),
        (
            "2024-12-01",
            "2025-02-28",
            "décembre 2024 à février 2025",
            "December 2024 to February 2025",
        ),
        ("2025-03-02", "2025-03-02", "2 mars 2025", "2 March 2025"),
        (
            "2025-03-01",
            "2025-06-15",
            "du 1er mars 2025 au 15 juin 2025",
            "from 1 March 2025 to 15 June 2025",
        ),
    ],
)
def test_a_period_is_named_by_its_largest_parts(start, end, french, english):
    period = Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert (period_in_words(period, "fr"), period_in_words(period, "en")) == (french, english)


def test_an_unstated_period_has_no_name():
    assert period_in_words(Period(), "fr") == ""
