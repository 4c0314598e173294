"""Taking data in and out, from the command line."""

import sys
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from maille.project.commands.observations import import_observations
from maille.project.commands.open_data import export_places
from maille.project.commands.places import find_place
from maille.reports.archive import read_place_archive, write_place_archive
from maille.reports.commune_mesure.command import import_commune_mesure

READABLE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
WRITABLE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group(help=_("Take everything out, in formats that are documented."))
def export() -> None:
    """Gather what goes out."""


@export.command(
    name="place",
    help=_("Write everything that a place entered into one file."),
    epilog=_("Example: maille export place la-filature --out la-filature.zip"),
)
@click.argument("place")
@click.option("--out", type=WRITABLE, required=True, help=_("File to write."))
def export_place(place: str, out: Path) -> None:
    """Write the archive of a place."""
    out.write_bytes(write_place_archive(find_place(place)))
    click.echo(out)


export.add_command(export_places)


@click.group(name="import", help=_("Bring in what was entered elsewhere."))
def import_() -> None:
    """Gather what comes in."""


@import_.command(
    name="place",
    help=_("Bring in a place from the file that “export place” wrote."),
    epilog=_("Example: maille import place la-filature.zip"),
)
@click.argument("file", type=READABLE)
def import_place(file: Path) -> None:
    """Add the place of an archive, whole or not at all."""
    click.echo(read_place_archive(file.read_bytes(), by=None).slug)


@import_.command(
    name="commune-mesure",
    help=_("Bring in records of Commune Mesure; nothing is published, every doubt is told."),
    epilog=_("Example: maille import commune-mesure *.json --report doubts.json"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--report", type=WRITABLE, help=_("Also write what was found, as JSON."))
def commune_mesure(files: tuple[Path, ...], report: Path | None) -> None:
    """Import each file by itself; exit 1 when one was refused."""
    sys.exit(import_commune_mesure(files, report))


@import_.command(
    name="observations",
    help=_(
        "Bring in observations: a calendar (.ics), a table (.csv), lines of JSON (.jsonl). The "
        "same file twice changes nothing."
    ),
    epilog=_("Example: maille import observations la-filature registre.csv --report rows.json"),
)
@click.argument("place")
@click.argument("file", type=READABLE)
@click.option("--mapping", type=READABLE, help=_("Which column holds what, as TOML."))
@click.option("--report", type=WRITABLE, help=_("Also write what became of each row, as JSON."))
def observations(place: str, file: Path, mapping: Path | None, report: Path | None) -> None:
    """Import a file whole or not at all."""
    import_observations(find_place(place), file, mapping, report)


@import_.command(
    name="directory",
    help=_(
        "Bring in a list of places as its mapping says. Every row is counted once, every doubt "
        "is told; a place that the list no longer names raises a question. The same file twice "
        "changes nothing."
    ),
    epilog=_(
        'Example: maille import directory lieux.csv --mapping lieux.toml --source "Réseau normand"'
    ),
)
@click.argument("file", type=READABLE)
@click.option("--mapping", type=READABLE, required=True, help=_("How the list is read, as TOML."))
@click.option("--source", required=True, help=_("Who keeps this list."))
@click.option("--licence", default="", help=_("SPDX identifier or address of its licence."))
@click.option("--dry-run", is_flag=True, help=_("Only tell what would happen."))
@click.option("--report", type=WRITABLE, help=_("Also write every doubt and refusal, as JSON."))
def directory(file: Path, mapping: Path, report: Path | None, **asked: Any) -> None:  # noqa: ANN401 - one option each
    """Import a list; exit 0 once it was read, whatever is in doubt."""
    from maille.directory.importing.engine import Asked  # noqa: PLC0415 - only when a list comes
    from maille.project.commands.directory import import_list  # noqa: PLC0415 - as above

    import_list(file, mapping, Asked(**asked), report)
