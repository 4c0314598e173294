"""A ground one may check by hand, and studies of it.

A street of six cells a kilometre apart along a parallel; one open place at its western end, three
candidates at the second, fourth and sixth cells.
"""

import math
from typing import Any

from maille.people.models import Person
from maille.territory.actions import Title, compute_study, keep_ground
from maille.territory.asking.answers import with_nearest
from maille.territory.asking.questions import Asked
from maille.territory.enums import Visibility
from maille.territory.models import Study

LATITUDE = 49.0
# A kilometre along the parallel, in degrees.
STEP = 1000 / (111_194.93 * math.cos(math.radians(LATITUDE)))
PEOPLE = [100, 200, 300, 400, 500, 60.5]
# Fifteen minutes on foot reach 865 m: each site serves the cell it stands in, and no other.
WALK = Asked(sites=2, mode="walk", minutes=15)


def street(**changes: Any) -> dict[str, Any]:
    """Give the document of the ground."""
    x = [round(rank * STEP, 6) for rank in range(6)]
    told: dict[str, Any] = {
        "schema": "maille-ground/1",
        "title": {"fr": "La Rue", "en": "The Street"},
        "cell_metres": 200,
        "cells": {
            "longitude": x,
            "latitude": [LATITUDE] * 6,
            "population": PEOPLE,
            "commune": [0, 0, 0, 1, 1, 1],
        },
        "communes": [["14001", "Amont"], ["14002", "Aval"]],
        "places": {"id": ["p"], "name": ["Le Bout"], "longitude": [0.0], "latitude": [LATITUDE]},
        "candidates": {
            "id": ["a", "b", "c"],
            "name": ["Bibliothèque", "France Services", "Centre d'Aval"],
            "longitude": [x[1], x[3], x[5]],
            "latitude": [LATITUDE] * 3,
            "kind": ["library", "france_services", "centre"],
            "commune": ["Amont", "Aval", "Aval"],
        },
        "frames": [[-0.01, 48.98, x[5] + 0.01, 49.02]],
        "outlines": [[[-0.005, 48.99], [x[5], 48.99], [x[5], 49.01], [-0.005, 48.99]]],
        "sources": [{"fr": "Inventé pour l'épreuve.", "en": "Made up for the test."}],
        "cautions": [{"fr": "Rien n'est vrai ici.", "en": "Nothing is true here."}],
    }
    return with_nearest({**told, **changes})


def make_study(
    name: str = "La rue",
    *,
    asked: Asked = WALK,
    by: Person | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    slug: str = "",
    **changes: Any,
) -> Study:
    """Compute a study of the street."""
    return compute_study(
        ground=keep_ground(document=street(**changes)),
        asked=asked,
        title=Title(name, visibility, slug),
        by=by,
    )
