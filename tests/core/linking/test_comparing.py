"""What comparing two descriptions finds, field by field."""

import pytest

from maille.core.linking.comparing import compare, distance
from maille.core.linking.folding import (
    name_words,
    read_email,
    read_phone,
    read_siret,
    read_traits,
    read_website,
)
from maille.core.linking.frequencies import count
from maille.core.linking.values import Described, Field, Level

TOWN = {"postcode": "44000", "locality": "Nantes"}


def found(first, second, *others):
    one = read_traits(Described("1", **{"name": "", **first}))
    two = read_traits(Described("2", **{"name": "", **second}))
    rest = [read_traits(Described(f"o{rank}", **other)) for rank, other in enumerate(others)]
    known = count([one, two, *rest])
    there, back = compare(one, two, known), compare(two, one, known)
    assert there == back
    return there


def case(field, first, second, *others):
    one = found(first, second, *others)[field]
    return one.level.value, one.case


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Le Fab-Lab d'Ancenis", "FabLab Ancenis", ("agree", "same")),
        ("Place To Co", "PlaceToCo", ("agree", "same")),
        ("Espace Esperluette", "Esperluette", ("close", "close")),
        ("Le Periscop", "Le Périscope", ("agree", "same")),
        ("Syntaxe Error 2.0", "Syntaxe Erreur 2.0", ("close", "close")),
        ("Labo Arts & Techs / Stereolux", "Stereolux", ("close", "held")),
        ("Hub36", "HUB 36 Coworking", ("close", "held")),
        ("CCO", "Centre culturel œcuménique Jean-Pierre-Lachaize", ("close", "initials")),
        ("Centre culturel œcuménique Jean-Pierre-Lachaize", "CCO", ("close", "initials")),
        ("La Cordée Fouré", "La Corderie Erdre", ("differ", "differ")),
        ("La Maison Papillon bleu", "Le Papillon des arts libres", ("differ", "alike")),
        ("Espace Oasis", "Espace Oasis 2", ("differ", "other_site")),
        ("Pimms de Lorient", "Bus Pimms de Lorient", ("differ", "other_site")),
        ("Mairie de Vertou", "Médiathèque de Vertou", ("differ", "other_kind")),
        ("MSAP de Salbris", "France Services de Salbris", ("agree", "same")),
        ("Le 23", "Le 67", ("differ", "differ")),
        ("Le Bocal", "", ("missing", "missing")),
    ],
)
def test_names(first, second, expected):
    assert case(Field.NAME, {"name": first}, {"name": second}) == expected


def test_number_of_the_street_marks_no_other_site():
    first = {"name": "Le 122 Paï Paï", "street": "122 rue de la Chalouère"}
    assert case(Field.NAME, first, {"name": "Paï Paï"}) == ("close", "held")


def test_frequent_words_and_the_town_tell_little():
    rare = found({"name": "La Filature"}, {"name": "Filature"})[Field.NAME]
    frequent = found({"name": "Espace coworking"}, {"name": "Coworking"})[Field.NAME]
    of_the_town = found({"name": "Nantes", **TOWN}, {"name": "Nantes", **TOWN})[Field.NAME]
    assert (rare.case, frequent.case, of_the_town.case) == ("same", "common", "common")
    assert max(frequent.bits, of_the_town.bits) < 7 < rare.bits
    name = {"name": "Fablab de Nantes", **TOWN}
    assert case(Field.NAME, name, {"name": "FabLab Nantes", **TOWN}) == ("close", "common")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("5 Bd de la Paix", "5, boulevard de la Paix", ("agree", "same_address")),
        ("46-48 rue Noblemaire", "48 rue Noblemaire", ("agree", "same_address")),
        ("Hangar 2, 12 quai du Port", "12 quai du Port", ("agree", "same_address")),
        ("Quai du Port", "12 quai du Port", ("close", "same_street")),
        ("Quai du Port", "quai du Port", ("close", "same_way")),
        ("12 quai du Port", "12 bis quai du Port", ("differ", "bis")),
        ("12 quai du Port", "16 quai du Port", ("differ", "neighbour")),
        ("12 quai du Port", "99 quai du Port", ("differ", "other_number")),
        ("12 quai du Port", "12 rue des Tilleuls", ("differ", "other_street")),
        ("12 quai du Port", "", ("missing", "missing")),
        ("BP 40012", "12 quai du Port", ("missing", "missing")),
    ],
)
def test_addresses(first, second, expected):
    if first.startswith("Hangar"):
        first = first.removeprefix("Hangar 2, ")
    assert case(Field.ADDRESS, {"street": first}, {"street": second}) == expected


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (10, ("agree", "spot")),
        (100, ("close", "door")),
        (500, ("close", "near")),
        (2000, ("differ", "far")),
        (9000, ("differ", "elsewhere")),
    ],
)
def test_points(metres, expected):
    north = (0.0, 49.0 + metres / 111_195)
    assert case(Field.POINT, {"point": (0.0, 49.0)}, {"point": north}) == expected


@pytest.mark.parametrize(
    "point", [None, (0.0, 0.0), (0.001, -0.002), (float("nan"), 49.0), (0.1, float("inf"))]
)
def test_missing_point_is_near_nothing(point):
    assert case(Field.POINT, {"point": point}, {"point": point}) == ("missing", "missing")
    assert case(Field.POINT, {"point": point}, {"point": (0.0, 49.0)}) == ("missing", "missing")


def test_point_that_many_share_says_nothing():
    here = {"name": "x", "point": (0.1, 49.0)}
    assert case(Field.POINT, here, here, here, here) == ("missing", "crowded")
    assert case(Field.POINT, here, here, here) == ("agree", "spot")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"commune": "44109"}, {"commune": "44109"}, ("agree", "same_town")),
        ({"commune": "44109", **TOWN}, {"commune": "44162", **TOWN}, ("agree", "same_town")),
        ({"locality": "NANTES CEDEX 2"}, TOWN, ("agree", "same_town")),
        ({"locality": "Rezé"}, TOWN, ("differ", "other_town")),
        ({"commune": "44109"}, TOWN, ("missing", "missing")),
    ],
)
def test_towns(first, second, expected):
    assert case(Field.COMMUNE, first, second) == expected


def test_websites():
    page = {"website": "https://www.le-wip.com/index.php"}
    assert case(Field.WEBSITE, page, {"website": "le-wip.com"}) == ("agree", "same_page")
    assert case(Field.WEBSITE, page, {"website": "le-wip.com/a"}) == ("close", "same_site")
    assert case(Field.WEBSITE, page, {"website": "wip.fr"}) == ("differ", "other_site")
    assert case(Field.WEBSITE, page, {}) == ("missing", "missing")
    shared = [{"name": "x", "website": f"facebook.com/{rank}"} for rank in range(4)]
    one, two = {"website": "facebook.com/a"}, {"website": "facebook.com/b"}
    assert case(Field.WEBSITE, one, two, *shared) == ("differ", "other_page")


@pytest.mark.parametrize(
    "address", ["", "moi@wip.fr", "en cours", "localhost", "https://a.example", "http://[::1"]
)
def test_no_website(address):
    assert read_website(address) == ("", "")


def test_websites_keep_what_names_the_page():
    assert read_website("wip.fr/?page=2") == ("wip.fr", "wip.fr?page=2")


def test_establishments():
    one, two, three = "40109226700020", "40109226700038", "21140167200019"
    assert case(Field.SIRET, {"siret": one}, {"siret": one}) == ("agree", "same")
    assert case(Field.SIRET, {"siret": one}, {"siret": two}) == ("differ", "same_company")
    assert case(Field.SIRET, {"siret": one}, {"siret": three}) == ("differ", "differ")
    assert case(Field.SIRET, {"siret": one}, {"siret": "?"}) == ("missing", "missing")
    assert (read_siret("0" * 14), read_siret("4010922670002")) == ("", "")


def test_phones_and_addresses_made_up_for_examples_say_nothing():
    assert [read_phone(text) for text in ("+33 1 99 00 12 34", "06 39 98 00 00", "12")] == [""] * 3
    assert read_phone("0032 69 44 12 34") == "003269441234"
    assert [read_email(text) for text in ("a@example.org", "a@b.test", "a", "a@b@c.fr")] == [""] * 4
    phones = found({"phone": "02 31 00 00 01"}, {"phone": "+33 2 31 00 00 01"})
    assert phones[Field.PHONE].level is Level.AGREE
    assert case(Field.EMAIL, {"email": "a@wip.fr"}, {"email": "b@wip.fr"}) == ("differ", "differ")


def test_name_of_ties_alone_keeps_its_words():
    assert name_words("Sur le") == ("sur", "le")


def test_distance_is_symmetric_and_null_on_the_spot():
    here, there = (-0.29, 49.2), (2.35, 48.85)
    assert distance(here, there) == distance(there, here)
    assert distance(here, here) == 0
