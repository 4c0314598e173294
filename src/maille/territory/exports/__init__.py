"""A study given away: GeoJSON, CSV, JSON, PDF. Bytes from a document and its ground."""

from maille.territory.exports.geojson import render_geojson
from maille.territory.exports.pdf import render_pdf
from maille.territory.exports.tables import render_cells, render_gaps, render_sites

__all__ = ["render_cells", "render_gaps", "render_geojson", "render_pdf", "render_sites"]
