"""A made-up regional list whose pairs are known: hard on purpose, as real ones are."""

import pytest

from maille.core.linking.search import find_pairs
from maille.core.linking.values import Described

TOWNS = {
    "Rennes": ("35000", -1.68, 48.11),
    "Vannes": ("56000", -2.76, 47.66),
    "Brest": ("29200", -4.48, 48.39),
    "Lorient": ("56100", -3.36, 47.75),
    "Saint-Malo": ("35400", -2.01, 48.65),
    "Quimper": ("29000", -4.10, 47.99),
    "Lannion": ("22300", -3.46, 48.73),
    "Dinan": ("22100", -2.05, 48.45),
    "Redon": ("35600", -2.08, 47.65),
    "Vitré": ("35500", -1.21, 48.12),
}
# One place told twice: its names, its addresses, its town, what else both say.
TWICE = (
    (("Le Collectif des Possibles", "COLLECTIF DES POSSIBLES"), ("3 rue Haute",) * 2, "Vannes"),
    (
        ("La Fourmilière", "La Fourmiliere - coworking"),
        ("12 rue du Port", "12 r. du Port"),
        "Brest",
    ),
    (("Tiers-lieu Le Pressoir", "Le Pressoir"), ("8 avenue Foch", "8 av. Foch"), "Redon"),
    (("Fab Lab Kreizenn", "FABLAB KREIZENN"), ("5 place Anatole", "5 Pl. Anatole"), "Lannion"),
    (("Hôtel Pasteur", "Hotel Pasteur"), ("2 place Pasteur", "2 PLACE PASTEUR"), "Rennes"),
    (("Ekosol", "EKO SOL"), ("41 quai Zola",) * 2, "Dinan"),
    (("La Basse Cour", "La Basse-Cour, espace partagé"), ("7 rue des Lices",) * 2, "Vitré"),
    (("France Services de Rennes", "France services Rennes"), ("10 rue Nord",) * 2, "Rennes"),
    (("La Fabrique", "LA FABRIQUE"), ("6 rue du Four", "6 RUE DU FOUR"), "Vannes"),
    # Renamed, moved next door, moved across the town: what else they say tells.
    (("Le Grand Bain", "La Piscine Créative"), ("23 rue Hugo",) * 2, "Quimper", "grandbain.bzh"),
    (("Solilab Armor", "Le Solilab Armor"), ("4 rue Sud", "6 rue Sud"), "Lorient", "solilab.bzh"),
    (("Kan ar Mor Lab",) * 2, ("9 rue Est", "30 rue Basse"), "Dinan", "kanarmor.bzh"),
)
# Two places under one roof.
NEIGHBOURS = (
    ("Fablab de la Mer", "Radio Balises", "1 quai Nord", "Lorient"),
    ("Café Théodore", "L'Atelier du Cuir", "14 rue Ouest", "Lannion"),
    ("EPN de la Poste", "Recyclerie Sportive", "3 rue de la Poste", "Brest"),
    ("Le Biblio-Café", "Mission Locale Ouest", "20 rue Large", "Saint-Malo"),
)


def described(key, name, street, town, site="", *, point=None, pointless=False):
    postcode, longitude, latitude = TOWNS[town]
    here = (longitude + (point or 0) * 0.003, latitude + (point or 0) * 0.002)
    return Described(
        key,
        name,
        street,
        postcode,
        town,
        point=None if pointless else here,
        website=f"https://{site}" if site else "",
        phone="02 98 11 22 33" if site == "grandbain.bzh" else "",
    )


@pytest.fixture(scope="module")
def found():
    """Give the pairs found, and those that are one place."""
    places, same = [], set()
    for number, (names, streets, town, *site) in enumerate(TWICE):
        keys = [f"t{number:02}{side}" for side in "ab"]
        same.add(tuple(keys))
        for key, name, street in zip(keys, names, streets, strict=True):
            pointless = bool(number % 3) or key.endswith("b")
            places.append(
                described(key, name, street, town, *site, point=number, pointless=pointless)
            )
    for number, (first, second, street, town) in enumerate(NEIGHBOURS):
        for side, name in (("a", first), ("b", second)):
            places.append(described(f"n{number}{side}", name, street, town, point=20 + number))
    for number, town in enumerate(TOWNS):
        for kind, name in (("f", "La Fabrique"), ("s", f"France Services de {town}")):
            if (name, town) not in {("La Fabrique", "Vannes"), (name, "Rennes")}:
                places.append(
                    described(f"c{kind}{number}", name, f"{number + 50} rue {kind}", town, point=9)
                )
    return {(pair.first, pair.second) for pair in find_pairs(places)}, same


def test_each_place_told_twice_is_found(found):
    pairs, same = found
    assert same - pairs == set()


def test_namesakes_and_neighbours_are_left_apart(found):
    pairs, same = found
    assert pairs - same == set()
