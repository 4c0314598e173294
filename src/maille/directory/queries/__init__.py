"""Reading the directory; higher concepts get frozen values."""

from maille.directory.queries.claims import claims_of, provenance_of, sources_of
from maille.directory.queries.doubts import open_doubts, open_questions

__all__ = ["claims_of", "open_doubts", "open_questions", "provenance_of", "sources_of"]
