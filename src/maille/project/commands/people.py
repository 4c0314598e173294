"""Persons, from the command line."""

import click
from django.utils.translation import gettext as _

from maille.people.actions import add_person
from maille.places.actions import add_member
from maille.places.enums import Role
from maille.project.commands.places import find_place


@click.group(help=_("Persons who sign in."))
def person() -> None:
    """Gather the commands about persons."""


@person.command(
    help=_("Add a person, or give more rights to one who is here already."),
    epilog=_("Example: maille person add camille@example.org --steward-of la-filature"),
)
@click.argument("email")
@click.option("--administrator", is_flag=True, help=_("Administrator of the platform."))
@click.option("--steward-of", metavar="PLACE", help=_("Slug of a place to look after."))
def add(email: str, administrator: bool, steward_of: str | None) -> None:  # noqa: FBT001 - click
    """Create the account and its rights together."""
    place = find_place(steward_of) if steward_of else None
    found = add_person(email=email, is_administrator=administrator)
    if place:
        add_member(place=place, person=found, role=Role.STEWARD, by=None)
    click.echo(email)
