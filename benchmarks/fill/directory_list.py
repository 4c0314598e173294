"""Write a list of made-up places as a network would keep it: ``directory_list.py FOLDER ROWS``.

Writes ``first.csv``, ``second.csv`` (a later edition: some rows changed, some gone, some new) and
a mapping of each. Runs in Maille's environment, whose communes it places them in. The same lists
every time.
"""

import argparse
import csv
import os
import random
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maille.project.settings")
django.setup()

from stdnum.luhn import calc_check_digit

from maille.geography.models import Commune
from maille.project.prepare import prepare_database

CODES_GIVEN = 0.8  # the share of rows that name their commune by its code
MAPPING = """
[file]
dated_on = {day}

[record]
key = ["id"]
date = "date_maj"
country = "FR"

[fields]
name = "nom"
street = "adresse"
postcode = "code_postal"
locality = "commune"
insee = "code_insee"
phone = "telephone"
email = "courriel"
website = "site_web"
opening_hours = "horaires"
summary = "presentation"
point = {{ longitude = "longitude", latitude = "latitude" }}

[fields.activities]
column = "activites"
separator = ","
"""
COLUMNS = (
    *("id", "nom", "adresse", "code_postal", "commune", "code_insee", "telephone", "courriel"),
    *("site_web", "siret", "horaires", "presentation", "structure", "ouverture", "longitude"),
    *("latitude", "activites", "date_maj", "surface", "saisi_par"),
)
KINDS = ("L'Atelier", "La Fabrique", "La Maison", "La Halle", "Le Café", "La Ferme", "Le Garage")
WHOSE = ("des possibles", "commune", "du canal", "d'en bas", "des voisines", "du marché", "neuve")
STREETS = ("rue de la Gare", "place de l'Église", "avenue Jean Jaurès", "chemin du Moulin")
HOURS = (
    *("", "", "Du lundi au vendredi de 9h à 12h30 et de 14h à 18h", "Mo-Fr 09:00-18:00; PH off"),
    *("Mardi et jeudi : 9h-12h", "Samedi de 10h à 19h", "Tous les jours de 14h à 18h"),
)
ACTIVITIES = ("coworking", "fablab", "repair", "garden", "training", "Fab lab", "Radio studio")
# Shares of rows, in thousandths: what lists get wrong, and what a later edition changes.
WRONG, CHANGED, GONE, NEW = 10, 30, 5, 10
THOUSAND = 1_000


def main() -> None:
    """Write both editions and their mapping."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    options = parser.parse_args()
    prepare_database()
    communes = list(Commune.objects.filter(longitude__isnull=False, country="FR").order_by("pk"))
    draw = random.Random(2026)  # noqa: S311 - places, not secrets
    rows = [row_of(number, communes, draw) for number in range(options.rows)]
    write(options.folder / "first.csv", rows)
    write(options.folder / "second.csv", later(rows, communes, draw))
    for edition, day in (("first", "2026-01-15"), ("second", "2026-07-15")):
        path = options.folder / f"{edition}.toml"
        path.write_text(MAPPING.format(day=day), encoding="utf-8")


def row_of(number: int, communes: list[Commune], draw: random.Random) -> dict[str, object]:
    """Give one row; one in a hundred has something to mend."""
    commune = communes[draw.randrange(len(communes))]
    name = f"{draw.choice(KINDS)} {draw.choice(WHOSE)}"
    word = f"lieu{number}"
    siren = f"{draw.randrange(10**7, 10**8)}"
    establishment = siren + calc_check_digit(siren) + "0001"
    row: dict[str, object] = {
        "id": f"TL{number:06}",
        "nom": f"{name} de {commune.name}",
        "adresse": f"{draw.randrange(1, 120)} {draw.choice(STREETS)}",
        "code_postal": commune.postcodes.split(" ")[0],
        "commune": commune.name,
        "code_insee": commune.code if draw.random() < CODES_GIVEN else "",
        "telephone": f"0{draw.randrange(1, 10)} {draw.randrange(10**8):08}",
        "courriel": f"contact@{word}.example",
        "site_web": f"https://{word}.example/",
        "siret": establishment + calc_check_digit(establishment),
        "horaires": draw.choice(HOURS),
        "presentation": f"{name} accueille les habitants de {commune.name}, n° {number}.",
        "structure": f"Association {word}",
        "ouverture": str(draw.randrange(1995, 2026)),
        "longitude": round((commune.longitude or 0) + draw.gauss(0, 0.02), 6),
        "latitude": round((commune.latitude or 0) + draw.gauss(0, 0.02), 6),
        "activites": ", ".join(draw.sample(ACTIVITIES, 2)),
        "date_maj": f"2025-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
        "surface": draw.randrange(20, 900),
        "saisi_par": f"équipe {draw.randrange(60)}",
    }
    if draw.randrange(THOUSAND) < WRONG:
        row[draw.choice(("telephone", "longitude", "horaires"))] = "inconnu"
    return row


def later(
    rows: list[dict[str, object]], communes: list[Commune], draw: random.Random
) -> Iterator[dict[str, object]]:
    """Give the next edition: most rows as they were."""
    for row in rows:
        fate = draw.randrange(THOUSAND)
        if fate < CHANGED:
            yield {**row, "telephone": f"06 {draw.randrange(10**8):08}", "date_maj": "2026-07-01"}
        elif fate >= CHANGED + GONE:
            yield row
    for number in range(len(rows) * NEW // THOUSAND):
        yield row_of(len(rows) + number, communes, draw)


def write(path: Path, rows: list[dict[str, object]] | Iterator[dict[str, object]]) -> None:
    """Write a table as French spreadsheets do."""
    with path.open("w", encoding="utf-8", newline="") as target:
        table = csv.DictWriter(target, COLUMNS, delimiter=";")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
