"""Reports, from the command line."""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click
from django.conf import settings
from django.utils.translation import gettext as _

from maille.core.kernel.errors import InvalidPeriodError
from maille.core.kernel.period import Period, read_period
from maille.places.models import Place
from maille.project.commands.places import find_place
from maille.project.prepare import gather_static_files
from maille.reports.exports import (
    Document,
    render_json,
    render_jsonld,
    render_page,
    render_pdf,
    render_summary,
    render_workshop,
)
from maille.reports.models import Edition
from maille.reports.queries import (
    current_draft,
    draft_document,
    draft_of_period,
    edition_document,
    edition_of_period,
    latest_edition,
)

DRAFT = "draft"
PERIOD = "--period"
_A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")


def base_url() -> str:
    """Give the address of this installation."""
    return settings.BASE_URL or "http://127.0.0.1:8000"


def page_alone(document: Document, language: str) -> bytes:
    """Render the page, its style sheets gathered by a first call when nothing was served yet."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        gather_static_files()
    return render_page(document, language=language, base_url=base_url())


FORMATS: dict[str, Callable[[Document, str], bytes]] = {
    "json": lambda document, _language: render_json(document),
    "html": page_alone,
    "pdf": lambda document, language: render_pdf(document, language=language),
    "jsonld": lambda document, language: render_jsonld(
        document, base_url=base_url(), language=language
    ),
}


LAYOUTS: dict[str, Callable[[Document, str], bytes]] = {
    "full": FORMATS["pdf"],
    "summary": lambda document, language: render_summary(document, language=language),
    "workshop": lambda document, language: render_workshop(document, language=language),
}
FULL = "full"


class EditionNumber(click.ParamType[str | int]):
    """The number of an edition, or the word ``draft``."""

    name = "N|draft"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | int:
        """Give the number as a number."""
        if value == DRAFT:
            return DRAFT
        if value.isdecimal() and int(value):
            return int(value)
        return self.fail(_("“%s” is neither a number nor “draft”") % value, param, ctx)


class Wanted(TypedDict):
    """Which report, and how it is written."""

    form: str | None
    layout: str | None
    language: str
    edition: str | int | None
    period: Period | None


class PeriodWords(click.ParamType[Period]):
    """A year, a quarter, a month, or two days."""

    name = "PERIOD"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Read the period, or say how one is written."""
        try:
            return read_period(value)
        except InvalidPeriodError:
            words = _("“%s” is not a period: write 2025, 2025-Q3 or 2025-01-01..2025-06-30")
            return self.fail(words % value, param, ctx)


class TwoDays(click.Command):
    """A command whose ``--period`` also takes two days as two words."""

    def parse_args(self, ctx: click.Context, args: Sequence[str]) -> list[str]:
        """Put the two days together before anything is read."""
        return super().parse_args(ctx, join_days(args))


def join_days(words: Sequence[str]) -> list[str]:
    """Write ``--period DAY DAY`` as one period.

    Examples
    --------
    >>> join_days(["--period", "2025-01-01", "2025-06-30", "le-wip"])
    ['--period=2025-01-01..2025-06-30', 'le-wip']
    """
    joined: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == PERIOD and rest:
            word = f"{PERIOD}={rest.pop(0)}"
        first = word.removeprefix(f"{PERIOD}=")
        if first != word and rest and _A_DAY.fullmatch(first) and _A_DAY.fullmatch(rest[0]):
            word = f"{word}..{rest.pop(0)}"
        joined.append(word)
    return joined


@click.command(
    cls=TwoDays,
    help=_("Write a report of a place: its latest edition, another one, or its draft."),
    epilog=_("Example: maille report le-wip --period 2025 --format pdf --out le-wip.pdf"),
)
@click.argument("place")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help=_("What to write; a PDF when a layout is given."),
)
@click.option(
    "--layout",
    type=click.Choice(list(LAYOUTS)),
    help=_("Of a PDF: the whole report, one page for a funder, a sheet for a team's meeting."),
)
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help=_("Language of the page and of the PDF."),
)
@click.option("--edition", type=EditionNumber(), help=_("Another edition, or the draft."))
@click.option(
    PERIOD,
    type=PeriodWords(),
    help=_("A year (2025), a quarter (2025-Q3) or two days (2025-01-01..2025-06-30)."),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=_("File to write; the standard output by default."),
)
def report(place: str, out: Path | None, **wanted: Unpack[Wanted]) -> None:
    """Render one document in one form."""
    render = find_form(wanted["form"], wanted["layout"])
    document = find_document(find_place(place), wanted["edition"], wanted["period"])
    content = render(document, wanted["language"])
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)


def find_form(form: str | None, layout: str | None) -> Callable[[Document, str], bytes]:
    """Give what writes the form asked for; only a PDF has layouts."""
    if form is None and layout is None:
        raise click.UsageError(_("say what to write: --format json, html, pdf or jsonld"))
    if form in {None, "pdf"}:
        return LAYOUTS[layout or FULL]
    if layout not in {None, FULL}:
        raise click.UsageError(_("only a PDF has layouts: --format pdf --layout %s") % layout)
    return FORMATS[str(form)]


def find_document(place: Place, edition: str | int | None, period: Period | None) -> Document:
    """Give the document asked for, or say why there is none."""
    if edition == DRAFT:
        return draft_document(draft_of_period(place, period) if period else current_draft(place))
    if isinstance(edition, int):
        return edition_document(_numbered(place, edition, period))
    if period:
        return _document_of_period(place, period)
    found = latest_edition(place)
    if found is None:
        raise click.ClickException(
            _("%s has published no edition yet; --edition draft shows its draft") % place.name
        )
    return edition_document(found)


def _document_of_period(place: Place, period: Period) -> Document:
    """Give the edition of a period; nothing published yet, its draft, and say so."""
    found = edition_of_period(place, period)
    if found is not None:
        return edition_document(found)
    words = _("%(place)s has published nothing for %(period)s: this is its draft")
    click.echo(words % {"place": place.name, "period": _written(period)}, err=True)
    return draft_document(draft_of_period(place, period))


def _numbered(place: Place, number: int, period: Period | None) -> Edition:
    found = place.editions.filter(number=number).first()
    if found is None:
        raise click.ClickException(
            _("%(place)s has no edition %(number)s") % {"place": place.name, "number": number}
        )
    if period and (found.start, found.end) != (period.start, period.end):
        raise click.ClickException(
            _("edition %(number)s of %(place)s is not about %(period)s")
            % {"number": number, "place": place.name, "period": _written(period)}
        )
    return found


def _written(period: Period) -> str:
    return f"{period.start}..{period.end}"
