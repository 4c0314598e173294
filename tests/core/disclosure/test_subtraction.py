"""What adding and subtracting printed counts would give away, and what is hidden against it."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from maille.core.disclosure.subtraction import hide_enough

SETS = st.dictionaries(
    st.sampled_from("stuvwxyz"), st.frozensets(st.sampled_from("abcde")), max_size=7
)


def rank(rows):
    """Give the rank of a matrix of fractions."""
    rows = [[Fraction(one) for one in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            times = row[column] / pivot[column]
            row[:] = [one - times * other for one, other in zip(row, pivot, strict=True)]
        found += 1
    return found


def computable(wanted, printed):
    rows = [[int(part in one) for part in "abcde"] for one in printed]
    more = [*rows, [int(part in wanted) for part in "abcde"]]
    return rank(rows) == rank(more)


@given(parts=SETS, data=st.data())
def test_nothing_hidden_can_be_computed(parts, data):
    counts = sorted(parts)
    hidden = data.draw(st.frozensets(st.sampled_from(counts))) if counts else frozenset()
    sizes = {name: len(parts[name]) for name in counts}
    found = hide_enough(hidden, parts, sizes)
    assert hidden <= found.keys()
    printed = [parts[name] for name in counts if name not in found]
    assert [name for name in hidden if parts[name] and computable(parts[name], printed)] == []


def test_a_count_that_shares_nothing_is_printed():
    parts = {"small": frozenset("a"), "large": frozenset("b"), "empty": frozenset()}
    sizes = {"small": 4, "large": 50, "empty": 0}
    assert hide_enough(frozenset({"small", "empty"}), parts, sizes).keys() == {"small", "empty"}


def test_the_smallest_of_those_that_give_away_is_hidden():
    parts = {
        "small": frozenset("a"),
        "total": frozenset("abc"),
        "most": frozenset("b"),
        "rest": frozenset("c"),
    }
    sizes = {"small": 4, "total": 100, "most": 80, "rest": 16}
    assert hide_enough(frozenset({"small"}), parts, sizes) == {"small": "small", "rest": "small"}


def test_a_chain_of_counts_is_followed():
    parts = {
        "small": frozenset("a"),
        "first": frozenset("ab"),
        "second": frozenset("bc"),
        "third": frozenset("c"),
    }
    sizes = {"small": 4, "first": 30, "second": 40, "third": 14}
    found = hide_enough(frozenset({"small"}), parts, sizes)
    assert found == {"small": "small", "third": "small"}
    assert all(
        not computable(parts["small"], [parts[one] for one in kept])
        for size in range(3)
        for kept in combinations(sorted(parts.keys() - found.keys()), size)
    )
