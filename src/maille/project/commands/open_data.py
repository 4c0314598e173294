"""Places as open data, from the command line."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO, TypedDict, Unpack

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maille.portal.enums import Obstacle
from maille.portal.exports.catalogue import CatalogueFacts, write_catalogue
from maille.portal.exports.formats import FILES, write_file
from maille.portal.exports.site import Site
from maille.portal.exports.tables import SEPARATOR, harmless
from maille.portal.queries.open_data import (
    first_added_on,
    licences_in_use,
    open_data_state,
    source_names,
)
from maille.portal.queries.open_places import LeftOut, Tally

WRITABLE = click.Path(dir_okay=False, writable=True, path_type=Path)
FORMATS = ("geojson", "csv", "mednum", "data-inclusion", "murmurations", "dcat")
REJECT_COLUMNS = ("id", "slug", "name", "url", "reasons", "explanation")


class Wanted(TypedDict):
    """Which file, and what goes beside it."""

    form: str
    part: str | None
    everything: bool
    out: Path | None
    rejects: Path | None


@click.command(
    name="places",
    help=_("Write the public places in a standard that others read."),
    epilog=_("Example: maille export places --format geojson --out lieux.geojson"),
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), required=True, help=_("Which standard.")
)
@click.option(
    "--structure", "part", flag_value="structure", help=_("Of data-inclusion: the places.")
)
@click.option(
    "--service", "part", flag_value="service", help=_("Of data-inclusion: what they offer.")
)
@click.option("--out", type=WRITABLE, help=_("File to write; the standard output by default."))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=_("Your own copy: also what sources without a licence say, and fictional places."),
)
@click.option("--rejects", type=WRITABLE, help=_("Also write which places are left out, and why."))
def export_places(**wanted: Unpack[Wanted]) -> None:
    """Write the file, then say on standard error what it does not hold."""
    site = Site(settings.BASE_URL or "http://127.0.0.1:8000")
    if wanted["form"] == "dcat":
        facts = CatalogueFacts(
            first_added_on(), open_data_state().changed_at, tuple(licences_in_use())
        )
        write_pieces(write_catalogue(site, facts), wanted["out"])
        return
    with rejects_in(wanted["rejects"], site) as tally:
        file = FILES[which_file(wanted)]
        pieces = write_file(file, site, everything=wanted["everything"], tally=tally)
        write_pieces(pieces, wanted["out"])
    for line in said_of(tally):
        click.echo(line, err=True)


def which_file(wanted: Wanted) -> str:
    """Give the key of the file that is asked for."""
    form, part, out = wanted["form"], wanted["part"], wanted["out"]
    if part and form != "data-inclusion":
        raise click.UsageError(_("--structure and --service are for --format data-inclusion"))
    if part == "service":
        return "data-inclusion-services"
    if form == "mednum" and out and out.suffix == ".json":
        return "mednum-json"
    return form


def write_pieces(pieces: Iterator[str], out: Path | None) -> None:
    """Write one piece after the other; a file is whole or is not there."""
    if out is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    if out.exists() and not out.is_file():
        # A device or a pipe takes what comes: to put a file in its place would take it away.
        with out.open("w", encoding="utf-8", newline="") as target:
            target.writelines(pieces)
        return
    unfinished = out.with_name(f".{out.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as target:
            target.writelines(pieces)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def rejects_in(path: Path | None, site: Site) -> Iterator[Tally]:
    """Give what counts places, and writes those left out as they come."""
    opening = path.open("w", encoding="utf-8", newline="") if path else nullcontext()
    with opening as target:
        yield Tally(told=rejects_writer(target, site) if target else None)


def rejects_writer(target: TextIO, site: Site) -> Callable[[LeftOut], None]:
    """Give what writes a place that is left out."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(REJECT_COLUMNS)

    def write(left_out: LeftOut) -> None:
        reasons = SEPARATOR.join(one.value for one in left_out.obstacles)
        words = "; ".join(str(one.label) for one in left_out.obstacles)
        page = site.page(left_out.slug)
        row = (left_out.id, left_out.slug, left_out.name, page, reasons, words)
        writer.writerow(harmless(cell) for cell in row)

    return write


def said_of(tally: Tally) -> Iterator[str]:
    """Say what was written, left out and held back."""
    yield ngettext("%d place written", "%d places written", tally.written) % tally.written
    if tally.places_left_out:
        count = tally.places_left_out
        yield ngettext("%d place left out:", "%d places left out:", count) % count
        for obstacle, places in tally.left_out.most_common():
            yield f"  {places} {Obstacle(obstacle).value}: {obstacle.label}"
    for name, count in tally.unwritten.items():
        words = ngettext(
            "%(count)d value of %(name)s has no form in this standard",
            "%(count)d values of %(name)s have no form in this standard",
            count,
        )
        yield words % {"count": count, "name": name}
    names = source_names()
    for source, count in tally.held.most_common():
        words = ngettext(
            "%(count)d value held back: its source, %(source)s, states no licence",
            "%(count)d values held back: their source, %(source)s, states no licence",
            count,
        )
        yield words % {"count": count, "source": names.get(source, source)}
