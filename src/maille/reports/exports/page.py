"""A report as one HTML file that stands alone, its styles inside."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from maille.reports.exports.compositor import Document

_STYLESHEET = re.compile(r'<link rel="stylesheet" href="[^"]*?static/([^"?]+?\.css)">')
_LINK = re.compile(r'\b(href|src)="/(?!/)')
_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.css$)")


def render_page(document: Document, *, language: str, base_url: str) -> bytes:
    """Write the page of a report, to be kept, sent or printed without the site.

    Parameters
    ----------
    document
        A report document, the words of its stories put back.
    language
        ``fr`` or ``en``.
    base_url
        Address of the site that its links lead to, without a final slash.
    """
    with translation.override(language):
        page = render_to_string(
            "reports/standalone.html", {"document": document, "base_url": base_url}
        )
    alone = _STYLESHEET.sub(_inline, page)
    return _LINK.sub(rf'\1="{base_url}/', alone).encode()


def _inline(link: re.Match[str]) -> str:
    path = finders.find(_HASH.sub("", link.group(1)))
    return f"<style>\n{Path(path).read_text(encoding='utf-8')}</style>" if path else ""
