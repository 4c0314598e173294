"""Persons, from the command line."""

import click
from allauth.mfa.utils import is_mfa_enabled
from django.utils.translation import gettext as _

from maille.people.actions import add_person, remove_second_factor
from maille.people.models import Person
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


@person.command(
    help=_("Let a person who lost telephone and recovery codes sign in without second factor."),
    epilog=_("Example: maille person forget-second-factor camille@example.org"),
)
@click.argument("email")
def forget_second_factor(email: str) -> None:
    """Take the second factor away; the password and the code by e-mail stay."""
    found = Person.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise click.ClickException(_("nobody signs in as “%s”") % email)
    if not is_mfa_enabled(found):
        raise click.ClickException(_("%s has no second factor") % found.email)
    remove_second_factor(person=found)
    click.echo(found.email)
