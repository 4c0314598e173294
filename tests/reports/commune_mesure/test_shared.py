"""The nine real records kept beside the repository: what is known to be wrong in them is seen."""

import pytest

from maille.reports.commune_mesure import Record, Shape, find_doubts, read_record, take

EFFECTS = "blocs.impact_social.donnees"
TERRITORY = "blocs.data_territoire.donnees"


@pytest.fixture(scope="module")
def records(shared_data):
    found = [
        read_record(path.read_bytes(), name=path.name)
        for path in sorted((shared_data / "commune_mesure").glob("*.json"))
    ]
    assert {type(record) for record in found} == {Record}
    return found


@pytest.fixture(scope="module")
def doubts(records):
    found = find_doubts(records)
    return {
        record.file: {(doubt.path, doubt.flag.value) for doubt in doubted}
        for record, doubted in zip(records, found, strict=True)
    }


def files_with(doubts, path, flag):
    return {file for file, found in doubts.items() if (path, flag) in found}


def test_all_are_of_the_pilot_shape(records):
    assert {record.shape for record in records} == {Shape.PILOT}
    assert {record.answers for record in records} == {()}
    assert {record.unknown_labels for record in records} == {()}


@pytest.mark.parametrize(
    ("path", "flag"),
    [
        ("blocs.presentation.donnees.ouverture", "placeholder"),
        ("blocs.accessibilite.donnees.transports", "placeholder"),
        ("blocs.presentation.donnees.nb_manager", "placeholder"),
        ("blocs.data_territoire", "quarantined"),
        (f"{EFFECTS}.egalite_homme_femme", "missing"),
        (f"{EFFECTS}.cadre_de_vie", "missing"),
        (f"{EFFECTS}.entretien_des_espaces", "missing"),
        (f"{EFFECTS}.services_publics", "missing"),
        (f"{EFFECTS}.innovation_publique", "missing"),
        ("blocs.moyens.donnees.investissement.Fonds apportés", "missing"),
    ],
)
def test_every_file_shares_these_doubts(doubts, path, flag):
    assert files_with(doubts, path, flag) == set(doubts)


@pytest.mark.parametrize("block", ["population", "logement", "activites"])
def test_same_figures_stand_in_many_towns(doubts, block):
    copied = {
        "Aquarium.json", "Coco_velten.json", "Ecole_Buissonniere.json", "La_Proue.json",
        "Le-point-haut.json", "la_quincaillerie.json",
    }  # fmt: skip
    others = set() if block == "population" else {"Hotel-Pasteur.json", "Le-6b.json"}
    assert files_with(doubts, f"{TERRITORY}.{block}", "duplicated") == copied | others


def test_one_towns_properties_stand_in_others(doubts):
    path = f"{TERRITORY}.geo.geo_json.commune.properties"
    elsewhere = {
        "Aquarium.json", "Coco_velten.json", "Ecole_Buissonniere.json", "la_quincaillerie.json",
    }  # fmt: skip
    assert files_with(doubts, path, "inconsistent") == elsewhere
    assert files_with(doubts, path, "duplicated") == elsewhere | {"Le-point-haut.json"}


def test_accounts_copied_from_one_place_to_another(doubts):
    for theme in ("lien_social", "sante_bien_être", "appartenance_exclusion"):
        assert files_with(doubts, f"{EFFECTS}.{theme}", "duplicated") == {
            "Ecole_Buissonniere.json",
            "Le-point-haut.json",
        }


def test_agency_and_solidarity_say_the_same_in_seven(doubts):
    for theme in ("capacite_agir", "solidarite"):
        assert files_with(doubts, f"{EFFECTS}.{theme}", "duplicated") == set(doubts) - {
            "Aquarium.json",
            "Le-Telegraphe.json",
        }


@pytest.mark.parametrize(
    ("path", "flag", "files"),
    [
        ("address.postalcode", "inconsistent", {"Le-6b.json"}),
        ("blocs.presentation.donnees.date_ouverture", "inconsistent", {"Hotel-Pasteur.json"}),
        (
            "blocs.moyens.donnees.benevoles",
            "unit_in_doubt",
            {"Hotel-Pasteur.json", "Ecole_Buissonniere.json"},
        ),
        ("blocs.moyens.donnees.benevoles", "missing", {"Le-Telegraphe.json"}),
        (
            "blocs.moyens.donnees.investissement.Fonds publics",
            "unit_in_doubt",
            {"La_Proue.json"},
        ),
        ("blocs.moyens.donnees.investissement.Fonds privés", "unit_in_doubt", {"La_Proue.json"}),
        ("blocs.composition.donnees.type", "inconsistent", {"Hotel-Pasteur.json"}),
        ("reseaux_sociaux.donnees.2.link", "placeholder", {"Le-6b.json", "Le-point-haut.json"}),
        ("reseaux_sociaux.donnees.3.link", "duplicated", {"Le-6b.json", "Le-point-haut.json"}),
        (
            "reseaux_sociaux.donnees.4.link",
            "placeholder",
            {"Hotel-Pasteur.json", "Le-6b.json", "Le-Telegraphe.json", "Le-point-haut.json"},
        ),
        ("tags", "inconsistent", {"Coco_velten.json", "Hotel-Pasteur.json"}),
        (
            f"{TERRITORY}.geo.geo_json.departement.properties",
            "inconsistent",
            {"Hotel-Pasteur.json"},
        ),
        (f"{TERRITORY}.geo.geo_json.iris.properties", "inconsistent", {"Le-6b.json"}),
        ("blocs.valeurs.donnees", "missing", {"Ecole_Buissonniere.json"}),
        ("blocs.accessibilite.donnees.publics", "missing", {"la_quincaillerie.json"}),
    ],
)
def test_known_faults_are_seen(doubts, path, flag, files):
    assert files_with(doubts, path, flag) == files


def test_codes_written_as_numbers_and_unpublished_records(doubts):
    assert files_with(doubts, "iris_code", "inconsistent") == set(doubts) - {
        "Ecole_Buissonniere.json",
        "Hotel-Pasteur.json",
    }
    assert files_with(doubts, "publish", "quarantined") == set(doubts) - {"Aquarium.json"}


def test_each_file_alone_keeps_its_own_faults(records):
    for record in records:
        alone = {(doubt.path, doubt.flag.value) for doubt in find_doubts([record])[0]}
        assert {
            ("blocs.presentation.donnees.ouverture", "placeholder"),
            ("blocs.accessibilite.donnees.transports", "placeholder"),
            ("blocs.data_territoire", "quarantined"),
        } <= alone


def test_no_doubted_figure_is_taken(records):
    for record, doubted in zip(records, find_doubts(records), strict=True):
        paths = {doubt.path for doubt in doubted if doubt.flag == "unit_in_doubt"}
        assert paths & {fact.path for fact in take(record, doubted).fields} == set()
