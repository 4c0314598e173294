"""Fill uMap with a town's worth of maps; print the page to measure. Runs in uMap's environment."""

import json
import random
import uuid

import django
from django.core.files.base import ContentFile

django.setup()

from django.contrib.auth import get_user_model
from umap.forms import DEFAULT_CENTER
from umap.models import DataLayer, Licence, Map, TileLayer

MAPS = 40
LAYERS = ("Third places", "Markets", "Bus stops")
POINTS_PER_LAYER = 120
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


def point(number: int, dice: random.Random) -> dict[str, object]:
    """Give one feature with the properties that people usually write."""
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [round(dice.uniform(-1, 7), 5), round(dice.uniform(43, 49), 5)],
        },
        "properties": {
            "name": f"Place {number}",
            "description": "Open from Tuesday to Saturday, coffee on the house.",
        },
    }


def add_layer(owned: Map, name: str, rank: int, dice: random.Random) -> None:
    """Add a layer with its file of points."""
    features = [point(number, dice) for number in range(POINTS_PER_LAYER)]
    body = json.dumps({"type": "FeatureCollection", "features": features})
    DataLayer.objects.create(
        uuid=uuid.uuid4(),
        map=owned,
        name=name,
        rank=rank,
        settings={"displayOnLoad": True, "browsable": True, "name": name},
        geojson=ContentFile(body, name="layer.geojson"),
    )


def main() -> None:
    """Make the maps of one owner and name the first one's page."""
    dice = random.Random(0)  # noqa: S311 - repeatable, not secret
    owner = get_user_model().objects.create_user("camille")
    licence = Licence.objects.create(name="ODbL")
    TileLayer.objects.create(name="OSM", url_template=TILES, attribution="© OpenStreetMap")
    maps = []
    for number in range(MAPS):
        name = f"Third places of the valley {number}"
        properties = {
            "name": name,
            "description": "Where to meet, make, eat and dance.",
            "zoom": 7,
            "scaleControl": True,
            "datalayersControl": True,
            "tilelayer": {"name": "OSM", "url_template": TILES, "maxZoom": 18, "minZoom": 0},
        }
        geometry = {"type": "Point", "coordinates": [2.4, 46.6]}
        made = Map.objects.create(
            name=name,
            slug=f"third-places-{number}",
            owner=owner,
            licence=licence,
            center=DEFAULT_CENTER,
            share_status=Map.PUBLIC,
            settings={"type": "Feature", "geometry": geometry, "properties": properties},
        )
        for rank, layer in enumerate(LAYERS):
            add_layer(made, layer, rank, dice)
        maps.append(made)
    print(json.dumps({"path": maps[0].get_absolute_url(), "expects": maps[0].name}))


main()
