"""Places as files: the archive that a place takes away and brings back."""

from maille.places.exports.archives import ArchivePart, export_place, import_place

__all__ = ["ArchivePart", "export_place", "import_place"]
