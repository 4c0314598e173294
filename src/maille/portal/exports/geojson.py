"""Places as GeoJSON (RFC 7946): points in longitude and latitude, one place after the other."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from maille.portal.exports.rows import row_of
from maille.portal.exports.site import Site
from maille.portal.queries.open_places import OpenPlace

# A tenth of a metre at the equator is six decimals; more would be noise.
DECIMALS = 6
_WRITER = json.JSONEncoder(ensure_ascii=False)


def write_geojson(places: Iterable[OpenPlace], site: Site) -> Iterator[str]:
    """Write a collection of features, piece by piece.

    A place without a point has a ``null`` geometry; the box of all points comes last, for it is
    only known then. Without any point there is no box.
    """
    west = south = float("inf")
    east = north = float("-inf")
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for place in places:
        feature = feature_of(place, site)
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            west, east = min(west, longitude), max(east, longitude)
            south, north = min(south, latitude), max(north, latitude)
        yield between + _WRITER.encode(feature)
        between = ",\n"
    box = f', "bbox": {json.dumps([west, south, east, north])}' if west <= east else ""
    yield f"\n]{box}}}\n"


def feature_of(place: OpenPlace, site: Site) -> dict[str, Any]:
    """Give a place as a feature; its properties are those of the table, without coordinates."""
    properties = row_of(place, site)
    if place.fictional:
        properties["fictional"] = True
    if place.received:
        properties["received"] = dict(place.received)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": geometry_of(place),
        "properties": properties,
    }


def geometry_of(place: OpenPlace) -> dict[str, Any] | None:
    """Give the point of a place, rounded, or nothing when it is not known."""
    point = place.said["point"]
    if point is None:
        return None
    return {"type": "Point", "coordinates": [round(degrees, DECIMALS) for degrees in point]}
