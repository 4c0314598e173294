import pytest

from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.tables import SourceFile
from maille.geography.actions import load_communes
from maille.geography.gazetteer import Gazetteer

MAPPING = """
[record]
key = ["id"]
[fields]
name = "nom"
street = "rue"
postcode = "cp"
locality = "ville"
website = "site"
point = { longitude = "lon", latitude = "lat" }
"""
HEADINGS = "id,nom,rue,cp,ville,site,lat,lon,en plus"
WIP = "1,Le Wip,Route de Cabourg,14460,Colombelles,https://lewip.example,49.2,-0.29,rien"


@pytest.fixture
def france(db):
    load_communes()
    return Gazetteer()


@pytest.fixture
def bring(db, tmp_path):
    """Bring in a file made of lines, and give its report."""

    def call(*lines, mapping=MAPPING, headings=HEADINGS, source="Une liste", **options):
        progress = options.pop("progress", lambda _rows: None)
        path = tmp_path / options.pop("name", "liste.csv")
        path.write_text("\n".join((headings, *lines)) + "\n", encoding="utf-8")
        return import_directory(
            file=SourceFile(path.name, path),
            mapping=read_mapping(mapping),
            asked=Asked(source=source, **options),
            progress=progress,
        )

    return call


def told(report):
    """Give what is doubted: row, field, reason."""
    return [(one.row, one.field, one.reason) for one in report.doubts]
