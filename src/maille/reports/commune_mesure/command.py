"""Importing records from the command line."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from django.utils.translation import gettext as _

from maille.reports.commune_mesure.actions import IncomingFile, import_records
from maille.reports.commune_mesure.decoding import MAX_BYTES
from maille.reports.commune_mesure.report import Outcome, Status, report_document, report_lines


def import_commune_mesure(files: Sequence[Path], report: Path | None) -> int:
    """Import files, print what became of each, and write the report as JSON when asked.

    Returns
    -------
    int
        The exit code: 1 when a file was refused, else 0.
    """
    names = _names(files)
    incoming = [IncomingFile(names[path], _bytes(path)) for path in files]
    with click.progressbar(
        length=len(files), label=_("Importing"), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        outcomes = import_records(files=incoming, by=None, on_progress=lambda: bar.update(1))
    for outcome in outcomes:
        for line in report_lines(outcome, _):
            click.echo(line)
    if report is not None:
        _write(outcomes, report)
    return int(any(outcome.status is Status.REFUSED for outcome in outcomes))


def _write(outcomes: Sequence[Outcome], report: Path) -> None:
    document = json.dumps(report_document(outcomes), ensure_ascii=False, indent=2)
    try:
        report.write_text(f"{document}\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{report}: {error.strerror}") from error


def _bytes(path: Path) -> bytes | None:
    """Give a file's bytes, no more than it takes to see that there are too many."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """Call each file by its name, or by its path when two files have the same name."""
    names = [path.name for path in files]
    return {path: path.name if names.count(path.name) == 1 else str(path) for path in files}
