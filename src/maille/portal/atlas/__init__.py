"""All public places at hand: found by words, by what they are, by distance; drawn as tiles.

The arrays are read from the database in one query and kept until a place changes.
"""

from maille.portal.atlas.keeping import atlas_at
from maille.portal.atlas.rows import Atlas, read_atlas
from maille.portal.atlas.wanting import Found, Wanted, find, keep

__all__ = ["Atlas", "Found", "Wanted", "atlas_at", "find", "keep", "read_atlas"]
