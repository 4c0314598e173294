"""Add places in bulk to Maille's data folder, and sign the demonstration's steward in.

Runs in Maille's environment; prints the session and what only a page of somebody signed in holds.
"""

import argparse
import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from maille.geography.models import Commune
from maille.people.models import Person
from maille.places.actions import add_place
from maille.places.models import Place

KINDS = ("Atelier", "Fabrique", "Maison", "Halle", "Café", "Ferme", "Garage", "Comptoir")
THINGS = ("des Voisins", "du Canal", "de l'Étang", "des Possibles", "du Four", "des Tisserands")


def main() -> None:
    """Add the places one by one, as the product does, then open a session."""
    parser = argparse.ArgumentParser()
    parser.add_argument("places", type=int)
    wanted = parser.parse_args().places
    communes = list(Commune.objects.order_by("pk").values_list("code", flat=True))
    step = max(1, len(communes) // wanted)
    with transaction.atomic():
        for number in range(wanted - Place.objects.count()):
            name = f"{KINDS[number % len(KINDS)]} {THINGS[number % len(THINGS)]} {number}"
            add_place(name=name, commune=communes[number * step % len(communes)], by=None)
    client = Client()
    client.force_login(Person.objects.earliest("pk"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].OutputString(attrs=[])
    sign_out = reverse("account_logout")
    print(json.dumps({"cookie": session, "sign_out": sign_out, "places": Place.objects.count()}))


main()
