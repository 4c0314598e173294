"""Which addresses of the Internet may be asked for a calendar."""

import contextlib
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from maille.observations.feeds.errors import FeedError

_SCHEMES = {"http": 80, "https": 443}
_PRINTABLE = "/%:=&?~#+!$,;'@()*[]"
LONGEST = 1000
# What networks of the newer sort alone use to reach the older one (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the host as named, its port, and what is asked of it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.name}{self.path}"


def read_address(written: str) -> Target:
    """Read the address of a calendar; ``webcal`` is ``https``.

    Raises
    ------
    FeedError
        When it is no address of the web, or holds a password.

    Examples
    --------
    >>> read_address("webcal://agenda.example.org/lieu.ics").address
    'https://agenda.example.org/lieu.ics'
    """
    clean = written.strip()
    for calendar, web in (("webcals://", "https://"), ("webcal://", "https://")):
        if clean.lower().startswith(calendar):
            clean = web + clean[len(calendar) :]
    try:
        parts = urlsplit(clean)
        port = parts.port or _SCHEMES.get(parts.scheme, 0)
    except ValueError as error:
        raise FeedError(_("this is not the address of a calendar")) from error
    if parts.scheme not in _SCHEMES or not parts.hostname or len(clean) > LONGEST:
        raise FeedError(_("this is not the address of a calendar"))
    if parts.username is not None or parts.password is not None:
        raise FeedError(_("this address holds a password: take it out"))
    return Target(parts.scheme, _ascii(parts.hostname), port, _path(parts))


def allowed_ips(target: Target, *, private: bool) -> list[str]:
    """Give the numeric addresses of a host, all of them on the public Internet.

    Parameters
    ----------
    private
        Whether those of a local network are allowed too.

    Raises
    ------
    FeedError
        When the host has no address, or one that is not allowed.
    """
    ips = _ips(target)
    if not private and not all(is_public(ip) for ip in ips):
        raise FeedError(_("%s is not on the public Internet") % target.host)
    return ips


def _inside(
    known: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | None:
    """Give the older address that a newer one leads to, if it does."""
    if isinstance(known, ipaddress.IPv4Address):
        return None
    if known in _TRANSLATED:
        return ipaddress.IPv4Address(int(known) & 0xFFFF_FFFF)
    teredo = known.teredo
    return known.ipv4_mapped or known.sixtofour or (teredo[1] if teredo else None)


def _ips(target: Target) -> list[str]:
    with contextlib.suppress(ValueError):
        return [str(ipaddress.ip_address(target.host))]
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FeedError(_("nobody answers to the name %s") % target.host) from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(ip: str) -> bool:
    """Tell whether a numeric address is that of the public Internet.

    Examples
    --------
    >>> [is_public(ip) for ip in ("127.0.0.1", "10.0.0.1", "::ffff:10.0.0.1", "93.184.215.14")]
    [False, False, False, True]
    """
    known = ipaddress.ip_address(ip.partition("%")[0])
    inside = _inside(known)
    if inside is not None:
        return is_public(str(inside))
    return known.is_global and not known.is_multicast


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise FeedError(_("this is not the address of a calendar")) from error


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_PRINTABLE)
