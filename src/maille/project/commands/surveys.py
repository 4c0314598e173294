"""Surveys of visitors, from the command line."""

from pathlib import Path

import click
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from maille.observations.actions.surveys import forget_visitors, open_wave
from maille.observations.exports.poster import render_poster
from maille.observations.models import SurveyWave
from maille.observations.queries.surveys import open_wave_of
from maille.observations.survey.values import Asking
from maille.places.models import Place
from maille.project.commands.places import find_place
from maille.project.commands.reports import base_url
from maille.web.dates import long_date


@click.command(
    help=_("Print the poster of a survey of visitors; one is opened when none is open."),
    epilog=_("Example: maille survey la-filature --poster poster.pdf"),
)
@click.argument("place")
@click.option(
    "--poster",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=_("File to write, PDF."),
)
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    help=_("Language of the poster; by default that of the survey."),
)
@click.option("--wave", metavar="CODE", help=_("Another survey than the latest that is open."))
def survey(place: str, poster: Path | None, language: str | None, wave: str | None) -> None:
    """Find or open a survey, write its poster, print its address."""
    forget_visitors(today=timezone.localdate())
    found = find_wave(find_place(place), wave, language)
    spoken = language or found.language
    with override(spoken):
        link = base_url() + reverse("observations:survey", args=[found.code])
    if poster:
        poster.write_bytes(render_poster(found, link=link, language=spoken))
    if not settings.BASE_URL:
        click.echo(
            _("MAILLE_BASE_URL is not set: this address opens on this machine alone"), err=True
        )
    click.echo(link)


def find_wave(place: Place, code: str | None, language: str | None) -> SurveyWave:
    """Give the survey asked for, else the latest that is open, else a new one."""
    if code is None:
        return open_wave_of(place) or open_wave(
            place=place, asking=Asking(_title(), language=language or "fr"), by=None
        )
    found = place.survey_waves.filter(code=code.lower()).first()
    if found is None:
        raise click.ClickException(
            _("%(place)s has no survey “%(code)s”") % {"place": place.name, "code": code}
        )
    if not found.is_open:
        raise click.ClickException(_("the survey “%s” is closed") % found.title)
    return found


def _title() -> str:
    today = long_date(timezone.localdate(), get_language() or "fr")
    return _("Survey of %s") % today
