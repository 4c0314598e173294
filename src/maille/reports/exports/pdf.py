"""The report as an accessible PDF."""

from maille.reports.exports.compositor import Document
from maille.reports.exports.printing import compile_pdf
from maille.reports.exports.sheet import make_sheet


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
        "report.typ", make_sheet(document, language), published=document["edition"]["published_at"]
    )
