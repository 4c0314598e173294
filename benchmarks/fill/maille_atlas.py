"""Fill Maille's data folder with many places at once, each with its attributes and its hours.

Runs in Maille's environment: ``maille_atlas.py COUNT``. The same places every time.
"""

import argparse
import os
import random
import uuid
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

from django.db import models, transaction

from maille.db.bulk import insert_rows, take_keys
from maille.geography.models import Commune
from maille.places.actions.places import folded_words
from maille.places.enums import Activity, Audience, PlaceState, Service
from maille.places.models import Place, Portrait
from maille.project.prepare import prepare_database

KINDS = ("L'Atelier", "La Fabrique", "La Maison", "La Halle", "Le Café", "La Ferme", "Le Garage")
HOURS = (
    *("", "", "Mo-Fr 09:00-18:00; PH off", "Tu,Th 09:00-12:00; Sa 14:00-18:00"),
    *("We[1,3] 10:00-12:00", "week 01-53/2 Tu 14:00-17:00", "Mo-Sa 10:00-19:00"),
)
BATCH = 2_000
# The share of places where a wheelchair gets in.
WITH_A_RAMP = 0.3


COMMUNE = (
    *("pk", "country", "code", "name", "postcodes", "longitude", "latitude"),
    *("department_id", "department__name", "department__region__name"),
)
Row = dict[str, Any]


def main() -> None:
    """Add the places around communes, as thick as communes are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=int)
    wanted = parser.parse_args().places
    prepare_database()
    known = Commune.objects.filter(longitude__isnull=False).order_by("pk").values(*COMMUNE)
    communes = list(known)
    draw = random.Random(2026)  # noqa: S311 - places, not secrets
    for first in range(0, wanted, BATCH):
        numbers = range(first, min(wanted, first + BATCH))
        places = [_place(number, draw.choice(communes), draw) for number in numbers]
        with transaction.atomic():
            keys = take_keys(Place, len(places))
            _insert(Place, [{**place, "id": pk} for place, pk in zip(places, keys, strict=True)])
            _insert(Portrait, [_portrait(pk, draw) for pk in keys])


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    """Add rows that hold in every column they do not name what a new row holds."""
    rest = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in rows[0]
    }
    insert_rows(model, (*rows[0], *rest), ((*row.values(), *rest.values()) for row in rows))


def _place(number: int, commune: Row, draw: random.Random) -> Row:
    name = f"{draw.choice(KINDS)} de {commune['name']} {number}"
    postcode = str(commune["postcodes"]).split(" ")[0]
    held = (commune["name"], postcode, *(commune[part] for part in COMMUNE[-2:]))
    return {
        "public_id": uuid.UUID(int=draw.getrandbits(128), version=4),
        "slug": f"lieu-{number}",
        "name": name[:120],
        "state": draw.choices(PlaceState.values, (5, 80, 4, 2, 9))[0],
        "country": commune["country"],
        "commune_id": commune["pk"],
        "department_id": commune["department_id"],
        "insee": commune["code"],
        "postcode": postcode,
        "longitude": commune["longitude"] + draw.gauss(0, 0.02),
        "latitude": commune["latitude"] + draw.gauss(0, 0.02),
        "folded_text": folded_words((name, *held))[:400],
    }


def _portrait(place: int, draw: random.Random) -> Row:
    return {
        "place_id": place,
        "opening_hours": draw.choice(HOURS),
        "activities": draw.sample(Activity.values, 3),
        "audiences": draw.sample(Audience.values, 2),
        "services": draw.sample(Service.values, 1),
        "accessibility": ["wheelchair"] if draw.random() < WITH_A_RAMP else [],
    }


if __name__ == "__main__":
    main()
