"""The language of mappings: strict, and clear about what it does not understand."""

import pytest

from maille.directory.errors import MappingError
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.mappings import FOLDER

NAMED = '[fields]\nname = "NOM"\n'


def test_mapping_says_where_each_field_comes_from():
    mapping = read_mapping(
        """
        [file]
        format = "csv"
        dated_on = 2024-08-01
        [record]
        key = "ID"
        date = "MAJ"
        [fields]
        name = "NOM"
        street = { columns = ["N°", "VOIE"], join = ", " }
        locality = { columns = ["A", "B"], first = true }
        activities = { flags = { "COW" = "coworking" }, yes = "X" }
        opening_hours = { days = { Mo = "LUNDI" }, weeks = "SEMAINE" }
        point = { longitude = "X", latitude = "Y", epsg = 3857, score = "S", least = 1 }
        [values]
        state = "open"
        services = "access"
        [ignore]
        columns = ["MAIL"]
        [places]
        "12" = "le-wip"
        """
    )
    assert mapping.columns == {
        *("ID", "MAJ", "NOM", "N°", "VOIE", "A", "B", "COW", "LUNDI", "SEMAINE", "X", "Y", "S")
    }
    assert mapping.values == {"state": "open", "services": ["access"]}
    assert mapping.fields["activities"].yes == ("X",)
    assert mapping.point.least == 1.0
    assert mapping.places == {"12": "le-wip"}
    assert mapping.ignore == {"MAIL"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("= 1", "TOML"),
        ("", "name ="),
        ("[fields]\nstreet = 'a'", "name ="),
        ("fields = 1", "[fields]"),
        ("[field]\n", "« field »"),
        (NAMED + "colour = 'a'", "« colour »"),
        (NAMED + "street = 1", "fields.street"),
        (NAMED + "street = {}", "fields.street"),
        (NAMED + "street = { colum = 'a' }", "« colum »"),
        (NAMED + "street = { columns = [1] }", "une liste de textes"),
        (NAMED + "street = { column = 'a', first = 1 }", "true, false"),
        (NAMED + "street = { flags = { a = 'b' } }", "flags"),
        (NAMED + "state = { column = 'a', values = { 'b' = 'shut' } }", "« shut »"),
        (NAMED + "state = { column = 'a', values = { 'b' = 1 } }", "une table de textes"),
        (NAMED + "state = { column = 'a', values = 1 }", "une table"),
        (NAMED + "opening_hours = { days = { lundi = 'a' } }", "« lundi »"),
        (NAMED + "point = 'a'", "une table"),
        (NAMED + "point = {}", "fields.point"),
        (NAMED + "point = { longitude = 'a' }", "latitude"),
        (NAMED + "point = { column = 'a', order = 'xy' }", "« xy »"),
        (NAMED + "point = { column = 'a', epsg = true }", "un nombre"),
        ("[file]\nformat = 'ods'\n" + NAMED, "« ods »"),
        ("[file]\nheading_row = 0\n" + NAMED, "« 0 »"),
        ("[file]\ndated_on = '2024'\n" + NAMED, "un jour"),
        (NAMED + "[values]\ncolour = 'red'", "« colour »"),
        (NAMED + "[values]\nstate = 'shut'", "« shut »"),
        (NAMED + "[ignore]\ncolumn = 'a'", "« column »"),
    ],
)
def test_what_a_mapping_does_not_say_is_refused(text, told):
    with pytest.raises(MappingError) as refused:
        read_mapping(text)
    assert told in str(refused.value)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_mapping_that_comes_with_maille_can_be_read(path):
    assert read_mapping(path.read_text(encoding="utf-8")).fields["name"].columns
