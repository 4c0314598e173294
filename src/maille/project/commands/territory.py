"""Studies of a territory, from the command line to everybody's screen."""

from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from maille.territory.asking.questions import MINUTES, MODES, MOST_SITES, Asked
from maille.territory.enums import Visibility

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help=_("Studies of a territory that everybody can read and ask otherwise."))
def territory() -> None:
    """Gather the commands about territories."""


@territory.command(
    help=_("Study a territory from tables, and put the study on the site."),
    epilog=_(
        "Example: maille territory add --name “Où tisser ici” --territory “Pays d'Ici” "
        "--cells cells.csv --candidates sites.csv --source “INSEE, Filosofi 2021” "
        "--sites 5 --minutes 15 --mode bicycle"
    ),
)
@click.option("--name", required=True, help=_("How the study is called."))
@click.option("--territory", "label", required=True, help=_("How the territory is called."))
@click.option("--cells", type=FILE, required=True, help=_("Where people live (CSV)."))
@click.option("--candidates", type=FILE, required=True, help=_("Possible sites (CSV)."))
@click.option(
    "--places", type=FILE, help=_("Places open today (CSV); by default, those of this site.")
)
@click.option(
    "--cell-metres",
    type=click.FloatRange(0),
    default=200,
    show_default=True,
    help=_("Side of a cell; 0 when a cell is a commune, known by a point."),
)
@click.option(
    "--source", "sources", multiple=True, help=_("Where figures come from; may be repeated.")
)
@click.option(
    "--sites", type=click.IntRange(1, MOST_SITES), required=True, help=_("How many sites at most.")
)
@click.option(
    "--minutes",
    type=click.Choice([str(minutes) for minutes in MINUTES]),
    required=True,
    help=_("How long they travel at most."),
)
@click.option("--mode", type=click.Choice(MODES), required=True, help=_("How people come."))
@click.option("--private", is_flag=True, help=_("Keep it from all but administrators."))
def add(**options: Any) -> None:  # noqa: ANN401 - click gives the options above
    """Read the tables, answer, keep the study."""
    from maille.project.mesh.grounds import (  # noqa: PLC0415 - it loads a compiler
        GroundAsked,
        ground_from,
    )
    from maille.territory.actions import (  # noqa: PLC0415 - the same
        Title,
        compute_study,
        keep_ground,
    )

    document = ground_from(
        GroundAsked(
            cells=options["cells"],
            candidates=options["candidates"],
            places=options["places"],
            territory=options["label"],
            cell_metres=options["cell_metres"],
            sources=options["sources"],
        )
    )
    study = compute_study(
        ground=keep_ground(document=document),
        asked=Asked(options["sites"], options["mode"], int(options["minutes"])),
        title=Title(
            options["name"], Visibility.PRIVATE if options["private"] else Visibility.PUBLIC
        ),
        by=None,
    )
    click.echo(f"/territoire/etudes/{study.slug}/")
