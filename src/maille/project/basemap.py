"""Which hosts a map may ask for what is drawn behind it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def basemap_hosts(style: str, others: str) -> list[str]:
    """Give the origins that the content policy opens: the style's, and those it draws from.

    Examples
    --------
    >>> basemap_hosts("https://tiles.example.org/style.json", "https://glyphs.example.org")
    ['https://tiles.example.org', 'https://glyphs.example.org']
    >>> basemap_hosts("", "https://glyphs.example.org")
    []
    """
    if not style:
        return []
    addresses = [style, *(host for host in others.split(",") if host)]
    return list(dict.fromkeys(_origin(address) for address in addresses))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if not (parts.scheme in {"http", "https"} and parts.netloc):
        raise ImproperlyConfigured(
            f"MAILLE_BASEMAP_STYLE and MAILLE_BASEMAP_HOSTS hold whole addresses, not {address!r}."
        )
    return f"{parts.scheme}://{parts.netloc}"
