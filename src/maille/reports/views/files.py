"""The files of an edition: PDF in three layouts, JSON, JSON-LD, share card; a draft on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maille.places.models import Place
from maille.reports.exports import (
    render_card,
    render_json,
    render_jsonld,
    render_pdf,
    render_summary,
    render_workshop,
)
from maille.reports.models import Edition
from maille.reports.policies import may_read_editions, may_review
from maille.reports.queries import (
    Document,
    draft_document,
    edition_document,
    edition_state,
    last_change,
)
from maille.reports.renderings import forget_renderings, rendering
from maille.reports.views.access import draft_of, for_place
from maille.reports.views.editions import edition_numbered
from maille.reports.views.freshness import conditional, file_mark

Render = Callable[[Document], bytes]


@require_safe
@for_place(may_read_editions)
def pdf(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the printed report, in the language of the address."""
    language = get_language() or "fr"
    return _file(
        request,
        edition_numbered(place, number),
        EditionFile(f"{language}.pdf", "application/pdf"),
        lambda document: render_pdf(document, language=language),
    )


@require_safe
@for_place(may_read_editions)
def essentials(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the report on one page, in the language of the address."""
    language = get_language() or "fr"
    return _file(
        request,
        edition_numbered(place, number),
        EditionFile(f"{language}.summary.pdf", "application/pdf"),
        lambda document: render_summary(document, language=language),
    )


@require_safe
@for_place(may_read_editions)
def worksheet(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the sheet of the team's yearly meeting, in the language of the address."""
    language = get_language() or "fr"
    return _file(
        request,
        edition_numbered(place, number),
        EditionFile(f"{language}.workshop.pdf", "application/pdf"),
        lambda document: render_workshop(document, language=language),
    )


@require_safe
@for_place(may_review)
def draft_pdf(_request: HttpRequest, place: Place, draft: UUID, layout: str) -> HttpResponse:
    """Print a draft as it stands: whole, on one page, or as a sheet to work on together."""
    found = draft_of(place, draft)
    render = {"rapport": render_pdf, "essentiel": render_summary, "atelier": render_workshop}
    name = f"{place.slug}-{layout}.pdf"
    return HttpResponse(
        render[layout](draft_document(found), language=get_language() or "fr"),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
@for_place(may_read_editions)
def json(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the report document."""
    form = EditionFile("json", "application/json")
    return _file(request, edition_numbered(place, number), form, render_json)


@require_safe
@for_place(may_read_editions)
def jsonld(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the report as linked data, in the language of the address."""
    language = get_language() or "fr"
    base_url = request.build_absolute_uri("/").rstrip("/")
    return _file(
        request,
        edition_numbered(place, number),
        EditionFile(f"{language}.jsonld", "application/ld+json", base_url),
        lambda document: render_jsonld(document, base_url=base_url, language=language),
    )


@require_safe
@for_place(may_read_editions)
def card(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give the picture that other sites show beside a link."""
    language = get_language() or "fr"
    return _file(
        request,
        edition_numbered(place, number),
        EditionFile(f"{language}.png", "image/png"),
        lambda document: render_card(document, language=language),
    )


@dataclass(frozen=True, slots=True)
class EditionFile:
    """What a file is called and holds; ``host`` when its content names the site."""

    suffix: str
    media_type: str
    host: str = ""

    @property
    def variant(self) -> str:
        """Give what tells this file from the others of the same edition."""
        host = sha256(self.host.encode()).hexdigest()[:8]
        return f"{host}.{self.suffix}"


def _file(
    request: HttpRequest, edition: Edition, form: EditionFile, render: Render
) -> HttpResponse:
    def write() -> HttpResponse:
        name = f"{edition.place.slug}-{edition.number}.{form.suffix}"
        return HttpResponse(
            file_bytes(edition, form, render),
            content_type=form.media_type,
            headers={
                "Content-Disposition": f'inline; filename="{name}"',
                "Access-Control-Allow-Origin": "*",
            },
        )

    return conditional(request, file_mark(edition, form.variant), last_change(edition), write)


def file_bytes(edition: Edition, form: EditionFile, render: Render) -> bytes:
    """Make the file, or read it; words withdrawn while it was made do not stay on the disk."""
    folder, state = str(edition.public_id), edition_state(edition)
    content = rendering(
        folder, form.variant, state=state, make=lambda: render(edition_document(edition))
    )
    if edition_state(edition) != state:
        forget_renderings(folder)
        return render(edition_document(edition))
    return content
