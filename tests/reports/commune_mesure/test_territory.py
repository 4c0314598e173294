"""The block of territorial figures: quarantined, and yet compared."""

import pytest

from tests.reports.commune_mesure.records import KNOWN, doubts_but, pilot, rotonde

TERRITORY = "blocs.data_territoire"
FIGURES = {"total": 3149, "female": 1600, "male": 1549}


def territory(**donnees):
    return {TERRITORY: {"visible": 1, "donnees": donnees}}


def outline(level, **properties):
    return territory(
        geo={"geo_json": {level: {"type": "Feature", "geometry": {}, "properties": properties}}}
    )


def test_same_figures_in_two_towns_are_doubted_in_both():
    one = pilot(territory(population=FIGURES, resilience={"total": 0, "a": 0, "b": 0}))
    other = rotonde(territory(population=dict(reversed(FIGURES.items())), resilience={"total": 0}))
    expected = {
        (TERRITORY, "quarantined"),
        (f"{TERRITORY}.donnees.population", "duplicated"),
    }
    assert doubts_but(one, other) == expected
    assert doubts_but(other, one) == expected


def test_same_figures_of_one_town_are_no_copy():
    one = pilot(territory(population=FIGURES))
    other = rotonde({**territory(population=FIGURES), "iris_code": "141670102"})
    assert (f"{TERRITORY}.donnees.population", "duplicated") not in doubts_but(one, other)


@pytest.mark.parametrize(
    ("level", "iris", "doubted"),
    [
        ("departement", "143660101", False),
        ("departement", "352380204", True),
        ("iris", "141670102", True),
        ("iris", "141670101", False),
        ("region", "143660101", False),
        ("region", "352380204", True),
    ],
)
def test_same_figures_are_a_copy_when_the_territories_differ(level, iris, doubted):
    one = pilot(territory(insee={level: {"csp": FIGURES}, "own": 1}))
    other = rotonde({**territory(insee={level: {"csp": FIGURES}}), "iris_code": iris})
    found = doubts_but(one, other, known=KNOWN)
    path = f"{TERRITORY}.donnees.insee.{level}"
    assert ((path, "duplicated") in found) is doubted


def test_only_the_widest_copied_block_is_named():
    figures = territory(insee={"commune": {"csp": FIGURES, "logement": FIGURES}})
    found = doubts_but(pilot(figures), rotonde(figures))
    assert {path for path, flag in found if flag == "duplicated"} == {f"{TERRITORY}.donnees.insee"}


def test_named_blocks_are_named_inside_a_copied_one():
    figures = outline("commune", insee_com="1", nom_com="", statut="2", population=3)
    found = doubts_but(pilot(figures), rotonde(figures))
    assert (f"{TERRITORY}.donnees.geo.geo_json.commune.properties", "duplicated") in found
    assert (f"{TERRITORY}.donnees.geo", "duplicated") in found


def test_inner_block_copied_more_widely_is_named_too():
    one = territory(commune={"csp": FIGURES, "age": {"a": 1, "b": 2, "c": 3}})
    third = rotonde(
        {**territory(commune={"csp": FIGURES}), "name": "Lieu", "iris_code": "130010101"}
    )
    found = doubts_but(pilot(one), rotonde(one), third)
    assert {
        (f"{TERRITORY}.donnees.commune", "duplicated"),
        (f"{TERRITORY}.donnees.commune.csp", "duplicated"),
    } <= found


@pytest.mark.parametrize(
    ("level", "properties", "doubted"),
    [
        ("commune", {"insee_com": "37233", "nom_com": "Saint-Pierre"}, True),
        ("commune", {"insee_com": "14167", "nom_com": "COLOMBELLES"}, False),
        ("commune", {"insee_com": "", "nom_com": "Rennes"}, True),
        ("commune", {"insee_com": 14167, "nom_com": None}, False),
        ("iris", {"citycode": "141670101", "ville": "Colombelles"}, False),
        ("iris", {"citycode": "930480101", "ville": "Colombelles"}, True),
        ("departement", {"code": "14", "nom": "calvados"}, False),
        ("departement", {"code": "35", "nom": "Calvados"}, True),
        ("departement", {"code": "14", "nom": "Paris Ouest"}, True),
        ("region", {"code": "28", "nom": "Normandie"}, False),
        ("region", {"code": "11", "nom": "Centre val de loire"}, True),
        ("region", {"new_code": "93", "region": "NORMANDIE"}, True),
    ],
)
def test_outlines_are_of_the_place(level, properties, doubted):
    path = f"{TERRITORY}.donnees.geo.geo_json.{level}.properties"
    found = doubts_but(pilot(outline(level, **properties)), known=KNOWN)
    assert ((path, "inconsistent") in found) is doubted


def test_outline_of_an_arrondissement_is_of_its_city():
    record = pilot(
        {
            **outline("commune", insee_com="13055", nom_com="Marseille"),
            "iris_code": "132010104",
            "address": {"city": "Marseille", "address": "1 rue", "postalcode": "13001"},
        }
    )
    assert {flag for _path, flag in doubts_but(record, known=KNOWN)} == {"quarantined"}


@pytest.mark.parametrize(
    ("donnees", "path"),
    [
        ([], "donnees"),
        ({"population": []}, "donnees.population"),
        ({"geo": {"geo_json": {"commune": [1]}}}, "donnees.geo.geo_json.commune"),
        (
            {"geo": {"geo_json": {"commune": {"coordinates": [1]}}}},
            "donnees.geo.geo_json.commune",
        ),
    ],
)
def test_wrong_shapes_of_the_territory_are_doubted(donnees, path):
    record = pilot({TERRITORY: {"donnees": donnees}})
    assert doubts_but(record) == {
        (TERRITORY, "quarantined"),
        (f"{TERRITORY}.{path}", "inconsistent"),
    }


def test_figures_nested_deeper_than_the_format_are_not_compared():
    def nested(own):
        figures = FIGURES
        for level in range(6):
            figures = {f"level{level}": figures, "own": f"{own}{level}"}
        return territory(deep=figures)

    assert doubts_but(pilot(nested("a")), rotonde(nested("b"))) == {(TERRITORY, "quarantined")}
