"""Reading a report document: one language, every reference followed, nothing calculated."""

from maille.reports.reading.document import Document, read_document, read_threads
from maille.reports.reading.values import (
    ReadBehind,
    ReadDecision,
    Reading,
    ReadParagraph,
    ReadTheme,
)

__all__ = [
    "Document",
    "ReadBehind",
    "ReadDecision",
    "ReadParagraph",
    "ReadTheme",
    "Reading",
    "read_document",
    "read_threads",
]
