"""Answering "nothing has changed" without writing the page again."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from maille import __version__
from maille.reports.models import Edition
from maille.reports.queries import edition_state


def page_mark(request: HttpRequest, edition: Edition) -> str | None:
    """Give a mark that changes whenever the page of an edition would read otherwise.

    ``None`` for a person who is signed in, for a visitor who has a message to read, and while
    templates are being written: their pages are made afresh.
    """
    if settings.DEBUG or request.user.is_authenticated or len(get_messages(request)):
        return None
    newest = edition.place.editions.values_list("number", flat=True).first()
    parts = [edition_state(edition), str(newest), get_language() or "fr", request.get_host()]
    return hashlib.sha256("\n".join([__version__, *parts]).encode()).hexdigest()[:24]


def file_mark(edition: Edition, variant: str) -> str:
    """Give a mark that changes whenever a file of an edition would hold other bytes."""
    content = "\n".join([__version__, edition_state(edition), variant])
    return hashlib.sha256(content.encode()).hexdigest()[:24]


def conditional(
    request: HttpRequest,
    mark: str | None,
    changed: dt.datetime,
    write: Callable[[], HttpResponse],
) -> HttpResponse:
    """Give the page, or 304 to whoever holds it already; a cache asks before it answers."""
    if mark is None:
        response = write()
        patch_cache_control(response, private=True, no_cache=True)
        return response
    etag = quote_etag(mark)
    response = get_conditional_response(request, etag=etag) or write()
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, no_cache=True)
    return response
