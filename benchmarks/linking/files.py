"""Reading the public lists as descriptions; a row is known by its list and its key there."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyproj import Transformer

from maille.core.linking.values import Described

POSTCODE = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})(?!\d)")
# The score, from 0 to 1, from which a point of the geocoder is taken.
SURE = 0.5
Row = dict[str, Any]


def read_lists(folder: Path) -> list[Described]:
    """Read every list of the folder, in a fixed order."""
    return [
        *ping(folder / "ping_tiers_lieux_pdl_2022-09-14.csv", "ping2022"),
        *ping(folder / "ping_tiers_lieux_pdl_2026.csv", "ping2026"),
        *cget(folder / "cget_tiers_lieux_2019.csv"),
        *covidviz(folder / "covidviz_fablabs_2020_sans_contacts.csv"),
        *france_services(folder / "france_services_20240801.csv"),
        *conseillers(folder / "conseillers_numeriques_2022.json"),
        *hub_lo(folder / "mednum" / "hub-lo.json"),
        *maine_et_loire(folder / "mednum" / "maine-et-loire.json"),
        *corse(folder / "mednum" / "corse.json"),
        *angers(folder / "mednum" / "angers.json"),
        *buses(folder / "mednum" / "bus-france-services-charente.json"),
    ]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _items(path: Path) -> list[Row]:
    items: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return items


def _text(value: object) -> str:
    text = "" if value is None else str(value).strip()
    return "" if text.lower() in {"null", "non renseigné", "-"} else text


def _postcode(value: object) -> str:
    text = _text(value)
    return text.zfill(5) if text.isdigit() else text


def _point(longitude: object, latitude: object) -> tuple[float, float] | None:
    try:
        return float(_text(longitude)), float(_text(latitude))
    except ValueError:
        return None


def split_address(address: str) -> tuple[str, str, str]:
    """Cut an address written on one line into street, postcode and town."""
    found = list(POSTCODE.finditer(address))
    if not found:
        return address.strip(), "", ""
    last = found[-1]
    town = re.sub(r"(?i)\bcedex\b.*", "", address[last.end() :]).strip(" ,-–\u200b")
    return address[: last.start()].strip(" ,-–"), last[1] + last[2], town


def ping(path: Path, name: str) -> Iterator[Described]:
    """Read the list of Pays de la Loire."""
    for number, row in enumerate(_rows(path), 1):
        street, postcode, town = split_address(_text(row["ADRESSE"]))
        yield Described(
            key=f"{name}:{number}",
            name=_text(row["NOM DU LIEU"]),
            street=street,
            postcode=postcode,
            locality=town,
            website=_text(row["URL"]),
        )


def cget(path: Path) -> Iterator[Described]:
    """Read the national list of 2019."""
    for row in _rows(path):
        yield Described(
            key=f"cget:{row['ID']}",
            name=_text(row["NOM_TL"]),
            street=_text(row["ADRESSE"]),
            postcode=_postcode(row["CP"]),
            locality=_text(row["NOMCOM"]) or _text(row["COMINIT"]),
            commune=_text(row["INSEECOM"]),
            point=_point(row["LONG"], row["LAT"]),
            website=_text(row["WEB"]) or _text(row["FACEBOOK"]),
        )


def covidviz(path: Path) -> Iterator[Described]:
    """Read the fablabs of 2020; their points come from a geocoder, often unsure."""
    for number, row in enumerate(_rows(path), 1):
        street, postcode, town = split_address(_text(row["adresse"]))
        sure = float(row["result_score"] or 0) >= SURE
        yield Described(
            key=f"covidviz:{number}",
            name=_text(row["titre_initiative"]),
            street=street,
            postcode=postcode,
            locality=_text(row["ville"]) or town,
            commune=_text(row["result_citycode"]) if sure else "",
            point=_point(row.get("longitude"), row.get("latitude")) if sure else None,
            website=_text(row["url_initiative"]),
        )


def france_services(path: Path) -> Iterator[Described]:
    """Read the public service points."""
    for row in _rows(path):
        yield Described(
            key=f"fs:{row['id_fs']}",
            name=_text(row["lib_fs"]),
            street=_text(row["adresse"]),
            postcode=_postcode(row["code_postal"]),
            locality=_text(row["lib_com"]),
            commune=_text(row.get("insee_com")),
            point=_point(row.get("longitude"), row.get("latitude")),
        )


def conseillers(path: Path) -> Iterator[Described]:
    """Read the employers of digital advisers: their addresses, and their SIRET."""
    for row in _items(path):
        street, postcode, town = split_address(_text(row.get("adresse")).replace("\n", " "))
        yield Described(
            key=f"cnfs:{row['id']}",
            name=_text(row["raison_sociale"]),
            street=street,
            postcode=postcode,
            locality=town,
            commune=_text(row.get("insee_com")),
            point=_point(row.get("longitude"), row.get("latitude")),
            siret=_text(row.get("siret")),
        )


def hub_lo(path: Path) -> Iterator[Described]:
    """Read digital mediation in Centre-Val de Loire."""
    for row in _items(path):
        yield Described(
            key=f"hublo:{row['gid']}",
            name=_text(row["c_nom"]),
            street=_text(row["c_adresse"]),
            postcode=_postcode(row["c_postcode"]),
            locality=_text(row["c_city"]),
            point=_point(row.get("c_long_coor1"), row.get("c_lat_coor1")),
            website=_text(row["c_site_web"]),
            organisation=_text(row.get("c_raison_sociale")),
        )


def maine_et_loire(path: Path) -> Iterator[Described]:
    """Read digital mediation in Maine-et-Loire; points are in Lambert 93."""
    degrees = Transformer.from_crs(2154, 4326, always_xy=True)
    for row in _items(path):
        x, y = (_text(row.get(axis)).replace(",", ".") for axis in "xy")
        yield Described(
            key=f"mel:{row['ID_LieuMed']}",
            name=_text(row["NOM_STRUCTURE"]),
            street=f"{_text(row.get('N°'))} {_text(row.get('ADRESSE'))}".strip(),
            postcode=_postcode(row["CP"]),
            locality=_text(row["COMMUNE"]),
            point=degrees.transform(float(x), float(y)) if x and y else None,
            website=_text(row.get("SITE_WEB")),
        )


def corse(path: Path) -> Iterator[Described]:
    """Read digital mediation in Corsica."""
    for number, row in enumerate(_items(path), 1):
        street, postcode, town = split_address(_text(row["Adresse"]))
        yield Described(
            key=f"corse:{number}",
            name=_text(row["Structure"]),
            street=street,
            postcode=postcode,
            locality=town,
            point=_point(row.get("long"), row.get("lat")),
            website=_text(row.get("Site internet")),
        )


def angers(path: Path) -> Iterator[Described]:
    """Read digital mediation in Angers."""
    for row in _items(path):
        yield Described(
            key=f"angers:{row['TYPO_UID']}",
            name=_text(row["USER_NOM"]),
            street=_text(row["USER_ADRES"]),
            postcode=_postcode(row["code_postal"]),
            locality=_text(row["commune"]),
            point=_point(row.get("LNG"), row.get("LAT")),
            website=_text(row.get("SITE_INTER")),
        )


def buses(path: Path) -> Iterator[Described]:
    """Read the stops of a bus: one organisation, one SIRET, twelve villages."""
    for row in _items(path):
        yield Described(
            key=f"bus:{row['id']}",
            name=_text(row["nom"]),
            street=_text(row["adresse"]),
            postcode=_postcode(row["code_postal"]),
            locality=_text(row["commune"]),
            commune=_text(row["code_insee"]),
            point=_point(row.get("longitude"), row.get("latitude")),
            website=_text(row["site_web"]),
            siret=_text(row["SIRET"]),
            organisation=_text(row["structure_parente"]),
        )
