"""Where a licence can be read, by its SPDX identifier."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ADDRESSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
        "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
        "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
        "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
        "etalab-2.0": "https://spdx.org/licenses/etalab-2.0.html",
    }
)


def licence_address(licence: str) -> str:
    """Give the page of a licence; what is an address already stays one.

    Examples
    --------
    >>> licence_address("ODbL-1.0"), licence_address("https://example.org/licence")
    ('https://opendatacommons.org/licenses/odbl/1-0/', 'https://example.org/licence')
    """
    if licence.startswith(("https://", "http://")):
        return licence
    return _ADDRESSES.get(licence, f"https://spdx.org/licenses/{licence}.html")
