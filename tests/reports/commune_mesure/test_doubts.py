"""Contradictions inside a file, and copies between files."""

import pytest

from maille.reports.commune_mesure import find_doubts, take
from tests.reports.commune_mesure.records import (
    BOXES_OF_OPENING,
    KNOWN,
    doubts_but,
    flags,
    pilot,
    questionnaire,
    read,
    rotonde,
)

EFFECTS = "blocs.impact_social.donnees"


def test_two_clean_places_share_nothing():
    assert doubts_but(pilot(), rotonde(), known=KNOWN) == set()
    assert doubts_but(rotonde(), pilot(), known=KNOWN) == set()


def test_doubts_are_sorted_and_the_same_each_time():
    records = [read(pilot({"name": "<b>"})), read(rotonde({"tags": ["Étudiants", "Enfants"]}))]
    found = find_doubts(records)
    assert found == find_doubts(records)
    for doubts in found:
        keys = [(doubt.path, doubt.flag.value, doubt.reason.in_words()) for doubt in doubts]
        assert keys == sorted(keys)


def test_no_file_no_doubt():
    assert find_doubts([]) == ()


def test_questionnaire_has_no_pilot_placeholder():
    assert "placeholder" not in {flag for _path, flag in flags(questionnaire())}


@pytest.mark.parametrize(
    ("opened", "founded", "doubted"),
    [
        ("2012-11-10", "2013-01-07", True),
        ("2012", "2013-01", True),
        ("2013", "2013-06-01", False),
        ("2013-01-07", "2013-01-07", False),
    ],
)
def test_opened_before_it_was_created(opened, founded, doubted):
    block = "blocs.presentation.donnees"
    record = pilot({f"{block}.date_ouverture": opened, f"{block}.date_creation": founded})
    both = {(f"{block}.date_ouverture", "inconsistent"), (f"{block}.date_creation", "inconsistent")}
    assert doubts_but(record) == (both if doubted else set())


@pytest.mark.parametrize(
    ("iris", "postcode", "city", "known", "at"),
    [
        ("141670101", "14167", "Colombelles", None, "address.postalcode"),
        ("141670101", "14167", "Colombelles", KNOWN, "address.postalcode"),
        ("141670101", "35000", "Colombelles", None, "address.postalcode"),
        ("141670101", "14000", "Colombelles", KNOWN, "address.postalcode"),
        ("141670101", "14000", "Colombelles", None, None),
        ("144000000", "14400", "Manoir", KNOWN, None),
        ("141670101", "14460", "Rennes", KNOWN, "address.city"),
        ("352380204", "35700", "RENNES", KNOWN, None),
        ("132010104", "13001", "Marseille 1er", KNOWN, None),
        ("2A0040101", "20000", "Ajaccio", None, None),
        ("2B0330101", "20200", "Bastia", None, None),
        ("2B0330101", "20000", "Bastia", None, "address.postalcode"),
        ("974110101", "97400", "Saint-Denis", None, None),
    ],
)
def test_postcode_city_and_iris_code_go_together(iris, postcode, city, known, at):
    record = pilot({"iris_code": iris, "address.postalcode": postcode, "address.city": city})
    found = doubts_but(record, known=known)
    assert found - {("iris_code", "inconsistent")} == ({(at, "inconsistent")} if at else set())
    code_is_right = at is None or postcode == iris[:5]
    assert (("iris_code", "inconsistent") in found) is not code_is_right


def test_doubted_postcode_is_not_taken():
    record = read(pilot({"address.postalcode": "14167"}))
    targets = {fact.target for fact in take(record, find_doubts([record])[0]).fields}
    assert "postcode" not in targets
    assert {"insee", "locality"} <= targets


def test_more_organisations_than_occupants():
    assert doubts_but(pilot({"blocs.composition.donnees.type.Associations": 250})) == {
        ("blocs.composition.donnees.type", "inconsistent")
    }


def test_same_large_amount_twice():
    means = "blocs.moyens.donnees"
    record = pilot({f"{means}.fonctionnement.Recettes": 18500})
    assert doubts_but(record) == {
        (f"{means}.fonctionnement.Recettes", "duplicated"),
        (f"{means}.investissement.Fonds publics", "duplicated"),
    }


def test_fewer_persons_than_events():
    assert doubts_but(pilot({"evenements.publics.nombre": 100})) == {
        ("evenements.publics.personnes accueillies", "unit_in_doubt")
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Prêt de machines, dons de tissus.", "Prêt de machines, dons de tissus."),
        ("Prêt de machines; dons de tissus", "prêt de machines. Dons de tissus,"),
        ("mixité sociale", "Mixité sociale"),
        (
            "On prête le four chaque dimanche à qui le demande gentiment.",
            "Oui. On prête le four chaque dimanche à qui le demande gentiment ! Vraiment.",
        ),
    ],
)
def test_same_words_for_two_themes(one, other):
    record = pilot({f"{EFFECTS}.capacite_agir": one, f"{EFFECTS}.solidarite": other})
    assert doubts_but(record) == {
        (f"{EFFECTS}.capacite_agir", "duplicated"),
        (f"{EFFECTS}.solidarite", "duplicated"),
    }


@pytest.mark.parametrize(
    ("tags", "doubted"),
    [
        (["Famille"], False),
        (["Étudiants"], True),
        (["Fauteuil roulant"], False),
        (["Non-voyant"], True),
        (["Normandie", "Calvados"], False),
        (["Bretagne"], True),
        (["Ille et Vilaine"], True),
        (["PACA"], True),
        (["Four"], False),
        ("Bretagne", False),
    ],
)
def test_tags_say_the_same_as_the_record(tags, doubted):
    expected = {("tags", "inconsistent")} if doubted else set()
    assert doubts_but(pilot({"tags": tags}), known=KNOWN) == expected


def test_tags_of_nowhere_known_are_left_alone():
    assert doubts_but(pilot({"tags": ["Bretagne"]})) == set()


def test_tags_are_compared_by_postcode_without_an_iris_code():
    record = pilot({"iris_code": "", "tags": ["Bretagne"]})
    assert ("tags", "inconsistent") in doubts_but(record, known=KNOWN)


def test_belgian_postcode_is_of_no_department():
    record = pilot({"iris_code": "", "address.postalcode": "7500", "tags": ["Bretagne"]})
    assert doubts_but(record, known=KNOWN) == {("iris_code", "missing")}


def test_same_account_in_two_places_is_doubted_in_both():
    same = "Les grandes tablées ont lieu une fois par mois."
    one = pilot({f"{EFFECTS}.lien_social": same})
    other = rotonde({f"{EFFECTS}.reseaux": same.upper()})
    assert doubts_but(one, other) == {(f"{EFFECTS}.lien_social", "duplicated")}
    assert doubts_but(other, one) == {(f"{EFFECTS}.reseaux", "duplicated")}


def test_copied_sentence_inside_an_account_is_doubted():
    copied = "Le bénévole arrive timide et repart avec plus de confiance en lui."
    one = pilot({f"{EFFECTS}.lien_social": copied})
    other = rotonde({f"{EFFECTS}.reseaux": f"Chez nous aussi. {copied} Souvent."})
    assert doubts_but(other, one) == {(f"{EFFECTS}.reseaux", "duplicated")}


def test_same_few_words_in_two_places_are_no_copy():
    one = pilot({f"{EFFECTS}.lien_social": "Mixité sociale"})
    assert doubts_but(one, rotonde({f"{EFFECTS}.lien_social": "mixité sociale"})) == set()


def test_same_idea_street_and_link_in_two_places():
    idea = "blocs.presentation.donnees.idee_fondatrice"
    record = rotonde(
        {
            idea: "Rallumer le four du bourg et cuire ensemble !",
            "address.address": "3, impasse du Four, bâtiment B",
            "reseaux_sociaux.donnees": {
                "facebook": "https://facebook.com/LeFournil/",
                "twitter": "https://twitter.com",
            },
        }
    )
    other = pilot({"address.address": "3 impasse du Four bâtiment B"})
    assert doubts_but(record, other) == {
        (idea, "duplicated"),
        ("address.address", "duplicated"),
        ("reseaux_sociaux.donnees.facebook", "duplicated"),
        ("reseaux_sociaux.donnees.twitter", "placeholder"),
    }


def test_same_name_in_two_files():
    assert ("name", "duplicated") in doubts_but(pilot(), rotonde({"name": "LE FOURNIL"}))


def test_same_file_twice_is_doubted_and_makes_no_constant():
    found = doubts_but(pilot(), pilot(), pilot())
    assert {("name", "duplicated"), (f"{EFFECTS}.lien_social", "duplicated")} <= found
    assert "placeholder" not in {flag for _path, flag in found}


def places(count, **changes):
    shared = {path.replace("__", "."): value for path, value in changes.items()}
    return [
        rotonde(
            {
                "name": f"Lieu {number}",
                "iris_code": f"35{number:03}0101",
                "address": {"city": f"Ville {number}", "address": "", "postalcode": "35000"},
                EFFECTS: {"reseaux": f"Texte {number}"},
                "blocs.presentation.donnees.idee_fondatrice": f"Idée {number}",
                "blocs.presentation.donnees.acteurs_publics": f"Ville {number}",
                "blocs.presentation.donnees.nb_manager": number,
                "blocs.presentation.donnees.surface": 100 + number,
                "blocs.presentation.donnees.ouverture": {**BOXES_OF_OPENING, f"Jour {number}": 1},
                "blocs.valeurs.donnees": {f"Valeur {number}": 1},
                **shared,
            }
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("blocs.presentation.donnees.nb_manager", 1, "blocs.presentation.donnees.nb_manager"),
        ("blocs.presentation.donnees.surface", 150, "blocs.presentation.donnees.surface"),
        ("blocs.valeurs.donnees", {"Accueil": 1, "Partage": 1}, "blocs.valeurs.donnees"),
        ("badges", ["France"], "badges"),
    ],
)
def test_same_value_in_most_files_is_a_placeholder(path, value, at):
    records = places(4, **{path: value})
    assert (at, "placeholder") in doubts_but(*records)
    assert (at, "placeholder") not in doubts_but(*records[:2])


def test_zero_everywhere_is_unknown_and_no_placeholder():
    path = "blocs.moyens.donnees.benevoles"
    found = {one for one in doubts_but(*places(4, **{path: 0})) if one[0] == path}
    assert found == {(path, "missing")}


def test_a_box_ticked_in_every_file_is_a_placeholder():
    records = places(5)
    for number, record in enumerate(records):
        boxes = {"Accueil": 1, "Valeur": 0, f"Valeur {number}": 1}
        record["blocs"]["valeurs"]["donnees"] = boxes
    path = "blocs.valeurs.donnees.Accueil"
    assert (path, "placeholder") in doubts_but(*records)
    assert (path, "placeholder") not in doubts_but(*records[:4])


def test_same_list_of_labels_in_two_files():
    badges = ["cantine", "jardin", "four"]
    record = pilot({"badges": badges})
    assert doubts_but(record, rotonde({"badges": badges[::-1]})) == {("badges", "duplicated")}
    assert doubts_but(record, rotonde({"badges": badges[:2]})) == set()
