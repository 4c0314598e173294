"""Finding pairs among many descriptions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linking.many import make_places
from maille.core.linking.blocking import MOST, candidates
from maille.core.linking.folding import read_traits
from maille.core.linking.frequencies import count
from maille.core.linking.search import find_pairs
from maille.core.linking.values import Described, Field, Found, Level
from maille.core.linking.weights import probability, weigh

WIP = Described(
    "1",
    "Le Wip",
    street="7 rue des Ateliers",
    postcode="14460",
    locality="Colombelles",
    commune="14167",
    point=(-0.29, 49.2),
    website="https://lewip.fr",
)


def told(key, name="Le Wip", **changes):
    values = {
        field: changes.get(field, getattr(WIP, field))
        for field in ("street", "postcode", "locality", "commune", "point", "website")
    }
    return Described(key, name, **values)


def keys(*places, above=0.5):
    return [(pair.first, pair.second) for pair in find_pairs(places, above=above)]


def chance(first, second):
    pairs = find_pairs([first, second], above=0.0)
    return pairs[0].probability if pairs else 0.0


def test_two_descriptions_of_one_place_are_found():
    assert keys(WIP, told("2", "WIP", website="", point=None)) == [("1", "2")]


def test_least_key_comes_first_whatever_the_order():
    places = [told(str(rank)) for rank in (3, 1, 2)]
    assert keys(*places) == [("1", "2"), ("1", "3"), ("2", "3")]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Wip 2"},
        {"name": "La Cantine", "website": ""},
        {"street": "80 rue du Port", "point": (-0.5, 49.3), "website": ""},
    ],
)
def test_what_contradicts_keeps_apart(changes):
    assert keys(WIP, told("2", **changes)) == []


def test_another_number_in_one_street_counts_against():
    assert chance(WIP, told("2", street="9 rue des Ateliers")) < chance(WIP, told("2"))
    assert chance(WIP, told("2", street="7 bis rue des Ateliers")) < chance(WIP, told("2"))


def test_nothing_in_common_is_never_compared():
    assert keys(WIP, Described("2", "La Filature", "3 quai", "59000", "Lille"), above=0.0) == []


def test_town_alone_is_no_ground():
    blank = {"street": "", "point": None, "website": ""}
    assert keys(told("1", "", **blank), told("2", "", **blank), above=0.0) == []


@pytest.mark.parametrize("point", [None, (0.0, 0.0)])
def test_missing_points_never_make_a_pair(point):
    one = Described("1", "La Ruche", point=point)
    two = Described("2", "Le Moulin", point=point)
    assert keys(one, two, above=0.0) == []
    with_points, without = (
        chance(WIP, told("2", point=place, name="Wip & co")) for place in (WIP.point, point)
    )
    assert without < with_points


def test_no_description_is_compared_with_itself():
    places = [
        Described("1", "Hitch Hacker's Guide (Hack2G2)", postcode="56017", locality="Vannes"),
        Described("2", "Hackerspace", postcode="56017", locality="Vannes"),
    ]
    rows = [read_traits(place) for place in places]
    assert candidates(rows, count(rows)) == [(0, 1)]


def test_what_too_many_share_is_left_to_other_keys():
    crowd = [
        Described(f"{rank:03d}", f"Lieu{rank}", website="https://commun.fr")
        for rank in range(MOST + 1)
    ]
    rows = [read_traits(place) for place in crowd]
    assert candidates(rows, count(rows)) == []
    assert len(candidates(rows[:3], count(rows[:3]))) == 3


def test_neighbours_are_compared_across_the_cells_of_a_grid():
    here = [Described(str(rank), f"N{rank}", point=(2 + rank * 4e-4, 48.0)) for rank in range(2)]
    rows = [read_traits(place) for place in here]
    assert candidates(rows, count(rows)) == [(0, 1)]


def test_work_grows_as_the_number_of_places():
    small, large = (
        len(candidates(rows, count(rows)))
        for rows in ([read_traits(one) for one in make_places(size)] for size in (1000, 4000))
    )
    assert large < 12 * small


def test_places_told_twice_are_found_among_many():
    places = make_places(2000)
    found = {(pair.first, pair.second) for pair in find_pairs(places)}
    twice = [place.key for place in places if place.key.endswith("again")]
    hit = sum((key.removesuffix("-again"), key) in found for key in twice)
    assert (hit / len(twice) > 0.8, len(found) < 1.3 * len(twice)) == (True, True)


def test_order_changes_nothing():
    places = make_places(300)
    shuffled = places[1::2] + places[::2]
    assert find_pairs(places) == find_pairs(shuffled)


def test_probability_stays_between_its_bounds():
    for weight in (-1e6, 1e6):
        reasons = weigh({Field.NAME: Found(Level.AGREE, "same", weight)})
        assert 0 < probability(reasons * 1000) < 1 or probability(reasons) > 0


WORDS = st.sampled_from(["Le Wip", "wip", "La Filature", "", "Filature 2", "Bus Wip", "Mairie"])


@settings(max_examples=60, deadline=None)
@given(
    names=st.tuples(WORDS, WORDS),
    street=st.sampled_from(["", "7 rue des Ateliers", "7 bis rue des Ateliers", "rue du Port"]),
    field=st.sampled_from(["street", "postcode", "website", "point"]),
)
def test_missing_values_weigh_nothing(names, street, field):
    first, second = told("1", names[0]), told("2", names[1], street=street)
    silent = None if field == "point" else ""
    pairs = find_pairs([first, told("2", names[1], **{"street": street, field: silent})], above=0)
    column = {"street": Field.ADDRESS, "website": Field.WEBSITE, "point": Field.POINT}.get(field)
    for pair in pairs:
        weights = {reason.field: reason.weight for reason in pair.reasons}
        assert column is None or weights[column] == 0
        assert (pair.first, pair.second) == (first.key, second.key)
