"""The commands of ``maille``, one module per subject."""

from importlib import import_module
from keyword import iskeyword

import click
from django.utils.translation import gettext as _

from maille import __version__
from maille.project.prepare import is_embedded, is_prepared, prepare_database

# These say by themselves what they find, make the database ready in their own time, or need none.
WITHOUT_DATABASE = {"check", "prepare", "mesh", "mapping"}

# In which module each is: a command loads what it needs, and not what the others do.
COMMANDS = {
    "backup": "server",
    "check": "server",
    "demo": "demo",
    "device": "observations",
    "digest": "letters",
    "export": "data",
    "feeds": "feeds",
    "import": "data",
    "mapping": "mapping",
    "mesh": "mesh",
    "observe": "observations",
    "person": "people",
    "place": "places",
    "places": "duplicates",
    "prepare": "server",
    "reminders": "letters",
    "report": "reports",
    "serve": "server",
    "survey": "surveys",
    "territory": "territory",
}


class Commands(click.Group):
    """The commands of :data:`COMMANDS`, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give their names, as the help lists them."""
        return sorted([*COMMANDS, *super().list_commands(ctx)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one of them; none bears an unknown name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name + "_" * iskeyword(cmd_name))
        return command


@click.group(
    cls=Commands,
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
