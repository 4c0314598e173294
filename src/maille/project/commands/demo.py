"""The demonstration, from the command line."""

import os
import sys

import click
from django.utils.translation import gettext as _

from maille.directory.actions import find_likenesses, propose_pairs
from maille.directory.models import Pair
from maille.places.models import Place
from maille.project.demo import PLACES, STEWARD, load_demo


@click.command(
    help=_("Load the demonstration: Le Wip and a fictional place. Safe to repeat."),
    epilog=_("Example: maille demo"),
)
@click.option("--if-empty", is_flag=True, help=_("Only when no place is here yet."))
@click.option(
    "--national", is_flag=True, help=_("Add the study of France by communes (half a minute).")
)
def demo(if_empty: bool, national: bool) -> None:  # noqa: FBT001 - click passes options so
    """Add the demonstration's places that are not here yet, then its studies."""
    if if_empty and Place.objects.exists():
        return
    with click.progressbar(
        load_demo(),
        length=len(PLACES),
        label=_("Loading the demonstration"),
        file=sys.stderr,
    ) as places:
        added = [place.name for place in places]
    added += [*_lists(), *_studies(national=national)]
    _compare()
    click.echo(_("Added: %s") % ", ".join(added) if added else _("Everything is here already."))
    click.echo(
        _("To look after La Filature, sign in as %s; its code is printed by the server.") % STEWARD
    )


def _lists() -> list[str]:
    """Add what is known of places and of public sites in the whole country."""
    from maille.project.demo.lists import load_lists  # noqa: PLC0415 - only when it is asked for

    return load_lists()


def _compare() -> None:
    """Compare all places once, so that the pairs that may be one wait for somebody."""
    if not Pair.objects.exists():
        propose_pairs(found=find_likenesses())


def _studies(*, national: bool) -> list[str]:
    """Add the study around Caen, and that of France on request."""
    if not national:
        # Around Caen the engine's loops take less time than their compiler would.
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")
    from maille.project.demo.territory import load_caen, load_france  # noqa: PLC0415 - see above

    loaders = (load_caen, load_france) if national else (load_caen,)
    return [study.name for load in loaders if (study := load()) is not None]
