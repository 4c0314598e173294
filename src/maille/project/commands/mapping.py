"""How lists of places are read, from the command line."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from maille.core.kernel.errors import CoreError


@click.group(help=_("How lists of places are read."))
def mapping() -> None:
    """Gather the commands about mappings."""


@mapping.command(
    help=_("Suggest how a list is read: prints a mapping as TOML, to be checked and completed."),
    epilog=_("Example: maille mapping suggest lieux.csv > lieux.toml"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def suggest(file: Path) -> None:
    """Print the mapping, and nothing else."""
    from maille.directory.importing.suggesting import suggest_mapping  # noqa: PLC0415 - heavy
    from maille.directory.importing.tables import SourceFile  # noqa: PLC0415 - as above

    try:
        suggested = suggest_mapping(SourceFile(file.name, file))
    except (CoreError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(suggested.toml, nl=False)
