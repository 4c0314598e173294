"""The report as linked data: what it says, and what it keeps to itself."""

import json

import pytest

from maille.reports.exports import render_jsonld
from maille.reports.exports.jsonld import build_jsonld
from tests.reports.exports.documents import make_document, make_draft, make_empty_draft

SITE = "https://maille.example"
EDITION = f"{SITE}/lieux/la-corderie/rapports/2/"
PLACE = "urn:uuid:6f2b8a0e-52a5-4c55-9f0e-0b2f1a7f9c11"


def nodes(document, language="fr", **of):
    graph = build_jsonld(document, base_url=SITE, language=language)["@graph"]
    return [node for node in graph if all(node.get(key) == value for key, value in of.items())]


def of_type(kind, document, language="fr"):
    return nodes(document, language, **{"@type": kind})


def names(kind, document):
    return [node["hasName"] for node in of_type(kind, document)]


def test_file_is_utf8_indented_and_stable():
    content = render_jsonld(make_document(), base_url=SITE)
    assert content == render_jsonld(make_document(), base_url=SITE)
    assert content.endswith(b"\n}\n")
    assert "Santé, bien-être".encode() in content
    assert json.loads(content) == build_jsonld(make_document(), base_url=SITE)


def test_report_says_what_it_is():
    [report] = of_type("schema:Report", make_document())
    assert report == {
        "@id": EDITION,
        "@type": "schema:Report",
        "schema:name": "La Corderie, Rapport d'effets 2025",
        "schema:description": "Déclaré par l'équipe, sans élément probant.",
        "schema:inLanguage": "fr",
        "schema:about": {"@id": PLACE},
        "schema:creativeWorkStatus": "Published",
        "schema:version": 2,
        "schema:datePublished": "2026-02-12T09:30:00+00:00",
        "schema:temporalCoverage": "2025-01-01/2025-12-31",
        "schema:identifier": "sha256:" + "b5" * 32,
        "schema:license": [
            {"@id": "https://spdx.org/licenses/CC-BY-SA-4.0"},
            {"@id": "https://spdx.org/licenses/ODbL-1.0"},
        ],
        "schema:encoding": [
            {
                "@type": "schema:MediaObject",
                "schema:encodingFormat": "application/pdf",
                "schema:contentUrl": {"@id": f"{SITE}/lieux/la-corderie/rapports/2.pdf"},
            },
            {
                "@type": "schema:MediaObject",
                "schema:encodingFormat": "application/json",
                "schema:contentUrl": {"@id": f"{SITE}/lieux/la-corderie/rapports/2.json"},
            },
        ],
    }


def test_address_of_an_edition_may_be_a_path():
    document = make_document(edition={"url": "/lieux/la-corderie/rapports/2/"})
    assert of_type("schema:Report", document)[0]["@id"] == EDITION


def test_draft_has_no_address_of_its_own():
    [report] = of_type("schema:Report", make_draft())
    assert report == {
        "@id": f"{PLACE}#draft",
        "@type": "schema:Report",
        "schema:name": "La Corderie, Rapport d'effets 2025",
        "schema:description": "Déclaré par l'équipe, sans élément probant.",
        "schema:inLanguage": "fr",
        "schema:about": {"@id": PLACE},
        "schema:creativeWorkStatus": "Draft",
        "schema:temporalCoverage": "2025-01-01/2025-12-31",
    }
    assert nodes(make_draft(), **{"@id": f"{PLACE}#draft-social_ties"}) != []


def test_draft_without_answers_names_its_organisation_alone():
    assert [node["@type"] for node in nodes(make_empty_draft())] == [
        "schema:Report",
        "cids:Organization",
    ]


def test_organisation_is_the_place_in_every_edition():
    [organisation] = of_type("cids:Organization", make_document())
    assert (organisation["@id"], organisation["hasLegalName"]) == (PLACE, "La Corderie")
    assert organisation["schema:description"] == "La Corderie, association"
    assert organisation["schema:location"]["schema:latitude"] == 48.5


def test_organisation_without_coordinates_has_no_location():
    document = make_document(place={"longitude": None, "organisation": None})
    [organisation] = of_type("cids:Organization", document)
    assert {"schema:location", "schema:description"} & organisation.keys() == set()


def test_address_is_given_when_complete():
    [organisation] = of_type("cids:Organization", make_document())
    assert organisation["hasAddress"] == {
        "@id": f"{EDITION}#address",
        "@type": "cids:Address",
        "streetAddress": "4 rue de l'Étoupe",
        "postalCode": "99120",
        "addressLocality": "Sainte-Aube-des-Toiles",
        "addressRegion": "Normandie",
        "addressCountry": "FR",
    }


@pytest.mark.parametrize("part", ["address", "postcode", "commune", "region", "country"])
def test_address_is_left_out_when_incomplete(part):
    [organisation] = of_type("cids:Organization", make_document(place={part: None}))
    assert "hasAddress" not in organisation


def test_scales_and_told_themes_are_themes():
    assert names("cids:Theme", make_document()) == [
        "Échelle individuelle",
        "Lien social",
        "Santé, bien-être",
        "Insertion professionnelle",
        "Capacité à agir",
        "Échelle collective",
        "Solidarité",
        "Inclusion ou exclusion",
        "Échelle territoriale",
        "Entretien des espaces",
        "Services publics et de proximité",
    ]
    [theme] = nodes(make_document(), **{"@id": f"{EDITION}#wellbeing"})
    assert theme["relatesTo"] == f"{EDITION}#scale-individual"
    assert theme["hasCode"]["hasIdentifier"] == "maille-effects/wellbeing"


def test_unfavourable_paragraphs_are_outcomes_under_their_own_words():
    assert [name for name in names("cids:Outcome", make_document()) if "bien-être" in name] == [
        "Santé, bien-être : favorable",
        "Santé, bien-être : ce qui s'est dégradé",
    ]
    [outcome] = nodes(make_document(), **{"@id": f"{EDITION}#outcome-wellbeing-2"})
    assert outcome["hasDescription"] == (
        "L'équipe rapporte du stress ou des conflits. Rapporté, solidité 1 sur 4. Défavorable. "
        "Déclaré par l'équipe, un récit, période 2025."
    )


def test_numbers_are_indicators_and_ticked_options_are_not():
    assert names("cids:Indicator", make_document()) == [
        "Insertion professionnelle : personnes concernées",
        "Capacité à agir : projets imprévus",
        "Lien social : force de l'effet",
        "Repas partagés",
        "Adhésions",
    ]


def test_an_approximate_number_stays_so():
    [indicator] = nodes(make_document(), **{"@id": f"{EDITION}#indicator-agency.initiatives"})
    [report] = nodes(make_document(), forIndicator=indicator["@id"])
    assert indicator["unitDescription"] == "projets imprévus par an"
    assert report["value"]["hasNumericalValue"] == "5"
    assert report["hasComment"] == (
        "L'équipe rapporte environ 5 projets imprévus par an. "
        "Déclaré par l'équipe, sans élément probant."
    )


def test_a_number_keeps_its_decimals():
    document = make_document()
    document["intensities"][0]["median"] = 3.5
    values = [node["value"] for node in of_type("cids:IndicatorReport", document)]
    assert [value["hasNumericalValue"] for value in values] == ["14", "5", "3.5", "48", "212"]


def test_a_number_of_an_unknown_question_has_no_unit_but_the_word():
    document = make_document()
    document["findings"][0] |= {"option": None, "value": 3.0, "per": "period"}
    units = [node["unitDescription"] for node in of_type("cids:Indicator", document)]
    assert units[0] == "nombre"


def test_reports_cover_the_stated_period():
    report = of_type("cids:IndicatorReport", make_document())[0]
    assert (report["startedAtTime"], report["endedAtTime"]) == (
        "2025-01-01T00:00:00",
        "2025-12-31T23:59:59",
    )
    assert report["hasName"] == "Insertion professionnelle : personnes concernées, 2025"


def test_without_period_nothing_is_reported_and_it_is_said_why():
    document = make_document(stated=False)
    indicators = of_type("cids:Indicator", document)
    assert of_type("cids:IndicatorReport", document) == []
    assert [node for node in indicators if "hasIndicatorReport" in node] == []
    assert indicators[0]["hasDescription"] == (
        "L'équipe déclare que 14 personnes ont été concernées. "
        "Sans relevé : personne n'a dit sur quelle période ce chiffre porte."
    )
    [report] = of_type("schema:Report", document)
    assert report["schema:description"].endswith("Période non précisée.")
    assert "schema:temporalCoverage" not in report


def test_english_is_complete():
    document = make_document()
    assert of_type("cids:Outcome", document, "en")[2]["hasName"] == (
        "Health, well-being: what got worse"
    )
    assert of_type("schema:Report", document, "en")[0]["schema:inLanguage"] == "en"


def test_every_reference_is_declared():
    document = make_document()
    document["sections"][0]["themes"][3] |= {"told": False, "paragraphs": [], "stories": []}
    document["indicators"][0]["theme"] = "agency"
    document["sections"][0]["themes"][3]["indicators"] = ["k-1"]
    tree = build_jsonld(document, base_url=SITE)
    links = {term for term, of in tree["@context"].items() if of == linked(tree, term)}
    declared = {node["@id"] for node in tree["@graph"]}
    referred = {
        target
        for node in tree["@graph"]
        for term in links & node.keys()
        for target in (node[term] if isinstance(node[term], list) else [node[term]])
        if isinstance(target, str)
    }
    assert referred - declared == set()


def linked(tree, term):
    of = tree["@context"][term]
    return of if isinstance(of, dict) and of["@type"] == "@id" else None


def test_no_story_is_quoted():
    document = make_document()
    content = render_jsonld(document, base_url=SITE).decode()
    assert [
        story["id"] for story in document["stories"] if (story["text"] or "x" * 99) in content
    ] == []
