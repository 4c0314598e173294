"""Add places in bulk to Maille's data folder, and sign the demonstration's steward in.

Runs in Maille's environment; prints the session and what only a page of somebody signed in holds.
"""

import argparse
import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.db import transaction  # noqa: E402 - the same
from django.test import Client  # noqa: E402 - the same
from django.urls import reverse  # noqa: E402 - the same

from maille.geography.models import Commune  # noqa: E402 - the same
from maille.people.models import Person  # noqa: E402 - the same
from maille.places.actions import add_place  # noqa: E402 - the same
from maille.places.models import Place  # noqa: E402 - the same

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
