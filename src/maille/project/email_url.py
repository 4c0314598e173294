"""Where e-mails go, read from one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends"
PRINTED = f"{BACKENDS}.console.EmailBackend"
# What each scheme means: (default port, TLS from the first byte, TLS once greeted).
SCHEMES = {
    "smtp": (587, False, True),
    "smtps": (465, True, False),
    "smtp+plain": (25, False, False),
}


@dataclass(frozen=True, slots=True)
class MailServer:
    """What Django needs to send e-mails."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    use_ssl: bool = False
    use_tls: bool = False


def read_email_url(url: str) -> MailServer:
    """Read ``console:`` or ``smtp://user:password@host:port``.

    ``smtp`` turns to TLS once greeted, ``smtps`` speaks it from the first byte, ``smtp+plain``
    never does and suits a relay on the same machine only.

    Parameters
    ----------
    url
        The address; empty means ``console:``. User and password are percent-encoded.

    Raises
    ------
    ImproperlyConfigured
        When the address is none of these; its password is never repeated.

    Examples
    --------
    >>> server = read_email_url("smtp://maille:p%40ss@mail.example.org")
    >>> server.host, server.port, server.user, server.password, server.use_tls
    ('mail.example.org', 587, 'maille', 'p@ss', True)
    >>> read_email_url("").backend
    'django.core.mail.backends.console.EmailBackend'
    """
    if url in {"", "console:"}:
        return MailServer(backend=PRINTED)
    try:
        parts = urlsplit(url)
        default_port, use_ssl, use_tls = SCHEMES[parts.scheme]
        port, host = parts.port or default_port, parts.hostname
    except (KeyError, ValueError):
        host = None
    if not host:
        raise ImproperlyConfigured(
            "MAILLE_EMAIL_URL is not console:, smtp://…, smtps://… or smtp+plain://…"
        )
    return MailServer(
        backend=f"{BACKENDS}.smtp.EmailBackend",
        host=host,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=use_ssl,
        use_tls=use_tls,
    )
