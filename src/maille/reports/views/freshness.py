"""Answering "nothing has changed" without making a file again."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

from maille import __version__
from maille.reports.models import Edition
from maille.reports.queries import edition_state


def file_mark(edition: Edition, variant: str) -> str:
    """Give a mark that changes whenever a file of an edition would hold other bytes."""
    content = "\n".join([__version__, edition_state(edition), variant])
    return hashlib.sha256(content.encode()).hexdigest()[:24]


def conditional(
    request: HttpRequest,
    mark: str,
    changed: dt.datetime,
    write: Callable[[], HttpResponse],
) -> HttpResponse:
    """Give the file, or 304 to whoever holds it already; a cache asks before it answers."""
    etag = quote_etag(mark)
    response = get_conditional_response(request, etag=etag) or write()
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, no_cache=True)
    return response
