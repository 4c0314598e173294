"""The commands of ``maille``, one module per subject."""

import click
from django.utils.translation import gettext as _

from maille import __version__
from maille.project.commands.data import export, import_
from maille.project.commands.demo import demo
from maille.project.commands.duplicates import places
from maille.project.commands.feeds import feeds
from maille.project.commands.letters import digest, reminders
from maille.project.commands.mapping import mapping
from maille.project.commands.mesh import mesh
from maille.project.commands.observations import device, observe
from maille.project.commands.open_data import export_places
from maille.project.commands.people import person
from maille.project.commands.places import place
from maille.project.commands.reports import report
from maille.project.commands.server import backup, check, prepare, serve
from maille.project.commands.surveys import survey
from maille.project.commands.territory import territory
from maille.project.prepare import is_embedded, is_prepared, prepare_database

# These say by themselves what they find, make the database ready in their own time, or need none.
WITHOUT_DATABASE = {"check", "prepare", "mesh", "mapping"}


@click.group(
    help=_("The open platform of a territory's third places."),
    epilog=_("Each command explains itself: maille COMMAND --help"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="maille %(version)s")
@click.pass_context
def maille(context: click.Context) -> None:
    """Make the embedded database ready before any command that needs it."""
    if context.invoked_subcommand in WITHOUT_DATABASE or "--help" in context.args:
        return
    if not is_prepared():
        if not is_embedded():
            raise click.ClickException(
                _("this database is not ready: run “maille prepare” once, then try again")
            )
        prepare_database()


for command in (
    *(serve, demo, check, prepare, backup, place, places, person, device, observe),
    *(import_, export, mapping, feeds, survey, report, mesh, territory, reminders, digest),
):
    maille.add_command(command)
export.add_command(export_places)
