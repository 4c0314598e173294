"""Draw the background of maps: `outlines.py DEPARTMENTS.geojson REGIONS.geojson COMMUNES.csv`.

The first two are outlines of IGN Admin Express (Licence Ouverte), the third names, population and
`insee` of communes (INSEE); points come from the communes that the product ships. A border that
two departments share is drawn once. Written: src/maille/web/static/web/outlines.json.
"""

import csv
import itertools
import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "src/maille/geography/data/communes_fr.csv"
WRITTEN = ROOT / "src/maille/web/static/web/outlines.json"
SCALE = 500  # steps of a degree: 200 m
TOLERANCE = 0.006  # degrees
RANKS = ((200_000, 0), (90_000, 1), (40_000, 2), (20_000, 3))
ATTRIBUTION = "IGN Admin Express, INSEE, Licence Ouverte"
# Statbel publishes the names and no point: towns of Belgium by their main square.
BELGIUM = (
    ("Bruxelles", 0, 4.352, 50.847),
    ("Anvers", 0, 4.4, 51.221),
    ("Gand", 1, 3.725, 51.054),
    ("Charleroi", 1, 4.444, 50.412),
    ("Liège", 1, 5.574, 50.645),
    ("Bruges", 1, 3.224, 51.208),
    ("Namur", 1, 4.865, 50.464),
    ("Mons", 2, 3.952, 50.454),
    ("Tournai", 2, 3.389, 50.606),
    ("Louvain", 2, 4.7, 50.879),
    ("Hasselt", 2, 5.338, 50.931),
    ("Arlon", 3, 5.816, 49.684),
    ("Verviers", 3, 5.863, 50.59),
)


def main(departments: str, regions: str, communes: str) -> None:
    """Write the file."""
    outer = borders(regions)
    inner = shapely.difference(borders(departments), outer.buffer(0.01))
    file = {
        "attribution": ATTRIBUTION,
        "scale": SCALE,
        "regions": packed(outer),
        "departments": packed(inner),
        "towns": towns(communes),
    }
    text = json.dumps(file, ensure_ascii=False, separators=(",", ":"))
    WRITTEN.write_text(text + "\n", encoding="utf-8")
    print(f"{len(text):,} bytes, {len(file['towns'])} towns")


def borders(name: str) -> shapely.Geometry:
    """Give every border once."""
    features = json.loads(Path(name).read_text(encoding="utf-8"))["features"]
    return shapely.union_all([shape(feature["geometry"]).boundary for feature in features])


def packed(lines: shapely.Geometry) -> list[list[int]]:
    """Give lines as steps of integers."""
    whole = shapely.simplify(shapely.line_merge(lines), TOLERANCE)
    found = []
    for line in shapely.get_parts(whole):
        points = [(round(x * SCALE), round(y * SCALE)) for x, y in line.coords]
        points = [
            point for place, point in enumerate(points) if place == 0 or point != points[place - 1]
        ]
        if len(points) > 1 and shapely.length(line) > 0.03:  # noqa: PLR2004 - rocks and corners
            steps = [
                points[0],
                *((b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points)),
            ]
            found.append([number for step in steps for number in step])
    return found


def towns(communes: str) -> list[list[object]]:
    """Give the towns that are named, the largest first."""
    with SHIPPED.open(encoding="utf-8") as file:
        points = {row["code"]: row for row in csv.DictReader(file) if row["longitude"]}
    with Path(communes).open(encoding="utf-8") as file:
        people = sorted(csv.DictReader(file), key=lambda row: -int(row["population"] or 0))
    found = [
        (
            rank,
            row["name"],
            float(points[row["insee"]]["longitude"]),
            float(points[row["insee"]]["latitude"]),
        )
        for row in people
        if row["insee"] in points
        for rank in [
            next((rank for least, rank in RANKS if int(row["population"] or 0) >= least), None)
        ]
        if rank is not None
    ]
    found += [(rank, name, x, y) for name, rank, x, y in BELGIUM]
    return [
        [name, rank, round(x * SCALE), round(y * SCALE)]
        for rank, name, x, y in sorted(found, key=lambda town: town[0])
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])
