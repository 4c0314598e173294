"""Who is within reach, and where to weave next, from the command line."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The engine is imported by the commands that need it: its compiler takes half a second to load.
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
Command = Callable[..., Any]


@click.group(help=_("Who is within reach of a place, and where the next ones would serve most."))
def mesh() -> None:
    """Gather the commands about the mesh."""


def _travelling(command: Command) -> Command:
    """Add the options that say how people come."""
    for option in (
        click.option("--planar", is_flag=True, help=_("Coordinates are x,y on a plane.")),
        click.option(
            "--router-kind", type=click.Choice(["osrm", "valhalla"]), help=_("What it speaks.")
        ),
        click.option("--router", metavar="URL", help=_("A router to ask, in place of --graph.")),
        click.option("--graph", type=FILE, help=_("Roads, as an .osm.pbf file.")),
        click.option(
            "--mode", type=click.Choice(["walk", "bicycle", "car"]), help=_("How people come.")
        ),
        click.option("--minutes", type=float, help=_("How long they travel at most.")),
        click.option("--radius-m", type=float, help=_("How far a place serves, in a line.")),
    ):
        command = option(command)
    return command


def _travel_of(options: dict[str, Any], *, needed: bool = True) -> Any:  # noqa: ANN401 - its type loads the engine
    from maille.project.mesh.travelling import Asked, travel_of  # noqa: PLC0415 - see above

    asked = Asked(**{field: options.pop(field) for field in Asked.__slots__})
    return travel_of(asked, needed=needed)


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


@mesh.command(
    help=_("Choose the sites that would serve most people, and say how good the choice is."),
    epilog=_(
        "Example: maille mesh study --cells cells.csv --places places.csv "
        "--candidates sites.csv --radius-m 800 --sites 5 --out study.json"
    ),
)
@click.option("--cells", type=FILE, required=True, help=_("Where people live (CSV)."))
@click.option("--places", type=FILE, required=True, help=_("Places open today (CSV)."))
@click.option("--candidates", type=FILE, required=True, help=_("Possible sites (CSV)."))
@_travelling
@click.option("--sites", type=int, help=_("How many sites at most."))
@click.option("--budget", type=float, help=_("What they may cost together."))
@click.option("--force", default="", metavar="IDS", help=_("Sites to take, by identifier."))
@click.option("--ban", default="", metavar="IDS", help=_("Sites not to take, by identifier."))
@click.option("--target", type=float, help=_("Share of people to reach with fewest sites."))
@click.option(
    "--objective",
    type=click.Choice(["cover", "median", "center"]),
    default="cover",
    show_default=True,
    help=_(
        "What sites are chosen for: people within reach (cover), least distance in all (median), "
        "nobody too far (center)."
    ),
)
@click.option(
    "--at-least",
    type=int,
    default=1,
    show_default=True,
    metavar="K",
    help=_("How many places people need within reach."),
)
@click.option(
    "--weight", metavar="COLUMN", help=_("What counts in a cell, in place of its population.")
)
@click.option(
    "--stops", type=int, metavar="N", help=_("How many stops a fortnight rounds may make.")
)
@click.option("--time-limit", type=float, default=60.0, show_default=True, help=_("In seconds."))
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help=_("Of what is drawn.")
)
@click.option("--out", type=OUT, required=True, help=_("Where to write the study (JSON)."))
@click.option("--map", "chart", type=OUT, help=_("Where to write its map (GeoJSON)."))
def study(**options: Any) -> None:  # noqa: ANN401 - click gives the options of the issue
    """Read three files, answer, write; reaching the time limit is an answer too."""
    from maille.core.mesh.values import Objective, Question  # noqa: PLC0415 - see above
    from maille.project.mesh.answers import study_files, write_study  # noqa: PLC0415 - the same
    from maille.project.mesh.files import check_out  # noqa: PLC0415 - the same
    from maille.project.mesh.refusals import plainly  # noqa: PLC0415 - the same

    check_out(options["out"], options["chart"])
    if options["target"] is not None and options["sites"] is not None:
        raise click.UsageError(_("--target replaces --sites: give one of them"))
    if not 0 <= options["time_limit"] < math.inf:
        raise click.UsageError(_("the time limit is a number of seconds, zero or more"))
    with plainly():
        objective = Objective(options["objective"])
        travel = _travel_of(options, needed=objective is Objective.COVER)
        question = Question(
            objective=objective,
            **{name: options[name] for name in ("sites", "budget", "target", "at_least", "stops")},
            forced=_ids(options["force"]),
            banned=_ids(options["ban"]),
            seed=options["seed"],
        )
        files = (options["cells"], options["places"], options["candidates"])
        limit, weight = options["time_limit"], options["weight"]
        answer = study_files(files, travel, question, limit, weight)
    write_study(options["out"], options["chart"], answer)
    told = answer[0]
    click.echo(travel.said(get_language()))
    verdict = _("proven optimal") if told["proven"] else _("gap %.3f %%") % (told["gap"] * 100)
    sign = "≤" if told["value"] <= told["bound"] else "≥"
    click.echo(f"{told['value']} {sign} {told['bound']}, {verdict}: {options['out']}")


@mesh.command(
    help=_("Say how much of what places offer each cell can count on."),
    epilog=_(
        "Example: maille mesh access --cells cells.csv --places places.csv "
        "--minutes 15 --mode car --method apl --out access.csv"
    ),
)
@click.option("--cells", type=FILE, required=True, help=_("Where people live (CSV)."))
@click.option("--places", type=FILE, required=True, help=_("Places open today (CSV)."))
@_travelling
@click.option(
    "--method",
    type=click.Choice(["2sfca", "e2sfca", "3sfca", "apl"]),
    default="2sfca",
    show_default=True,
    help=_("Which catchment areas."),
)
@click.option("--out", type=OUT, required=True, help=_("Where to write the scores (CSV)."))
def access(**options: Any) -> None:  # noqa: ANN401 - as above
    """Read two files, write a score a cell."""
    from maille.core.mesh.access import Method  # noqa: PLC0415 - see above
    from maille.project.mesh.answers import access_file  # noqa: PLC0415 - the same
    from maille.project.mesh.files import check_out  # noqa: PLC0415 - the same
    from maille.project.mesh.refusals import plainly  # noqa: PLC0415 - the same

    check_out(options["out"])
    with plainly():
        travel = _travel_of(options)
        text = access_file(options["cells"], options["places"], travel, Method(options["method"]))
    options["out"].write_text(text, encoding="utf-8")
    click.echo(f"{travel.said(get_language())}: {options['out']}")
