"""The ``maille`` command: sets the stage, then hands over to ``maille.project.commands``."""

import gettext as standard_gettext
import locale
import os
import sys
from pathlib import Path

import click
import django

from maille.core.kernel.errors import CoreError


def spoken_language() -> str:
    """Give French where the environment speaks it, English elsewhere."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").startswith("fr") else "en"


def main() -> None:
    """Run the command; an expected error is one line and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
    language = spoken_language()
    os.environ["LANGUAGE"] = language
    standard_gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    try:
        django.setup()
    except OSError as error:
        sys.exit(f"maille: {error}")
    from django.db.utils import DatabaseError  # noqa: PLC0415 - settings come first
    from django.utils import translation  # noqa: PLC0415 - the same

    translation.activate(language)
    from maille.project.commands import maille  # noqa: PLC0415 - its help is in the language

    try:
        maille(prog_name="maille")
    except (CoreError, DatabaseError, OSError) as error:
        words = str(error) or repr(error)
        click.echo(f"maille: {words.splitlines()[0]}", err=True)
        sys.exit(1)
