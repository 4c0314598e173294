"""Places, from the command line."""

import difflib

import click
from django.utils.translation import gettext as _

from maille.places.actions import add_place
from maille.places.models import Place


def find_place(slug: str) -> Place:
    """Give the place of this slug, or of this very name when only one has it.

    Otherwise, say which slugs come close.
    """
    found = list(Place.objects.filter(slug=slug)) or list(Place.objects.filter(name=slug)[:2])
    if len(found) == 1:
        return found[0]
    slugs = Place.objects.values_list("slug", flat=True)
    close = ", ".join(difflib.get_close_matches(slug, slugs))
    message = _("no place is called “%s”") % slug
    raise click.ClickException(message + (_("; close to it: %s") % close if close else ""))


@click.group(help=_("Third places."))
def place() -> None:
    """Gather the commands about places."""


@place.command(
    help=_("Add a place; its slug is the last line printed."),
    epilog=_('Example: maille place add "Le Wip" --commune 14167'),
)
@click.argument("name")
@click.option(
    "--commune",
    metavar="INSEE",
    help=_("Code of its commune: INSEE in France, NIS in Belgium."),
)
def add(name: str, commune: str | None) -> None:
    """Create the place without a steward."""
    click.echo(add_place(name=name, commune=commune, by=None).slug)
