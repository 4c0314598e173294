"""A report given away: PDF, linked data, plain data, a page alone, the image of its links.

Each function takes the report document, the same for a draft and for an edition, and gives bytes;
the same document gives the same bytes.
"""

from maille.reports.exports.card import render_card
from maille.reports.exports.compositor import Document
from maille.reports.exports.jsonld import render_jsonld
from maille.reports.exports.page import render_page
from maille.reports.exports.pdf import render_pdf
from maille.reports.exports.report_json import render_json
from maille.reports.exports.summary import render_summary
from maille.reports.exports.workshop import render_workshop

__all__ = [
    "Document",
    "render_card",
    "render_json",
    "render_jsonld",
    "render_page",
    "render_pdf",
    "render_summary",
    "render_workshop",
]
