"""Three years of days at a fictional place, drawn from a seed: the same on each installation."""

import datetime as dt
import random
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "la_filature_days.toml"
NAMESPACE = uuid.UUID("5f0c4a52-93f1-5d0e-8c7e-2d5b8f1f6a10")
ALL_YEAR = tuple(range(1, 13))

Table = Mapping[str, Any]
Item = dict[str, object]


def read_days() -> dict[str, Any]:
    """Give what the file of the demonstration tells of three years."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def days_of_la_filature() -> list[Item]:
    """Give the observations of the demonstration in their JSON shape, in order of days."""
    return draw_days(read_days())


def draw_days(told: Table) -> list[Item]:
    """Draw what a team could have noted: rhythms, what comes now and then, and words told.

    Parameters
    ----------
    told
        ``seed``, ``start``, ``end``, spans ``closed``, one ``bad_quarter``, and the tables
        ``rhythms``, ``chances`` and ``told``, as in ``la_filature_days.toml``.

    Returns
    -------
    list
        The same items for the same table.
    """
    drawn = [
        *(item for one in told["rhythms"] for item in _weekly(one, told)),
        *(item for one in told["chances"] for item in _now_and_then(one, told)),
        *(_words(number, one) for number, one in enumerate(told["told"])),
    ]
    return sorted(drawn, key=lambda item: (str(item["on"]), str(item["id"])))


def _weekly(rhythm: Table, told: Table) -> Iterator[Item]:
    draw = _stream(told, rhythm)
    worse = told["bad_quarter"]
    for day in _open_days(told):
        if day.weekday() not in rhythm["weekdays"]:
            continue
        bad = worse["start"] <= day <= worse["end"]
        if draw.random() < rhythm["held"] * (worse["held"] if bad else 1):
            share = worse["attendance"] if bad else 1
            yield _item(rhythm, day, draw, share * _grown(rhythm, day, told))


def _now_and_then(chance: Table, told: Table) -> Iterator[Item]:
    draw = _stream(told, chance)
    months = chance.get("months", ALL_YEAR)
    for year, many in enumerate(chance["per_year"], start=told["start"].year):
        days = [day for day in _open_days(told) if day.year == year and day.month in months]
        for day in sorted(draw.sample(days, many)):
            yield _item(chance, day, draw, 1)


def _stream(told: Table, table: Table) -> random.Random:
    """Give each table its own stream, so that changing one leaves the others as they were."""
    return random.Random(f"{told['seed']} {table['name']}")  # noqa: S311 - a story, not a secret


def _open_days(told: Table) -> Iterator[dt.date]:
    start, end = told["start"], told["end"]
    for number in range((end - start).days + 1):
        day = start + dt.timedelta(days=number)
        if day.weekday() and not any(first <= day <= last for first, last in told["closed"]):
            yield day


def _grown(rhythm: Table, day: dt.date, told: Table) -> float:
    years = (day - told["start"]).days / 365.25
    return float(rhythm.get("growth", 1.0) ** years)


def _item(table: Table, day: dt.date, draw: random.Random, share: float) -> Item:
    item: Item = {
        "id": _id(table["name"], day),
        "kind": table["kind"],
        "on": day.isoformat(),
        "author_role": draw.choice(table["author_roles"]),
    }
    if "people" in table:
        many = round(draw.gauss(table["people"] * share, table["spread"]))
        item |= {"people": max(1, many), "counted": table.get("counted", False)}
    for name in ("themes", "audiences", "direction", "minutes", "space", "source", "outcome"):
        if name in table:
            item[name] = table[name]
    author = _author(table, draw)
    if author:
        item["author"] = author
    if "notes" in table:
        item["note"] = draw.choice(table["notes"])
    return item


def _author(table: Table, draw: random.Random) -> str:
    authors: Sequence[str] = table.get("authors", [table.get("author", "")])
    return draw.choice(authors)


def _words(number: int, told: Table) -> Item:
    return {
        "id": _id(f"told {number}", told["on"]),
        "kind": "testimony",
        "on": told["on"].isoformat(),
        "themes": told["themes"],
        "direction": told["direction"],
        "note": told["note"],
        "teller": told["teller"],
        "consent": True,
        "author_role": "visitor",
        "author": f"told-{number}",
    }


def _id(name: str, day: dt.date) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{name} {day.isoformat()}"))
