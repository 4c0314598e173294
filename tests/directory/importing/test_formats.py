"""Files of every kind, honest and hostile: opened, or refused with what to do."""

import csv
import io
import json
import sqlite3
import struct
import zipfile

import pytest

from maille.directory.errors import DirectoryFileError
from maille.directory.importing import tables
from maille.directory.importing.delimited import LONGEST_CELL
from maille.directory.importing.formats import open_table
from maille.directory.importing.mapping import Layout
from maille.directory.importing.tables import SourceFile

XML = "http://schemas.openxmlformats.org"
MAIN = f"{XML}/spreadsheetml/2006/main"
LINKS = f"{XML}/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CELL = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'
ROWS = (
    f'<row r="1">{CELL.format("A1", "nom")}{CELL.format("B1", "cp")}</row>'
    f'<row r="2">{CELL.format("A2", "Le Wip")}<c r="B2"><v>14460</v></c></row>'
)
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{XML}/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{XML}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
    '<sheets><sheet name="Lieux" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{XML}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS}</sheetData>'
    "</worksheet>",
}


def workbook(**changed):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, **changed}.items():
            archive.writestr(name, text)
    return file.getvalue()


def geopackage(path):
    base = sqlite3.connect(path)
    base.executescript(
        """
        CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization_coordsys_id INTEGER);
        INSERT INTO gpkg_spatial_ref_sys VALUES (7, 2154);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
        INSERT INTO gpkg_geometry_columns VALUES ('lieux', 'geom', 7);
        CREATE TABLE lieux (fid INTEGER, nom TEXT, geom BLOB);
        """
    )
    point = (
        b"GP\x00\x01" + struct.pack("<i", 2154) + struct.pack("<BIdd", 1, 1, 454012.5, 6907045.0)
    )
    base.execute("INSERT INTO lieux VALUES (1, 'Le Wip', ?), (2, 'Sans point', NULL)", [point])
    base.commit()
    base.close()


@pytest.fixture
def opened(tmp_path):
    def call(content, name="liste", **layout):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table = open_table(SourceFile(name, path), Layout(**layout))
        return table, [dict(line.cells) for line in table.lines]

    return call


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nom;ville\nÉté;Caen\n", "cp1252"),
        ("nom\tville\nÉté\tCaen\n", "utf-8"),
        ("sep=|\nnom|ville\nÉté|Caen\n", "utf-8-sig"),
        ("nom,ville\nÉté,Caen\n", "utf-16"),
        ("nom;ville\nÉté;Caen\n", "utf-16-le"),
    ],
)
def test_table_of_text_is_read_whatever_wrote_it(opened, text, encoding):
    table, rows = opened(text.encode(encoding))
    assert (table.columns, rows) == (("nom", "ville"), [{"nom": "Été", "ville": "Caen"}])


def test_cells_beyond_the_headings_and_repeated_headings_are_kept(opened):
    table, rows = opened("nom,nom,\nA,B,C,D\n\n,,\nE\n")
    assert table.columns == ("nom", "nom (2)")
    assert rows == [{"nom": "A", "nom (2)": "B", "+": ["C", "D"]}, {"nom": "E"}]


def test_null_bytes_do_not_stop_the_reading(opened):
    assert opened("nom\nA\0B\n")[1] == [{"nom": "A�B"}]


def test_workbook_is_read(opened):
    table, rows = opened(workbook())
    assert (table.layout.format, table.layout.sheet) == ("xlsx", "Lieux")
    assert rows == [{"nom": "Le Wip", "cp": 14460}]


def test_workbook_that_swells_is_refused(opened):
    with pytest.raises(DirectoryFileError, match="Mo"):
        opened(workbook(**{"xl/worksheets/sheet1.xml": " " * 30_000_000}))


def test_sheet_that_is_not_there_is_named(opened):
    with pytest.raises(DirectoryFileError, match=r"« Autre ».*Lieux"):
        opened(workbook(), sheet="Autre")


def test_nested_json_is_flat(opened):
    told = {"data": {"rows": [{"nom": "A", "adresse": {"cp": "1"}}, {"nom": "B", "x": [1]}]}}
    table, rows = opened(json.dumps(told))
    assert table.columns == ("nom", "adresse.cp", "x")
    assert rows == [{"nom": "A", "adresse.cp": "1"}, {"nom": "B", "x": [1]}]


def test_geojson_gives_a_point_of_any_shape(opened):
    square = [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]
    told = {
        "type": "FeatureCollection",
        "features": [
            {"geometry": {"type": "Point", "coordinates": [1, 2, 3]}, "properties": {"nom": "A"}},
            {"geometry": {"type": "Polygon", "coordinates": square}, "id": 7, "properties": None},
            {"geometry": {"type": "Polygon", "coordinates": ["?"]}, "properties": {}},
            {"geometry": None, "properties": {"nom": "C"}},
            3,
        ],
    }
    _table, rows = opened(json.dumps(told))
    assert [row.get("geometry") for row in rows] == [
        *([1, 2], [1.0, 1.0], {"type": "Polygon", "coordinates": ["?"]}, None, None)
    ]


def test_collection_of_geometries_gives_a_point(opened):
    point = {"type": "Point", "coordinates": [1, 2]}
    shape = {"type": "GeometryCollection", "geometries": [point]}
    told = {"type": "FeatureCollection", "features": [{"geometry": shape, "properties": {}}]}
    assert opened(json.dumps(told))[1] == [{"geometry": [1.0, 2.0]}]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["a", None]},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [10**400, 1]},
        {"type": "Point"},
        {"type": "Spiral", "coordinates": [[1, 2]]},
        {"type": "LineString", "coordinates": [[10**400, 2], [1, 2]]},
        {"type": "GeometryCollection"},
        {},
    ],
)
def test_geometry_without_point_is_kept_as_received(opened, geometry):
    told = {"type": "FeatureCollection", "features": [{"geometry": geometry, "properties": {}}]}
    assert opened(json.dumps(told))[1] == [{"geometry": geometry}]


def test_numbers_that_are_none_are_words(opened):
    _table, rows = opened('[{"a": NaN, "b": [-Infinity], "c": 1e400, "d": 1.5}]')
    assert rows == [{"a": "NaN", "b": ["-Infinity"], "c": "1e400", "d": 1.5}]


def test_lone_objects_of_lists_are_flat_and_empty_parents_no_columns(opened):
    told = [{"ou": [{"rue": "A"}]}, {"ou": None}, {"ou": []}, {"nom": None}]
    table, rows = opened(json.dumps(told))
    assert table.columns == ("ou.rue", "nom")
    assert rows[0] == {"ou.rue": "A"}
    told.append({"ou": [{"rue": "B"}, {"rue": "C"}]})
    assert opened(json.dumps(told))[0].columns == ("ou.rue", "ou", "nom")


def test_json_lines_are_read_as_a_list(opened):
    rows = [{"nom": "A\u2028"}, {"nom": "B"}]
    text = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert opened(text)[1] == rows
    with pytest.raises(DirectoryFileError, match="4"):
        opened(f"{text}\n{{")


@pytest.mark.parametrize(
    "lines",
    [
        ['"Lieu 1;Caen;1', "Lieu 2;Caen;2", 'Lieu 4 "le vrai";Caen;4', "Lieu 5;Caen;5"],
        ["Lieu 1;Caen;1", 'Lieu 2;"Caen;2', "Lieu 3;Caen;3"],
        ["Lieu 1;Caen;1", '"Lieu 2;Caen;2'],
        ['"Lieu 1;Caen;1', '"Lieu 2;Caen;2', "Lieu 3;Caen;3"],
    ],
)
def test_quote_that_is_not_closed_swallows_no_row(opened, lines):
    _table, rows = opened("\n".join(["nom;ville;cp", *lines]) + "\n")
    assert [list(row.values()) for row in rows] == [line.split(";") for line in lines]


def test_row_after_a_quote_that_is_not_closed_keeps_its_own_quotes(opened):
    _table, rows = opened('a;b\n"1;2\n3;"4; 4"\n"5;\n5";6\n')
    assert [list(row.values()) for row in rows] == [
        ['"1', "2"],
        ["3", "4; 4"],
        ["5;\n5", "6"],
    ]


@pytest.mark.parametrize("text", ["Un, deux\ntrois, quatre", 'Dit ""oui"",\nou, "", non'])
def test_cell_of_several_lines_stays_one(opened, text):
    assert len(opened(f'nom,texte,cp\nA,"{text}",1\nB,,2\n')[1]) == 2


def test_file_cut_within_a_cell_gives_no_row_of_its_rest(opened):
    _table, rows = opened('nom;texte\nA;"Un lieu; beau\nqui vit')
    assert [row["nom"] for row in rows] == ["A"]


def test_swallowing_cell_too_long_to_be_held_is_cut_into_rows(opened, monkeypatch):
    monkeypatch.setattr("maille.directory.importing.delimited.LONGEST_CELL", 50)
    _table, rows = opened('a;b\n"1;2\n' + "3;4\n" * 50)
    csv.field_size_limit(LONGEST_CELL)
    assert len(rows) == 51


def test_geopackage_is_read_with_its_system(opened, tmp_path):
    geopackage(tmp_path / "liste")
    table, rows = opened(None)
    assert (table.columns, table.epsg) == (("fid", "nom", "geometry"), 2154)
    assert rows[0] == {"fid": 1, "nom": "Le Wip", "geometry": [454012.5, 6907045.0]}
    assert rows[1]["geometry"] is None
    with pytest.raises(DirectoryFileError, match="« x »"):
        opened(None, layer="x")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "vide"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 20, ".xls"),
        (b"PK\x03\x04abc", "abîmée"),
        (b"SQLite format 3\x00abc", "GeoPackage"),
        (b"%PDF-1.7", "pas une liste"),
        (b"{", "JSON"),
        (b'{"a": 1}', "liste d'objets"),
        (b'{"type": "FeatureCollection"}', "GeoJSON"),
        (b"[1, 2]", "liste d'objets"),
        (",".join("c" * n for n in range(1, 520)).encode(), "500"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(opened, content, told):
    with pytest.raises(DirectoryFileError, match=told):
        opened(content)


def test_archive_of_something_else_is_refused(opened):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("lieux.csv", "nom")
    with pytest.raises(DirectoryFileError, match="archive"):
        opened(file.getvalue())


def test_heavy_file_is_refused_before_it_is_read(opened, monkeypatch):
    monkeypatch.setattr("maille.directory.importing.formats.MOST_BYTES", 3)
    with pytest.raises(DirectoryFileError, match="pèse"):
        opened("nom\nA\n")
    monkeypatch.undo()
    monkeypatch.setattr(tables, "MOST_HELD_BYTES", 3)
    with pytest.raises(DirectoryFileError, match="pèse"):
        opened('[{"nom": "A"}]')


def test_unknown_encoding_is_said(opened):
    with pytest.raises(DirectoryFileError, match="klingon"):
        opened("nom\nA\n", encoding="klingon")
    with pytest.raises(DirectoryFileError, match="klingon"):
        opened('[{"nom": "A"}]', encoding="klingon")
