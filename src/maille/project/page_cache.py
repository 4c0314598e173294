"""Public pages, ready to send for as long as the database holds what they say."""

import gzip
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse
from django.utils.cache import patch_vary_headers

from maille.db.state import StateReader
from maille.web.kept import STATE, Shelf

MOST_PAGES = 500
HEAVIEST = 100 * 1024  # bytes, once packed
VARIES = {"", "cookie", "accept-language", "hx-request"}
# What "you have it already" repeats of the page.
REPEATED = {"etag", "cache-control", "vary", "content-security-policy"}

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is sent."""

    headers: Headers
    body: bytes
    etag: str

    def send(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Send it, unless the visitor holds it already."""
        if self.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 Not Modified", [one for one in self.headers if one[0].lower() in REPEATED])
            return []
        start("200 OK", self.headers)
        return [self.body]


class Application:
    """Django, with the pages that it calls public kept in front.

    The database is asked at every request whether anything was written since: a story that is
    withdrawn is gone from the next answer of every process.
    """

    def __init__(self, state: StateReader) -> None:
        self._state = state
        self._pages: Shelf[Page] = Shelf(most=MOST_PAGES)
        self._django = KeepingHandler(self._pages)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or have Django answer."""
        if environ["REQUEST_METHOD"] == "GET" and (state := self._state()):
            key = _key(environ)
            page = self._pages.get(state, key) if key else None
            if page:
                return page.send(environ, start)
            environ[STATE] = state
        return self._django(environ, start)


class KeepingHandler(WSGIHandler):
    """Django, that puts on a shelf the answers which are everybody's."""

    def __init__(self, pages: Shelf[Page]) -> None:
        super().__init__()
        self._pages = pages

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Have Django answer; keep the answer when it is everybody's."""
        response = super().get_response(request)
        state, key = request.META.get(STATE), _key(request.META)
        if state and key and isinstance(response, HttpResponse) and _is_public(response):
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                _pack(response)
            if len(response.content) <= HEAVIEST:
                page = Page([*response.items()], response.content, _bare(response["ETag"]))
                self._pages.put(state, key, page)
        return response


def _key(environ: Mapping[str, Any]) -> Hashable:
    """Give all that the answer may depend on, or nothing when that is who asks."""
    if "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
        return None
    sent = environ.get
    return (
        environ["PATH_INFO"],
        sent("QUERY_STRING"),
        sent("HTTP_HOST"),
        sent("wsgi.url_scheme"),
        sent("HTTP_X_FORWARDED_PROTO"),
        sent("HTTP_ACCEPT_LANGUAGE"),
        sent("HTTP_HX_REQUEST"),
        "gzip" in sent("HTTP_ACCEPT_ENCODING", ""),
    )


def _is_public(response: HttpResponse) -> bool:
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        response.status_code == HTTPStatus.OK
        and "public" in response.get("Cache-Control", "").split(", ")
        and response.get("Content-Type", "").startswith("text/html")
        and response.has_header("ETag")
        and not response.has_header("Content-Encoding")
        and not response.cookies
        and varies <= VARIES
    )


def _pack(response: HttpResponse) -> None:
    """Compress: what everybody may read holds no secret that its length could betray."""
    response.content = gzip.compress(response.content, mtime=0)
    response["Content-Length"] = str(len(response.content))
    response["Content-Encoding"] = "gzip"
    response["ETag"] = f"W/{_bare(response['ETag'])}"
    patch_vary_headers(response, ["Accept-Encoding"])


def _bare(etag: str) -> str:
    return etag.removeprefix("W/")
