"""Serving, checking, backing up."""

import os
import shutil
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.observations.actions.surveys import forget_visitors
from maille.project.health import Health, check_health
from maille.project.prepare import gather_static_files, is_embedded, prepare_database


@click.command(
    help=_("Serve the site."),
    epilog=_("Example: maille serve --port 8080"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    envvar="PORT",
    help=_("Port to listen on."),
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help=_("Processes that answer."),
)
@click.option(
    "--threads",
    type=click.IntRange(1),
    default=4,
    show_default=True,
    help=_("Requests that a process takes at once; 1 is best behind a front server."),
)
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Gather the static files, then become the server."""
    gather_static_files()
    forget_visitors(today=timezone.localdate())
    click.echo(_("Maille listens on http://%(host)s:%(port)s") % {"host": host, "port": port})
    sys.stdout.flush()
    os.execv(  # noqa: S606 - our own server, no shell
        sys.executable,
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", str(threads), "--no-ws", "--log-level", "warning"),
            *("--factory", "maille.project.serving:serve_ready"),
        ],
    )


@click.command(
    help=_("Make the database ready: tables, cache, communes. Safe to repeat."),
    epilog=_("Example: MAILLE_DATABASE_URL=postgresql://… maille prepare"),
)
def prepare() -> None:
    """Create or bring up to date the tables of any database."""
    prepare_database()
    click.echo(_("The database is ready."))


@click.command(
    help=_("Say what is wrong with this installation, and how to mend it."),
    epilog=_("Example: maille check"),
)
def check() -> None:
    """Print one line per subject; exit 1 when something must be mended."""
    findings = check_health(now=timezone.now())
    for finding in findings:
        click.echo(f"{finding.health.label():<11} {finding.subject}: {finding.message}")
        if finding.remedy:
            click.echo(f"{'':<11} → {finding.remedy}")
    if any(finding.health is Health.WRONG for finding in findings):
        sys.exit(1)


@click.command(
    help=_("Copy the embedded database and the photos into one file."),
    epilog=_("Example: maille backup --out /mnt/backups/maille.zip"),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("File to write; by default in the folder “backups” of the data folder."),
)
def backup(out: Path | None) -> None:
    """Write a consistent copy while the site goes on."""
    if not is_embedded():
        raise click.ClickException(
            _("this database is not the embedded one: back it up with its own tool, pg_dump")
        )
    stamp = timezone.now().strftime("%Y-%m-%dT%H%M%SZ")
    target = out or settings.DATA_DIR / "backups" / f"maille-{stamp}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    forget_visitors(today=timezone.localdate())
    write_backup(target)
    click.echo(target)


def write_backup(target: Path) -> None:
    """Zip a snapshot of the database and every photo, under its name only when complete."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        snapshot = Path(folder) / "maille.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(snapshot) as copy:
            connection.connection.backup(copy)
        copy.close()
        unfinished = Path(folder) / "backup.zip"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(snapshot, "maille.sqlite3")
            for photo in sorted(settings.MEDIA_ROOT.rglob("*")):
                if photo.is_file():
                    archive.write(photo, f"media/{photo.relative_to(settings.MEDIA_ROOT)}")
        shutil.move(unfinished, target)
