"""Lists of every layout that networks send: suggested, tried, then taken, each row counted."""

import json

import pytest

from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.reports import counts_of
from maille.directory.importing.suggesting import suggest_mapping
from maille.directory.importing.tables import SourceFile
from maille.directory.models import Claim, Record
from maille.places.models import Place
from tests.directory.importing.test_formats import MAIN, workbook

HALF_DAYS = [f"{day} {half}" for day in ("Lundi", "Mardi", "Jeudi") for half in ("matin", "soir")]
LIFE = (
    "Réf;Nom du tiers-lieu;N° et voie;CP;Ville;Statut du lieu;Année d'ouverture;"
    f"Date de fermeture;Activités proposées;{';'.join(HALF_DAYS)};Tél.;Site internet;Surface (m²)\n"
    "A1;La Cordée;12, rue du Port;14460;Colombelles;Ouvert;2016;;Café | Atelier bois;"
    "9h-12h30;14h-18h;;14h-18h;fermé;18h-20h;02 33 00 00 01;www.cordee.example;450\n"
    "A2;L'Établi;3 rue Basse;14460;Colombelles;Fermé en 2021;2014;;Réparation de vélos;"
    ";;;;;;0233000002;;120 m²\n"
    "A3;Le Hangar;1 quai;14460;Colombelles;;;juin 2022;;;;;;;;;;\n"
    "A4;;;14460;Colombelles;Ouvert;;;;;;;;;;;;\n"
)
BESIDE = (
    "Nom,Adresse complète,Coordonnées,Jours d'ouverture,Horaires,Type de lieu,PMR,Site,Facebook,"
    "Mis à jour le\n"
    'La Fabrique,"4 place, 14460 Colombelles","49.2,-0.29",du lundi au vendredi,'
    '9h-12h30 / 14h-18h,"Fablab, Coworking",Oui,http://fab.example,https://fb.example/f,12/03/2024\n'
    'Le Café,"2 rue, 14460 Colombelles","49.21,-0.30",samedi,10h-18h,Café associatif,Non,'
    "cafe.example,,01/02/2024\n"
)
LAMBERT = (
    "Code\tDénomination\tCommune\tX_L93\tY_L93\tEtat\n"
    "A\tLe Dôme\tColombelles\t459000,5\t6905000,1\ten activité\n"
    "B\tL'Annexe\tColombelles\t459100,5\t6905200,1\tdéfinitivement fermé\n"
)
BELGIAN = (
    "Naam / Nom;Rue;Numéro;Code postal;Commune;Heures d'ouverture;Année de création;Activités\n"
    "Cotournai;Rue de la Citadelle;124;7500;Tournai;Lu-Ve 8h30-17h30;2013;coworking / formations\n"
    "De Studio;Gérardstraat;4;2000;Antwerpen;ma-vr 9u-17u;2009;theater, café\n"
)
FORMULAS = (
    '="ID"|"NOM"|"ADRESSE_POSTALE"|"LAT"|"LON"|"THEMATIQUES"|"FERME"\n'
    '="01"|"=CMD(\'x\')"|"1 rue A\n14460 COLOMBELLES"|"49,2"|"-0,29"|"culture / jardin"|"non"\n'
    '="02"|"<b>Le Bas</b>"|"2 rue B, 14460 COLOMBELLES"|"-0,29"|"49,2"|"emploi; bar"|"oui (2022)"\n'
)
NESTED = {
    "result": {
        "places": [
            {
                "uid": 11,
                "titre": "Le Moulin",
                "lieu": {"cp": "14460", "ville": "Colombelles", "gps": [-0.29, 49.2]},
                "tags": ["coworking", "jardin partagé"],
                "horaires": {"lundi": "9h-18h", "mardi": "9.30-12.00", "mercredi": None},
                "pmr": True,
            },
            {
                "uid": 12,
                "titre": "La Ruche",
                "lieu": {"cp": "14460", "ville": "Colombelles", "gps": [-0.3, 49.2]},
                "tags": [],
                "horaires": {"lundi": None, "mardi": None, "mercredi": "14h-18h"},
                "pmr": False,
            },
        ]
    }
}
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {
            "id": "n1",
            "properties": {
                "name": "Coworking du Lac",
                "addr:housenumber": "5",
                "addr:street": "Rue du Lac",
                "amenity": "coworking_space",
                "wheelchair": "yes",
                "start_date": "2015-05",
            },
            "geometry": {"type": "Point", "coordinates": [-0.29, 49.2]},
        }
    ],
}


def row(number, *cells):
    written = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'


TITLED = workbook(
    **{
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>'
        + row(1, "Annuaire des tiers-lieux")
        + row(2, "Mise à jour : mars 2025")
        + row(4, "N°", "Nom de l'établissement", "Localité", "Code postal", "E-mail")
        + row(5, "1", "La Filature", "Colombelles", "14460", "a@example.org")
        + row(6, "2", "Le Labo", "", "14460", "b@example.org")
        + row(7, "3", "", "Colombelles", "14460", "")
        + '</sheetData><mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="C5:C6"/></mergeCells>'
        "</worksheet>"
    }
)
LISTS = {
    "life.csv": LIFE.encode("cp1252"),
    "beside.csv": b"\xef\xbb\xbf" + BESIDE.encode(),
    "lambert.tsv": LAMBERT.encode("utf-16"),
    "belgian.csv": BELGIAN.encode("latin-1"),
    "formulas.csv": FORMULAS.encode(),
    "nested.json": json.dumps(NESTED).encode(),
    "features.geojson": json.dumps(FEATURES).encode(),
    "titled.xlsx": TITLED,
}


@pytest.fixture
def suggested(tmp_path):
    """Give a file of ours, and the mapping suggested for it."""

    def call(name):
        path = tmp_path / name
        path.write_bytes(LISTS[name])
        file = SourceFile(name, path)
        return file, read_mapping(suggest_mapping(file).toml)

    return call


@pytest.fixture
def taken(suggested, colombelles):
    """Try a file, take it, take it again; give the report."""

    def call(name):
        file, mapping = suggested(name)
        tried = import_directory(file=file, mapping=mapping, asked=Asked(source=name, dry_run=True))
        report = import_directory(file=file, mapping=mapping, asked=Asked(source=name))
        again = import_directory(file=file, mapping=mapping, asked=Asked(source=name))
        assert tried.counts == report.counts
        assert counts_of(again.counts)["unchanged"] == Record.objects.count()
        for remark in (*report.doubts, *report.refusals):
            assert remark.row
            assert remark.reason
            assert remark.sentence != remark.reason
        return counts_of(report.counts), [(one.row, one.field, one.reason) for one in report.doubts]

    return call


def claims(name):
    return dict(Claim.objects.filter(place__name=name).values_list("field", "value"))


def test_life_of_places_words_and_half_days_are_understood(taken):
    counts, doubts = taken("life.csv")
    assert counts == {
        "rows": 4, "created": 3, "updated": 0, "unchanged": 0, "doubtful": 0, "refused": 1
    }  # fmt: skip
    assert doubts == []
    cordee, etabli, hangar = claims("La Cordée"), claims("L'Établi"), claims("Le Hangar")
    assert cordee["opening_hours"] == "Mo 09:00-12:30,14:00-18:00; Tu 14:00-18:00; Th 18:00-20:00"
    assert (cordee["activities"], cordee["state"]) == (["workshops", "restaurant"], "open")
    assert (cordee["website"], cordee["opened"]) == ("https://www.cordee.example", "2016")
    assert (etabli["state"], etabli["closed"], etabli["opened"]) == ("closed", "2021", "2014")
    assert (hangar["state"], hangar["closed"]) == ("closed", "2022-06")
    assert Place.objects.filter(state="closed").count() == 2
    assert Record.objects.get(key="A1").received["Surface (m²)"] == "450"


def test_days_beside_hours_and_a_point_in_one_cell_are_joined(taken, suggested):
    counts, doubts = taken("beside.csv")
    assert (counts["created"], doubts) == (2, [])
    fabrique = claims("La Fabrique")
    assert fabrique["opening_hours"] == "Mo-Fr 09:00-12:30,14:00-18:00"
    assert (fabrique["point"], fabrique["website"]) == ([-0.29, 49.2], "http://fab.example")
    assert (fabrique["activities"], fabrique["accessibility"]) == (
        ["coworking", "fablab"],
        ["wheelchair"],
    )
    assert "accessibility" not in claims("Le Café")
    assert suggested("beside.csv")[1].record.date == "Mis à jour le"


def test_projected_points_are_recognised(taken):
    counts, doubts = taken("lambert.tsv")
    assert (counts["created"], doubts) == (2, [])
    longitude, latitude = claims("Le Dôme")["point"]
    assert (round(longitude, 2), round(latitude, 2)) == (-0.31, 49.2)
    assert claims("L'Annexe")["state"] == "closed"


def test_belgian_addresses_and_hours_are_read_as_belgians_write_them(taken):
    taken("belgian.csv")
    studio = claims("De Studio")
    assert (studio["street"], studio["postcode"]) == ("Gérardstraat 4", "2000")
    assert studio["opening_hours"] == "Mo-Fr 09:00-17:00"
    assert studio["activities"] == ["restaurant", "artistic_creation"]
    assert claims("Cotournai")["opened"] == "2013"


def test_formulas_are_words_and_closures_are_flags(taken):
    counts, doubts = taken("formulas.csv")
    assert (counts["rows"], counts["doubtful"]) == (2, 2)
    assert doubts == [
        (2, "name", "formula"),
        (4, "name", "html"),
        (4, "activities", "no_code"),
        (4, "point", "swapped_point"),
    ]
    assert set(Record.objects.values_list("key", flat=True)) == {"01", "02"}
    assert claims("<b>Le Bas</b>")["state"] == "closed"


def test_nested_lists_are_understood(taken):
    counts, doubts = taken("nested.json")
    assert (counts["created"], doubts) == (2, [])
    assert claims("Le Moulin") == {
        "name": "Le Moulin",
        "postcode": "14460",
        "locality": "Colombelles",
        "point": [-0.29, 49.2],
        "activities": ["coworking", "garden"],
        "opening_hours": "Mo 09:00-18:00; Tu 09:30-12:00",
        "accessibility": ["wheelchair"],
    }


def test_tags_of_the_common_map_are_understood(taken):
    taken("features.geojson")
    lac = claims("Coworking du Lac")
    assert (lac["street"], lac["activities"], lac["opened"]) == (
        "5 Rue du Lac",
        ["coworking"],
        "2015-05",
    )


def test_titles_above_a_list_and_merged_cells_are_seen(taken, suggested):
    file, mapping = suggested("titled.xlsx")
    assert mapping.layout.heading_row == 4
    # What only counts the rows would name another place in the next file.
    assert mapping.record.key == ()
    counts, _doubts = taken(file.name)
    assert (counts["created"], counts["refused"]) == (2, 1)
    assert claims("Le Labo")["locality"] == "Colombelles"
