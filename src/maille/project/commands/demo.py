"""The demonstration, from the command line."""

import sys

import click
from django.utils.translation import gettext as _

from maille.places.models import Place
from maille.project.demo import PLACES, STEWARD, load_demo


@click.command(
    help=_("Load the demonstration: Le Wip and a fictional place. Safe to repeat."),
    epilog=_("Example: maille demo"),
)
@click.option("--if-empty", is_flag=True, help=_("Only when no place is here yet."))
def demo(if_empty: bool) -> None:  # noqa: FBT001 - click passes options so
    """Add the demonstration's places that are not here yet."""
    if if_empty and Place.objects.exists():
        return
    with click.progressbar(
        load_demo(),
        length=len(PLACES),
        label=_("Loading the demonstration"),
        file=sys.stderr,
    ) as places:
        added = [place.name for place in places]
    click.echo(_("Added: %s") % ", ".join(added) if added else _("Everything is here already."))
    click.echo(
        _("To look after La Filature, sign in as %s; its code is printed by the server.") % STEWARD
    )
