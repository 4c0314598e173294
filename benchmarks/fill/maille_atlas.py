"""Fill Maille's data folder with many places at once, each with its attributes and its hours.

Runs in Maille's environment: ``maille_atlas.py COUNT``. The same places every time.
"""

import argparse
import os
import random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

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


def main() -> None:
    """Add the places around communes, as thick as communes are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=int)
    wanted = parser.parse_args().places
    prepare_database()
    communes = list(
        Commune.objects.filter(longitude__isnull=False)
        .select_related("department__region")
        .order_by("pk")
    )
    draw = random.Random(2026)  # noqa: S311 - places, not secrets
    places, portraits = [], []
    for number in range(wanted):
        commune = communes[draw.randrange(len(communes))]
        place = _place(number, commune, draw)
        places.append(place)
        portraits.append(_portrait(place, draw))
    Place.objects.bulk_create(places, batch_size=BATCH)
    Portrait.objects.bulk_create(portraits, batch_size=BATCH)


def _place(number: int, commune: Commune, draw: random.Random) -> Place:
    name = f"{draw.choice(KINDS)} de {commune.name} {number}"
    department = commune.department
    postcode = commune.postcodes.split(" ")[0]
    words = (name, commune.name, postcode, department.name, department.region.name)
    return Place(
        pk=number + 1,
        slug=f"lieu-{number}",
        name=name[:120],
        state=draw.choices(PlaceState.values, (5, 80, 4, 2, 9))[0],
        commune=commune,
        department=department,
        insee=commune.code,
        postcode=postcode,
        longitude=(commune.longitude or 0) + draw.gauss(0, 0.02),
        latitude=(commune.latitude or 0) + draw.gauss(0, 0.02),
        folded_text=folded_words(words)[:400],
    )


def _portrait(place: Place, draw: random.Random) -> Portrait:
    return Portrait(
        place=place,
        opening_hours=draw.choice(HOURS),
        activities=draw.sample(Activity.values, 3),
        audiences=draw.sample(Audience.values, 2),
        services=draw.sample(Service.values, 1),
        accessibility=["wheelchair"] if draw.random() < WITH_A_RAMP else [],
    )


if __name__ == "__main__":
    main()
