"""Small extracts, written as OpenStreetMap files are."""

import osmium
from osmium.osm.mutable import Node, Way


def write_extract(path, nodes, ways, *, date=""):
    """Write nodes {id: (longitude, latitude[, tags])} and ways [(ids, tags)] as ``.osm.pbf``."""
    header = osmium.io.Header()
    if date:
        header.set("osmosis_replication_timestamp", date)
    with osmium.SimpleWriter(
        osmium.io.File(str(path), "pbf,pbf_compression=none"), header=header
    ) as file:
        for identifier, (longitude, latitude, *tags) in nodes.items():
            place = {"id": identifier, "location": (longitude, latitude)}
            file.add_node(Node(**place, tags=tags[0] if tags else {}))
        for number, (ids, tags) in enumerate(ways, 1):
            file.add_way(Way(id=number, nodes=ids, tags=tags))
    return path


# A street, a one-way lane back to it, a path, a crossing by boat, a road behind a bollard.
NODES = {
    1: (2.0, 48.0),
    2: (2.001, 48.0),
    3: (2.002, 48.0),
    4: (2.001, 48.001),
    5: (2.001, 48.002),
    6: (2.003, 48.0, {"barrier": "bollard"}),
    7: (2.0035, 48.0),
    8: (2.0, 48.002),
}
WAYS = [
    ([1, 2, 3], {"highway": "residential", "name": "Rue du Moulin"}),
    ([3, 4, 1], {"highway": "residential", "oneway": "yes"}),
    ([4, 5], {"highway": "footway"}),
    ([5, 8], {"highway": "path", "route": "ferry"}),
    ([3, 6, 7], {"highway": "service"}),
    ([7, 99], {"highway": "service"}),
    ([1, 8], {"building": "yes"}),
]
