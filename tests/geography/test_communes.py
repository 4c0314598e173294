import time

import pytest

from maille.geography.actions import load_communes
from maille.geography.errors import UnknownCommuneError
from maille.geography.gazetteer import Gazetteer
from maille.geography.models import Commune
from maille.geography.queries import (
    commune_code,
    find_commune,
    find_department,
    match_commune,
    search_communes,
)
from tests.rows import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def communes(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, load_communes):
        yield


def test_load_communes_is_quick_and_safe_to_repeat(communes):
    Commune.objects.filter(country="FR", code="14167").update(name="Autre")
    before = Commune.objects.count()
    start = time.process_time()
    assert load_communes() == before
    assert time.process_time() - start < 3
    assert Commune.objects.get(country="FR", code="14167").name == "Colombelles"


def test_former_and_longer_names_are_found_by_their_postcode(communes):
    gazetteer = Gazetteer()
    found = {
        told: commune.name if (commune := gazetteer.matching("FR", *told)) else None
        for told in (
            ("Cherbourg", "50100"),
            ("LYON 3e arrondissement", "69003"),
            ("Équeurdreville-Hainneville", "50120"),
            ("Caen", "50100"),
            ("Cherbourg", ""),
            ("Annecy", "74966"),
            ("Baie-Mahault", "97129"),
            ("Saint-Laurent-du-Maroni", "97370"),
        )
    }
    assert list(found.values()) == [
        *("Cherbourg-en-Cotentin", "Lyon", None, None, None, "Annecy", "Baie-Mahault", None)
    ]
    assert gazetteer.only_one_of("FR", "50120").name == "Cherbourg-en-Cotentin"
    assert gazetteer.only_one_of("FR", "14460").name == "Colombelles"
    assert gazetteer.only_one_of("FR", "01400") is None


def test_name_without_postcode_is_one_commune_where_the_point_says_so(communes):
    gazetteer = Gazetteer()
    known = gazetteer.only_one_named
    assert known("FR", "Nice", None).code == "06088"
    assert known("FR", "Nice", (7.27, 43.7)).code == "06088"
    assert known("FR", "Nice", (2.35, 48.85)) is None
    assert known("FR", "Saint-Denis", None) is None
    assert known("FR", "Saint-Denis", (2.36, 48.94)).code == "93066"
    assert known("FR", "Saint-Denis", (55.45, -20.88)).code == "97411"
    Commune.objects.filter(code="06088").update(longitude=None)
    assert Gazetteer().only_one_named("FR", "Nice", (2.35, 48.85)).code == "06088"


def test_load_communes_knows_both_countries(communes):
    assert Commune.objects.filter(country="FR").count() == 34_969
    assert Commune.objects.filter(country="BE").count() == 565
    caen = Commune.objects.get(country="FR", code="14118").intermunicipality
    assert (caen.code, caen.name, caen.kind) == ("200065597", "CU Caen la Mer", "CU")
    assert Commune.objects.filter(country="FR", intermunicipality=None).count() == 98
    tournai = Commune.objects.get(country="BE", code="57081")
    assert (tournai.name, tournai.other_name) == ("Tournai", "Doornik")
    assert tournai.department.region.name == "Région wallonne"


def test_load_communes_gives_a_point_to_almost_every_french_one(communes):
    nowhere = Commune.objects.filter(country="FR", longitude=None).count()
    assert nowhere == 105


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("colombelles", "Colombelles"),
        ("herouville saint clair", "Hérouville-Saint-Clair"),
        ("HÉROUVILLE-ST-CLAIR", "Hérouville-Saint-Clair"),
        ("haÿ les roses", "L'Haÿ-les-Roses"),
        ("mans", "Le Mans"),
        ("colombelles 14460", "Colombelles"),
        ("14167", "Colombelles"),
        ("75011", "Paris"),
        ("doornik", "Tournai"),
        ("7500", "Tournai"),
        ("2a004", "Ajaccio"),
    ],
)
def test_search_communes_forgives_spelling(communes, words, first):
    assert search_communes(words)[0].name == first


@pytest.mark.parametrize("words", ["", "  ", "Zzyzx", "北京"])
def test_search_communes_finds_nothing(communes, words):
    assert search_communes(words) == []


def test_search_communes_puts_the_same_name_before_longer_ones(communes):
    assert [commune.name for commune in search_communes("mesnil", limit=2)] == [
        "Le Mesnil",
        "Mesnil-Raoul",
    ]


def test_search_communes_asks_once(communes, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [str(found.department.region) for found in search_communes("colombelles")] == [
            "Normandie"
        ]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("14167", "Colombelles"),
        (" fr-14167 ", "Colombelles"),
        ("BE-57081", "Tournai"),
        ("13201", "Marseille"),
        ("2a004", "Ajaccio"),
    ],
)
def test_find_commune_reads_codes_of_both_countries(communes, code, name):
    assert find_commune(code).name == name


@pytest.mark.parametrize("code", ["", "99999", "57999", "BE-99999", "Colombelles"])
def test_find_commune_refuses_what_is_no_code(communes, code):
    with pytest.raises(UnknownCommuneError):
        find_commune(code)


def test_commune_code_is_read_back(communes):
    for code in ("14167", "BE-57081"):
        assert commune_code(find_commune(code)) == code


def test_find_department_from_a_postcode(communes):
    assert find_department("FR", "14460").name == "Calvados"
    assert find_department("BE", "7500").name == "Province du Hainaut"
    assert find_department("FR", "") is None
    assert find_department("BE", "14460") is None


def test_match_commune_needs_a_name_and_a_postcode(communes):
    assert match_commune("FR", "colombelles", "14460").code == "14167"
    assert match_commune("BE", "Bruxelles", "1000").code == "21004"
    assert match_commune("FR", "colombelles", "") is None
    assert match_commune("FR", "", "14460") is None
    assert match_commune("FR", "Colombelle", "14460") is None


def test_names_stand_for_rows(communes):
    commune = find_commune("14167")
    assert [str(commune), str(commune.department), str(commune.department.region)] == [
        "Colombelles",
        "Calvados",
        "Normandie",
    ]
