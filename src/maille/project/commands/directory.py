"""The directory, from the command line: lists of places in, how they are read."""

import gc
import json
import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from maille.core.kernel.errors import CoreError
from maille.db.bulk import expect_many_rows
from maille.directory.enums import Outcome
from maille.directory.importing.engine import Asked, import_directory
from maille.directory.importing.mapping_toml import read_mapping
from maille.directory.importing.reports import DirectoryReport, Remark
from maille.directory.importing.tables import SourceFile

MOST_TOLD = 20
_SELDOM = 50_000


def import_list(file: Path, mapping: Path, asked: Asked, report: Path | None) -> DirectoryReport:
    """Bring a list in, and tell what became of each row."""
    try:
        read = read_mapping(mapping.read_text(encoding="utf-8-sig"))
        # A list makes millions of small values that hold no other: looking for those that hold
        # one another every few hundred costs a tenth of the time.
        gc.set_threshold(_SELDOM)
        expect_many_rows()
        with click.progressbar(
            length=_rows_about(file), label=_("Reading %s") % file.name, file=sys.stderr
        ) as bar:
            done = import_directory(
                file=SourceFile(file.name, file),
                mapping=read,
                asked=asked,
                ahead=True,
                progress=bar.update,
            )
    except (CoreError, UnicodeDecodeError, OSError) as error:
        raise click.ClickException(str(error)) from error
    if report:
        written = json.dumps(done.as_json(), ensure_ascii=False, indent=1)
        report.write_text(written + "\n", encoding="utf-8")
    _tell(done)
    return done


def _rows_about(file: Path) -> int:
    """Guess how many rows a file holds, for the bar alone."""
    with file.open("rb") as opened:
        return max(1, sum(1 for _line in opened))


def _tell(report: DirectoryReport) -> None:
    head = (
        _("%(file)s: %(rows)d rows")
        if not report.dry_run
        else _("%(file)s: %(rows)d rows, tried without writing anything")
    )
    click.echo(head % {"file": report.file, "rows": report.rows})
    for outcome in Outcome:
        count = report.counts.get(outcome.value, 0)
        if count:
            click.echo(f"  {count} {outcome.label}")
    if report.asked:
        click.echo(_("  %d places are no longer in this list: a question waits") % report.asked)
    told: list[Remark] = [*report.refusals, *report.doubts]
    for remark in told[:MOST_TOLD]:
        click.echo(
            _("  row %(row)d, %(field)s: %(sentence)s")
            % {
                "row": remark.row,
                "field": remark.field or "-",
                "sentence": remark.sentence,
            }
        )
    if len(told) > MOST_TOLD:
        click.echo(_("  and %d others: see --report") % (len(told) - MOST_TOLD))
    if report.unmapped:
        click.echo(_("  kept as received: %s") % ", ".join(report.unmapped))
    if report.missing:
        click.echo(_("  not found in this file: %s") % ", ".join(report.missing))
