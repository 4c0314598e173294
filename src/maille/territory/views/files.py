"""The files of a study: GeoJSON, CSV, JSON, PDF."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from maille import __version__
from maille.territory import exports
from maille.territory.enums import Visibility
from maille.territory.models import Study
from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.words import language
from maille.territory.views.access import for_study

_CSV = "text/csv; charset=utf-8"


@require_safe
@for_study
def chart(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the map: cells by access, places, proposed sites."""
    return _file(
        request,
        study,
        ("geojson", "application/geo+json"),
        lambda: exports.render_geojson(terrain_of(study), document_of(study)),
    )


@require_safe
@for_study
def sites(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the proposed sites as a table."""
    return _file(
        request, study, ("sites.csv", _CSV), lambda: exports.render_sites(document_of(study))
    )


@require_safe
@for_study
def cells(request: HttpRequest, study: Study) -> HttpResponse:
    """Give where people live, and who is within reach, as a table."""
    return _file(
        request,
        study,
        ("cells.csv", _CSV),
        lambda: exports.render_cells(terrain_of(study), document_of(study)),
    )


@require_safe
@for_study
def gaps(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the communes with people out of reach as a table."""
    return _file(
        request,
        study,
        ("gaps.csv", _CSV),
        lambda: exports.render_gaps(terrain_of(study), document_of(study)),
    )


@require_safe
@for_study
def json(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the document itself, to the byte that its SHA-256 is computed on."""
    return _file(request, study, ("json", "application/json"), study.document.encode)


@require_safe
@for_study
def pdf(request: HttpRequest, study: Study) -> HttpResponse:
    """Give the printed study, in the language of the address."""
    return _file(
        request,
        study,
        ("pdf", "application/pdf"),
        lambda: exports.render_pdf(study, terrain_of(study), document_of(study)),
    )


def _file(
    request: HttpRequest, study: Study, form: tuple[str, str], make: Callable[[], bytes]
) -> HttpResponse:
    """Give a file, or say that it has not changed; a cache asks before it answers."""
    suffix, media_type = form
    content = f"{__version__}\n{study.sha256}\n{study.name}\n{language()}\n{suffix}"
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:24])
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        make(),
        content_type=media_type,
        headers={"Content-Disposition": f'inline; filename="{study.slug}.{suffix}"'},
    )
    response.headers["ETag"] = etag
    private = study.visibility == Visibility.PRIVATE
    if not private:
        response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, private=private, public=not private, no_cache=True)
    return response
