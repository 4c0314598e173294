"""Logs that keep no person's address and no secret, whatever was raised."""

import logging
import re

_ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SECRET = re.compile(
    r"(?P<name>\b(?:bearer|(?:[\w-]*(?:code|token|password|secret|sessionid|session))\b['\"]?\s*[=:])"
    r"\s*)(?P<quote>['\"]?)[^\s'\"&,;)]+",
    re.IGNORECASE,
)


def hide_personal_data(text: str) -> str:
    """Replace e-mail addresses and what follows the name of a secret.

    Examples
    --------
    >>> hide_personal_data("Key (email)=(camille@example.org) already exists")
    'Key (email)=([address]) already exists'
    >>> hide_personal_data("GET /compte/?code=1234-5678&next=/ Authorization: Bearer abc.def")
    'GET /compte/?code=[secret]&next=/ Authorization: Bearer [secret]'
    """
    text = _SECRET.sub(lambda match: f"{match['name']}{match['quote']}[secret]", text)
    return _ADDRESS.sub("[address]", text)


class DiscreetFormatter(logging.Formatter):
    """Formats a record, its traceback included, then hides what must not stay."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line without personal data."""
        return hide_personal_data(super().format(record))
