"""The report as an accessible PDF."""

from pathlib import Path

from maille.reports.exports.compositor import Document
from maille.reports.exports.sheet import make_sheet
from maille.web.printing import compile_pdf

_TEMPLATE = Path(__file__).with_name("report.typ")


def render_pdf(document: Document, *, language: str = "fr") -> bytes:
    """Print a report on A4 pages: PDF/UA-1, tagged, the same bytes for the same document.

    Parameters
    ----------
    document
        The report document, an edition's or a draft's, with the words of its stories put back.
    language
        ``fr`` or ``en``.
    """
    return compile_pdf(
        _TEMPLATE, make_sheet(document, language), published=document["edition"]["published_at"]
    )
