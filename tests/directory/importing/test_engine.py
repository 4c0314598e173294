"""Bringing a list in: each row counted once, every doubt told, nothing merged nor lost."""

import itertools

import pytest

from maille.directory.enums import DeliveryState
from maille.directory.errors import DirectoryFileError
from maille.directory.importing import engine
from maille.directory.importing.reports import counts_of
from maille.directory.models import Claim, Delivery, Doubt, Question, Record, Source
from maille.places.models import Place
from tests.directory.importing.conftest import MAPPING, WIP, told
from tests.factories.places import CommuneFactory, PlaceFactory

pytestmark = pytest.mark.usefixtures("colombelles")
OTHER = "2,La Halle,1 place Haute,14460,Colombelles,,,,"
DOUBTFUL = "3,Le Hangar,2 place Haute,14460,Colombelles,hangar.example,0,0,"
REFUSED = "4,,3 place Haute,14460,Colombelles,,,,"


def counted(report):
    return {name: count for name, count in counts_of(report.counts).items() if count}


def test_each_row_is_counted_once(bring):
    report = bring(WIP, OTHER, DOUBTFUL, REFUSED)
    assert counted(report) == {"rows": 4, "created": 2, "doubtful": 1, "refused": 1}
    assert told(report) == [(4, "website", "no_scheme"), (4, "point", "null_point")]
    assert [(one.row, one.reason) for one in report.refusals] == [(5, "no_name")]
    assert sorted(Place.objects.values_list("name", flat=True)) == [
        "La Halle",
        "Le Hangar",
        "Le Wip",
    ]
    assert Place.objects.get(name="Le Hangar").longitude is None
    assert Doubt.objects.count() == 2


def test_column_without_field_is_kept_as_received(bring):
    report = bring(WIP)
    assert report.unmapped == ("en plus",)
    assert Record.objects.get().received["en plus"] == "rien"


def test_ignored_column_is_not_kept(bring):
    bring(WIP, mapping=MAPPING + '[ignore]\ncolumns = ["en plus", "rue"]\n')
    assert set(Record.objects.get().received) == {"id", "nom", "cp", "ville", "site", "lat", "lon"}


def test_same_file_twice_changes_nothing(bring):
    bring(WIP, DOUBTFUL, REFUSED)
    before = list(Claim.objects.values_list("pk", "value", "said_on"))
    report = bring(WIP, DOUBTFUL, REFUSED)
    assert counted(report) == {"rows": 3, "unchanged": 2, "refused": 1}
    assert told(report) == [(3, "website", "no_scheme"), (3, "point", "null_point")]
    assert list(Claim.objects.values_list("pk", "value", "said_on")) == before
    assert (Place.objects.count(), Doubt.objects.count(), Question.objects.count()) == (2, 2, 0)


def test_changed_row_updates_its_place(bring):
    bring(WIP, DOUBTFUL)
    report = bring(WIP.replace("Route de Cabourg", "1 rue Neuve"), DOUBTFUL)
    assert counted(report) == {"rows": 2, "updated": 1, "unchanged": 1}
    assert Place.objects.get(name="Le Wip").street == "1 rue Neuve"


def test_place_that_is_no_longer_listed_is_asked_about(bring):
    bring(WIP, OTHER)
    assert bring(WIP).asked == 1
    assert Question.objects.get().place.name == "La Halle"
    assert Place.objects.count() == 2


def test_file_of_refused_rows_asks_nothing(bring):
    bring(WIP)
    assert bring(REFUSED).asked == 0


def test_trial_writes_nothing(bring):
    bring(WIP)
    report = bring(WIP, DOUBTFUL, dry_run=True)
    assert counted(report) == {"rows": 2, "unchanged": 1, "doubtful": 1}
    assert (Place.objects.count(), Delivery.objects.count()) == (1, 1)
    assert bring(WIP, dry_run=True, source="Nouvelle").counts == {"created": 1}
    assert Source.objects.count() == 1


def test_two_rows_of_one_key_have_a_place_each(bring):
    report = bring(WIP, WIP, WIP.replace("Le Wip", "Le Wip bis"))
    assert counted(report) == {"rows": 3, "created": 1, "doubtful": 1, "refused": 1}
    assert [one.reason for one in report.refusals] == ["same_row"]
    assert told(report) == [(4, "", "same_key")]
    assert sorted(Record.objects.values_list("key", flat=True)) == ["1", "1#2"]


def test_same_name_and_postcode_is_doubted_and_not_merged(bring):
    report = bring(WIP, WIP.replace("1,", "2,", 1))
    assert told(report) == [(3, "name", "same_name")]
    assert report.doubts[0].value == {"row": 2}
    assert Place.objects.count() == 2


def test_rows_without_key_are_known_by_name_and_town(bring):
    mapping = MAPPING.replace('key = ["id"]', "")
    bring(WIP, OTHER, mapping=mapping)
    assert Record.objects.filter(key="wip | 14460 | colombelles").count() == 1
    report = bring(WIP.replace("Route", "Rue"), OTHER, mapping=mapping)
    assert counted(report) == {"rows": 2, "updated": 1, "unchanged": 1}


def test_empty_key_is_doubted(bring):
    assert told(bring(WIP.replace("1,", ",", 1))) == [(2, "", "no_key")]


def test_other_source_makes_another_place(bring):
    bring(WIP)
    bring(WIP, source="Une autre liste")
    assert Place.objects.count() == 2


def test_mapping_may_recognise_a_place(bring):
    place = PlaceFactory(name="Le Wip", slug="le-wip", state="closed")
    linked = MAPPING + '[places]\n"1" = "le-wip"\n"2" = "nowhere"\n'
    assert counted(bring(WIP, OTHER, mapping=linked)) == {"rows": 2, "created": 2}
    place.refresh_from_db()
    assert (place.street, place.state, Place.objects.count()) == ("Route de Cabourg", "closed", 2)


def test_reading_that_was_cut_short_goes_on(bring, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    rows = [f"{n},Lieu {n},,14460,Colombelles,,,," for n in range(5)]

    with pytest.raises(KeyboardInterrupt):
        bring(*rows, progress=stop_after(2))
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.rows_read) == (DeliveryState.READING, 4)
    report = bring(*rows)
    assert counted(report) == {"rows": 5, "created": 5}
    assert Delivery.objects.get().state == DeliveryState.READ
    assert Place.objects.count() == 5


def stop_after(batches):
    """Give a progress that stops the reading, as a signal would."""
    counter = itertools.count(1)

    def progress(_rows):
        if next(counter) == batches:
            raise KeyboardInterrupt

    return progress


def test_file_without_the_column_of_the_name_is_refused(bring):
    with pytest.raises(DirectoryFileError, match="« nom »"):
        bring(WIP, headings="id,titre,rue,cp,ville,site,lat,lon,x")
    assert Source.objects.count() == 0


def test_missing_column_is_told(bring):
    assert bring("1,Le Wip", headings="id,nom").missing == (
        *("cp", "lat", "lon", "rue", "site", "ville"),
    )


def test_report_in_json_tells_everything_in_both_languages(bring):
    told = bring(DOUBTFUL, REFUSED).as_json()
    assert told["counts"] == {
        "rows": 2,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "doubtful": 1,
        "refused": 1,
    }
    assert told["doubts"][1]["message"] == {
        "fr": "les coordonnées 0, 0 ne mènent nulle part : pas de point",
        "en": "the coordinates 0, 0 are nowhere near: there is no point",
    }
    assert told["refusals"][0]["value"]["rue"] == "3 place Haute"


def test_row_states_its_own_day(bring):
    mapping = MAPPING.replace("[record]", '[record]\ndate = "en plus"')
    report = bring(WIP.replace("rien", "12/05/2021"), OTHER + "jadis", mapping=mapping)
    assert {str(claim.said_on) for claim in Claim.objects.filter(record__key="1")} == {"2021-05-12"}
    assert told(report) == [(3, "", "bad_date")]


def test_belgian_postcode_is_belgian(bring):
    CommuneFactory(
        country="BE", code="57081", name="Tournai", folded_names="tournai", postcodes="7500"
    )
    bring("1,La Fabrique,Grand-Place 1,7500,Tournai,,,,")
    place = Place.objects.get()
    assert (place.country, place.insee, place.postcode) == ("BE", "57081", "7500")


def test_code_of_a_commune_elsewhere_gives_way_to_name_and_postcode(bring):
    CommuneFactory(code="2A041", name="Bonifacio", folded_names="bonifacio", postcodes="20169")
    CommuneFactory(code="97415", name="Saint-Paul", folded_names="saint paul", postcodes="97460")
    mapping = MAPPING.replace("[fields]", '[fields]\ninsee = "en plus"')
    report = bring("1,Okartié,Rue Haute,97460,Saint Paul,,,,2A041", mapping=mapping)
    assert told(report) == [(2, "insee", "code_elsewhere")]
    assert report.doubts[0].value == "2A041 Bonifacio"
    assert Place.objects.get().commune.name == "Saint-Paul"


def test_code_holds_where_name_and_postcode_do_not_agree(bring):
    CommuneFactory(code="97353", name="Maripasoula", folded_names="maripasoula", postcodes="97370")
    mapping = MAPPING.replace("[fields]", '[fields]\ninsee = "en plus"')
    report = bring("1,Le Carbet,Au bourg,97300,Au bord du fleuve,,,,97353", mapping=mapping)
    assert told(report) == [(2, "postcode", "postcode_commune")]
    assert Place.objects.get().commune.name == "Maripasoula"


def test_town_without_postcode_is_known_by_its_name_and_the_point(bring):
    bring("1,Ici,,,Colombelles,,49.2,-0.29,", "2,Loin,,,Colombelles,,48.85,2.35,")
    communes = dict(Place.objects.values_list("name", "commune__name"))
    assert communes == {"Ici": "Colombelles", "Loin": None}


def test_wrong_postcode_gives_way_to_a_name_that_the_point_confirms(bring):
    report = bring("1,Ici,,21017,14460 Colombelles,,49.2,-0.29,")
    assert told(report) == [(2, "postcode", "postcode_commune")]
    place = Place.objects.get()
    assert (place.commune.name, place.locality, place.postcode) == (
        *("Colombelles", "Colombelles", "21017"),
    )


JSON_MAPPING = """
[fields]
name = "nom"
point = { longitude = "lon", latitude = "lat" }
summary = "adresses"
"""


def test_numbers_that_are_none_stop_no_import(bring):
    lines = (
        '[{"nom": "A", "lon": NaN, "lat": NaN, "x": Infinity},',
        '{"nom": "B", "lon": 1e400, "lat": 49.2}, {"nom": "C", "lon": "nan", "lat": ""}]',
    )
    report = bring(*lines, mapping=JSON_MAPPING, headings="", name="liste.json")
    assert report.rows == 3
    assert told(report) == [(1, "point", "bad_point"), (2, "point", "bad_point")]
    assert Record.objects.order_by("pk")[0].received["x"] == "Infinity"


def test_objects_in_a_cell_are_written_as_json(bring):
    row = '[{"nom": "A", "adresses": [{"voie": "1 rue A"}, {"voie": "2"}]}]'
    bring(row, mapping=JSON_MAPPING, headings="", name="liste.json")
    assert Claim.objects.get(field="summary").value == '[{"voie": "1 rue A"}, {"voie": "2"}]'


@pytest.mark.parametrize("geometry", ['{"type": "Point", "coordinates": []}', '["a", 1]', '"?"'])
def test_geometry_that_gives_no_point_is_doubted(bring, geometry):
    row = f'{{"geometry": {geometry}, "properties": {{"nom": "A"}}}}'
    report = bring(
        f'{{"type": "FeatureCollection", "features": [{row}, {row.replace(geometry, "null")}]}}',
        mapping='[fields]\nname = "nom"\npoint = { geometry = true }\n',
        headings="",
        name="liste.geojson",
    )
    assert [one for one in told(report) if one[1] == "point"] == [(1, "point", "bad_point")]
    assert Record.objects.order_by("pk")[0].received["geometry"]
