"""Reports, from the command line."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from maille.places.models import Place
from maille.project.commands.places import find_place
from maille.project.prepare import gather_static_files
from maille.reports.exports import (
    Document,
    render_json,
    render_jsonld,
    render_page,
    render_pdf,
)
from maille.reports.queries import (
    current_draft,
    draft_document,
    edition_document,
    latest_edition,
)

DRAFT = "draft"


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


@click.command(
    help=_("Write a report of a place: its latest edition, another one, or its draft."),
    epilog=_("Example: maille report le-wip --format pdf --out le-wip.pdf"),
)
@click.argument("place")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), required=True, help=_("What to write.")
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
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=_("File to write; the standard output by default."),
)
def report(
    place: str, form: str, language: str, edition: str | int | None, out: Path | None
) -> None:
    """Render one document in one form."""
    document = find_document(find_place(place), edition)
    content = FORMATS[form](document, language)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)


def find_document(place: Place, edition: str | int | None) -> Document:
    """Give the document asked for, or say why there is none."""
    if edition == DRAFT:
        return draft_document(current_draft(place))
    found = (
        place.editions.filter(number=edition).first()
        if isinstance(edition, int)
        else latest_edition(place)
    )
    if found is None and edition is None:
        raise click.ClickException(
            _("%s has published no edition yet; --edition draft shows its draft") % place.name
        )
    if found is None:
        raise click.ClickException(
            _("%(place)s has no edition %(number)s") % {"place": place.name, "number": edition}
        )
    return edition_document(found)
