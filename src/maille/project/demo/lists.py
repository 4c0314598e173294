"""Two national lists in the demonstration: third places in 2019, France Services in 2024."""

import csv
from collections.abc import Iterator
from pathlib import Path

from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.hours import read_days
from maille.directory.importing.mapping import DAYS
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.tables import SourceFile
from maille.directory.mappings import mapping_text
from maille.directory.models import Source
from maille.geography.gazetteer import Gazetteer
from maille.places.actions.sites import SiteLine, keep_public_sites
from maille.places.enums import PublicSiteKind
from maille.places.models import PublicSite

FOLDER = Path(__file__).parent / "directory"
CGET = "CGET 2019"
FRANCE_SERVICES = "France Services 2024"
LICENCE = "etalab-2.0"
_MOVING = frozenset({"Bus_équivalent", "Itinérante"})


def load_lists() -> list[str]:
    """Add the lists that are not here yet; give their names."""
    gazetteer = Gazetteer()
    added = []
    if not Source.objects.filter(name=CGET).exists():
        import_directory(
            file=SourceFile("cget_tiers_lieux_2019.csv", FOLDER / "cget_tiers_lieux_2019.csv"),
            mapping=read_mapping(mapping_text("cget-2019")),
            asked=Asked(source=CGET, licence=LICENCE, attribution="CGET 2019"),
            gazetteer=gazetteer,
        )
        added.append(CGET)
    if not PublicSite.objects.filter(source=FRANCE_SERVICES).exists():
        keep_public_sites(
            kind=PublicSiteKind.FRANCE_SERVICES,
            source=FRANCE_SERVICES,
            licence=LICENCE,
            sites=_france_services(),
            gazetteer=gazetteer,
        )
        added.append(FRANCE_SERVICES)
    return added


def _france_services() -> Iterator[SiteLine]:
    with (FOLDER / "france_services_20240801.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            days = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi")
            read = read_days({day: row[name] for day, name in zip(DAYS, days, strict=False)})
            yield SiteLine(
                key=row["id_fs"],
                name=row["lib_fs"],
                street=row["adresse"],
                postcode=row["code_postal"],
                locality=row["lib_com"],
                commune=row["insee_com"],
                point=(float(row["longitude"]), float(row["latitude"])),
                opening_hours=read.hours,
                itinerant=row["format_fs"] in _MOVING,
            )
