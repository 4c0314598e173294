"""Asking for a calendar elsewhere: little, shortly, and never inside the walls.

The name is resolved once, every address it has is checked, and the connection goes to one of
those that were checked: a name that changes its mind in between changes nothing. Each
redirection is checked again.
"""

import contextlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from maille.observations.feeds.addresses import Target, allowed_ips, read_address
from maille.observations.feeds.errors import FeedError

MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 20.0
MOST_REDIRECTIONS = 5
_PATIENCE = 8.0
_CHUNK = 64 * 1024
_MOVED = {301, 302, 303, 307, 308}
_AGENT = "Maille (calendar of a third place)"

Connect = Callable[[str, int, float], socket.socket]
Resolve = Callable[[Target], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; ``content`` is ``None`` when nothing changed since."""

    content: bytes | None
    etag: str
    modified: str


def open_socket(ip: str, port: int, patience: float) -> socket.socket:
    """Reach a numeric address."""
    return socket.create_connection((ip, port), timeout=patience)


def resolve(target: Target) -> list[str]:
    """Give the addresses that a calendar may be asked from."""
    return allowed_ips(target, private=settings.FEEDS_MAY_BE_PRIVATE)


def fetch_calendar(
    address: str,
    *,
    etag: str = "",
    modified: str = "",
    resolving: Resolve = resolve,
    connect: Connect = open_socket,
) -> Fetched:
    """Ask for a calendar, unless it is as it was.

    Parameters
    ----------
    address
        Of a calendar on the web.
    etag, modified
        What it answered the last time.
    resolving, connect
        How names become addresses, and addresses connections.

    Raises
    ------
    FeedError
        When the address may not be asked, does not answer in time, or answers too much.
    """
    deadline = time.monotonic() + MOST_SECONDS
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    for _redirection in range(MOST_REDIRECTIONS + 1):
        target = read_address(address)
        try:
            with _asking(target, asked, resolving, connect) as answer:
                if answer.status in _MOVED and answer.getheader("Location"):
                    address = urljoin(target.address, answer.getheader("Location"))
                    continue
                return _taken(answer, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, FeedError):
                raise
            raise FeedError(_("%s did not answer as it should") % target.host) from error
    raise FeedError(_("this address leads to another, and that one to yet another, without end"))


@contextlib.contextmanager
def _asking(
    target: Target, asked: dict[str, str], resolving: Resolve, connect: Connect
) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(target.host, target.port)
    with contextlib.closing(connection):
        connection.sock = _channel(target, resolving, connect)
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        headers = {
            "Host": target.name,
            "User-Agent": _AGENT,
            "Accept": "text/calendar, text/plain;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **{name: value for name, value in asked.items() if value},
        }
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            yield answer


def _channel(target: Target, resolving: Resolve, connect: Connect) -> socket.socket:
    """Open a connection to an address that was checked; the certificate names the host."""
    channel = connect(resolving(target)[0], target.port, _PATIENCE)
    if target.scheme == "http":
        return channel
    try:
        context = ssl.create_default_context()
        return context.wrap_socket(channel, server_hostname=target.host)
    except BaseException:
        channel.close()
        raise


def _taken(answer: http.client.HTTPResponse, deadline: float) -> Fetched:
    etag = (answer.getheader("ETag") or "")[:200]
    modified = (answer.getheader("Last-Modified") or "")[:60]
    if answer.status == http.client.NOT_MODIFIED:
        return Fetched(None, etag, modified)
    if answer.status != http.client.OK:
        raise FeedError(_("the address answers with the error %s") % answer.status)
    parts = []
    size = 0
    while part := answer.read1(_CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise FeedError(_("this calendar is heavier than %s MB") % (MOST_BYTES // 1024**2))
        if time.monotonic() > deadline:
            raise FeedError(_("this address answers too slowly"))
        parts.append(part)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return Fetched(b"".join(parts), etag, modified)
