"""Facts of the place, whatever stands where they should."""

import pytest

from maille.places import enums
from maille.reports.commune_mesure import take
from maille.reports.commune_mesure.doubts import find_doubts
from maille.reports.commune_mesure.tables import load_fields
from tests.reports.commune_mesure.records import doubts_but, pilot, questionnaire, read

PRESENTATION = "blocs.presentation.donnees"
MEANS = "blocs.moyens.donnees"
VALUES = "blocs.valeurs.donnees"


def taken(record):
    found = read(record)
    return {(fact.target, fact.value) for fact in take(found, find_doubts([found])[0]).fields}


def values(record, target):
    return [fact.value for fact in read(record).fields if fact.target == target]


def test_portrait_takes_what_nobody_doubts():
    assert taken(pilot()) == {
        ("name", "Le Fournil"),
        ("organisation_form", "association"),
        ("insee", "14167"),
        ("street", "3 impasse du Four"),
        ("postcode", "14460"),
        ("locality", "Colombelles"),
        ("founding_idea", "Rallumer le four du bourg et cuire ensemble."),
        ("organisation_name", "Les Pains levés"),
        ("opened", "2016-09-03"),
        ("founded", "2015-02-11"),
        ("square_metres", 240.0),
        ("employees", 2.5),
        ("partners.public", "Commune, communauté urbaine"),
        ("partners.private", "Minoterie Lenoir, Le Blé d'or"),
        ("audiences", ("children", "families", "elderly")),
        ("accessibility", ("wheelchair",)),
        ("values", ("welcome", "sharing")),
        ("means.investment.public_funds", 18500.0),
        ("means.investment.private_funds", 4200.0),
        ("means.operating.grants", 9300.0),
        ("means.operating.income", 31250.5),
        ("volunteers", 24.0),
        ("composition.companies", 2.0),
        ("composition.associations", 3.0),
        ("composition.created", 1.0),
        ("links.website", "https://le-fournil.test/accueil"),
        ("links.facebook", "https://www.facebook.com/lefournil"),
    }


def test_territorial_figures_are_never_fields():
    record = read(pilot({"blocs.data_territoire": {"donnees": {"population": {"total": 3149}}}}))
    assert [fact.path for fact in record.fields if "territoire" in fact.path] == []


@pytest.mark.parametrize(
    ("boxes", "choices"),
    [
        ("audiences", enums.Audience),
        ("accessibility", enums.Accessibility),
        ("transports", enums.Transport),
        ("values", enums.PlaceValue),
        ("investment", enums.MeansSource),
        ("operating", enums.MeansSource),
        ("composition", enums.OccupantKind),
    ],
)
def test_boxes_stand_for_choices_of_the_portrait(boxes, choices):
    assert set(load_fields().boxes[boxes].values()) <= set(choices.values)


def test_links_and_forms_stand_for_choices_of_the_portrait():
    assert set(load_fields().links.values()) <= set(enums.LinkKind.values)
    assert set(load_fields().organisation_forms.values()) <= set(enums.OrganisationForm.values)


def test_absent_blocks_are_noted_once():
    assert {
        path
        for path, flag in doubts_but(questionnaire())
        if flag == "missing" and "impact_social" not in path
    } == {
        "iris_code",
        "blocs.presentation",
        "blocs.accessibilite",
        "blocs.valeurs",
        "blocs.moyens",
        "blocs.composition",
        "reseaux_sociaux",
        "evenements",
    }


@pytest.mark.parametrize(
    ("path", "value", "flag"),
    [
        ("address", [], "inconsistent"),
        ("address", "3 impasse du Four", "inconsistent"),
        ("address", None, "missing"),
        ("address", {}, "missing"),
        ("blocs.moyens", ["a"], "inconsistent"),
        (MEANS, [], "inconsistent"),
        (VALUES, [], "inconsistent"),
        (VALUES, {"Accueil": 0}, "missing"),
        (f"{VALUES}.Accueil", 7, "inconsistent"),
        (f"{VALUES}.Accueil", [], "inconsistent"),
        (f"{MEANS}.benevoles", 0, "missing"),
        (f"{MEANS}.benevoles", "0", "missing"),
        (f"{MEANS}.benevoles", 3000, "unit_in_doubt"),
        (f"{MEANS}.benevoles", "3000 heures", "unit_in_doubt"),
        (f"{PRESENTATION}.surface", 2, "unit_in_doubt"),
        (f"{MEANS}.investissement.Fonds publics", 3.5, "unit_in_doubt"),
        (f"{MEANS}.investissement.Fonds publics", 312.7, "unit_in_doubt"),
        (f"{MEANS}.investissement.Fonds publics", 4e9, "unit_in_doubt"),
        (f"{MEANS}.investissement.Fonds publics", 0, "missing"),
        (f"{MEANS}.investissement", [], "inconsistent"),
        (f"{PRESENTATION}.date_ouverture", 0, "missing"),
        (f"{PRESENTATION}.date_ouverture", "demain", "inconsistent"),
        (f"{PRESENTATION}.date_ouverture", "31/02/2019", "inconsistent"),
        (f"{PRESENTATION}.date_ouverture", "0000-00-00", "missing"),
        (f"{PRESENTATION}.date_creation", "1970-01-01", "placeholder"),
        ("status", "", "missing"),
        ("iris_code", 141670101, "inconsistent"),
        ("iris_code", "x", "inconsistent"),
        ("address.postalcode", "n° 14", "inconsistent"),
        ("address.postalcode", 14460, "inconsistent"),
        ("reseaux_sociaux.donnees", "aucun", "inconsistent"),
        ("tags", [3], "inconsistent"),
        (f"{PRESENTATION}.idee_fondatrice", {"a": 1}, "inconsistent"),
        (f"{PRESENTATION}.idee_fondatrice", True, "inconsistent"),
        (f"{PRESENTATION}.idee_fondatrice", 0, "missing"),
        (f"{PRESENTATION}.idee_fondatrice", "?!", "missing"),
        (f"{PRESENTATION}.idee_fondatrice", "À compléter", "placeholder"),
        (f"{PRESENTATION}.idee_fondatrice", "<script>alert(1)</script>", "inconsistent"),
        (f"{PRESENTATION}.idee_fondatrice", "Un lieu de crÃ©ation", "inconsistent"),
        (f"{PRESENTATION}.idee_fondatrice", "abc|def|long_text|value", "placeholder"),
        ("name", "N" * 300, "inconsistent"),
        ("name", 104, "inconsistent"),
        ("creator", {"name": "A", "email": "a@example.org"}, "quarantined"),
        ("publish", False, "quarantined"),
        ("data_territoire", {"donnees": {}}, "quarantined"),
        ("blocs.Data-Territoire", None, "quarantined"),
    ],
)
def test_what_is_odd_is_doubted_where_it_stands(path, value, flag):
    assert doubts_but(pilot({path: value})) == {(path, flag)}


def test_link_that_is_no_object_is_doubted():
    assert doubts_but(pilot({"reseaux_sociaux.donnees": [3]})) == {
        ("reseaux_sociaux.donnees.0", "inconsistent")
    }


def test_hidden_block_is_set_aside():
    record = pilot({"blocs.moyens.visible": "0"})
    assert ("blocs.moyens", "quarantined") in doubts_but(record)
    assert values(record, "volunteers") == []


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2018-01-01T16:12:00.000000Z", "2018-01-01"),
        ("2018", "2018"),
        ("2018-05", "2018-05"),
        ("3/9/2018", "2018-09-03"),
        ("09/2018", "2018-09"),
        (2018, "2018"),
    ],
)
def test_dates_are_read_as_they_are_written(said, date):
    assert values(pilot({"blocs.presentation.donnees.date_ouverture": said}), "opened") == [date]


def test_code_without_its_first_zero_gets_it_back():
    record = pilot(
        {"iris_code": 41290000, "address.postalcode": "04110", "address.city": "Simiane"}
    )
    assert values(record, "insee") == ["04129"]
    assert ("insee", "04129") in taken(record)


def test_name_as_a_number_is_taken():
    assert values(pilot({"name": 104}), "name") == ["104"]


def test_one_line_stays_one_line():
    assert values(pilot({"address.address": "3 impasse\ndu  Four"}), "street") == [
        "3 impasse du Four"
    ]


def test_texts_lose_what_no_database_keeps():
    idea = "Cuire\x00 ensemble\r\nle\u202e pain\ud800."
    record = pilot({"blocs.presentation.donnees.idee_fondatrice": idea})
    assert values(record, "founding_idea") == ["Cuire ensemble\nle pain\ufffd."]
    assert ("blocs.presentation.donnees.idee_fondatrice", "inconsistent") in doubts_but(record)


def test_status_takes_the_portraits_words():
    assert values(pilot({"status": ["Coopérative"]}), "organisation_form") == ["cooperative"]
    record = read(pilot({"status": ["Régie", "Coopérative"]}))
    assert record.first("organisation_form") is None
    assert [unknown.label for unknown in record.unknown_labels] == ["Régie\nCoopérative"]


def test_unknown_boxes_keep_their_words():
    record = read(
        pilot({"blocs.valeurs.donnees": {"Accueil": "oui", "Panache": True, "Partage": "non"}})
    )
    assert [(fact.target, fact.value) for fact in record.fields if "values" in fact.target] == [
        ("values", ("welcome",)),
        ("values_own", ("Panache",)),
    ]
    assert [unknown.label for unknown in record.unknown_labels] == ["Panache"]


def test_opening_of_a_questionnaire_is_no_placeholder():
    record = questionnaire()
    record["blocs"]["presentation"] = pilot()["blocs"]["presentation"]
    assert ("opening", ("Plusieurs jours par semaine",)) in taken(record)


def test_unknown_means_are_kept_in_the_report():
    record = read(
        pilot(
            {
                "blocs.moyens.donnees.fonctionnement.Mécénat": 900,
                "blocs.moyens.donnees.fonctionnement.Dons": 0,
            }
        )
    )
    assert [unknown.label for unknown in record.unknown_labels] == ["Mécénat"]


def test_links_by_name_are_read():
    record = pilot(
        {
            "reseaux_sociaux.donnees": {
                "web": "https://four.test/",
                "twitter": "",
                "peertube": "https://v.test/a",
            }
        }
    )
    assert values(record, "links.website") == ["https://four.test/"]
    assert values(record, "links.other") == ["https://v.test/a"]


@pytest.mark.parametrize(
    ("link", "flag"),
    [
        ("https://twitter.com", "placeholder"),
        ("https://fr-fr.facebook.com/", "placeholder"),
        ("https://www.instagram.com/?", "placeholder"),
        ("https://example.com/page", "placeholder"),
        ("http://localhost/x", "placeholder"),
        ("http://four.test/a", "inconsistent"),
        ("javascript:alert(1)", "inconsistent"),
        ("http://", "inconsistent"),
        ("http://[broken", "inconsistent"),
        ("page", "inconsistent"),
        ("https://a b.fr", "inconsistent"),
        ({"a": 1}, "inconsistent"),
    ],
)
def test_links_to_nobody_are_doubted(link, flag):
    record = pilot(
        {"reseaux_sociaux.donnees": ["https://four.test", {"name": "web", "link": link}]}
    )
    assert doubts_but(record) == {("reseaux_sociaux.donnees.1.link", flag)}


def test_link_to_another_service_is_doubted():
    links = [{"name": "facebook", "link": "https://www.instagram.com/fournil"}]
    assert doubts_but(pilot({"reseaux_sociaux.donnees": links})) == {
        ("reseaux_sociaux.donnees.0.link", "inconsistent")
    }


def test_link_without_a_name_is_another_page():
    record = pilot({"reseaux_sociaux.donnees": [{"name": 3, "link": "https://four.test/a"}]})
    assert values(record, "links.other") == ["https://four.test/a"]
