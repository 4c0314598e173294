"""What the content security policy forbids inside a page, found before a browser refuses it."""

import re
from functools import lru_cache
from html.parser import HTMLParser

# What protects a form is drawn again for each visitor, and makes alike pages differ.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
HARMLESS_SCRIPTS = {"application/json", "application/ld+json", "importmap"}


class InlineCode(HTMLParser):
    """Collects every inline style, script, event handler and script address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") not in HARMLESS_SCRIPTS
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            elif (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.found.append(f"<{tag} {name}={value}>")


def inline_code(page: str) -> list[str]:
    """List what a strict policy would refuse to run or to paint.

    Examples
    --------
    >>> inline_code('<p style="color:red"><a href="javascript:x()" onclick="x()">…</a></p>')
    ['<p style>', '<a href=javascript:x()>', '<a onclick>']
    >>> inline_code('<script src="/a.mjs"></script><rect fill="red"/><script>x()</script>')
    ['<script>']
    """
    return list(_found_in(TOKEN.sub("", page)))


@lru_cache(maxsize=32)
def _found_in(page: str) -> tuple[str, ...]:
    """Read once what several visitors are shown alike."""
    parser = InlineCode()
    parser.feed(page)
    return tuple(parser.found)
