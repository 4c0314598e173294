"""Reading public places into arrays: a hundred thousand in a second, asked in milliseconds."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
from django.db.models import TextField
from django.db.models.functions import Cast

from maille.core.kernel.names import fold_name
from maille.core.tiles.clusters import Points, sort_points
from maille.core.tiles.grid import Codes, Flags, Floats
from maille.places.enums import Activity, Audience, PlaceState, Service
from maille.places.hours import country_clock
from maille.places.models import Belonging, Place, PublicSite, Stop
from maille.places.queries.networks import known_networks
from maille.portal.atlas.words import Vocabulary

LISTS: Final = {"activities": Activity, "audiences": Audience, "services": Service}
_COLUMNS: Final = (
    *("pk", "slug", "name", "state", "country", "postcode", "department__code"),
    *("longitude", "latitude", "folded_text", "portrait__opening_hours"),
)
_EMPTY: Final = (None, "", "[]")
_TEXTS: Final = ("activities", "audiences", "services", "accessibility")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """Hours as they are written, where the clock stands and whose holidays count."""

    text: str
    zone: str
    country: str


@dataclass(frozen=True, slots=True)
class Stops:
    """Where rounds stop: the place's row, where, and which hours."""

    row: Codes
    longitude: Floats
    latitude: Floats
    hours: Codes


@dataclass(frozen=True, slots=True)
class Sites:
    """Public sites: how each is called, of which kind, and where they stand."""

    name: tuple[str, ...]
    kind: tuple[str, ...]
    points: Points


@dataclass(frozen=True)
class Atlas:
    """Public places by row, in the order of their names.

    ``masks`` hold, for each list of the portrait, a bit for each code in the order of its
    enumeration; ``hours`` is the place of each row's hours in ``clocks``, -1 without hours.
    """

    pk: Codes
    slug: tuple[str, ...]
    name: tuple[str, ...]
    state: Codes
    longitude: Floats
    latitude: Floats
    masks: dict[str, Codes]
    accessible: Flags
    hours: Codes
    clocks: tuple[Clock, ...]
    stops: Stops
    networks: dict[str, Codes]
    departments: dict[str, Codes]
    folded: tuple[str, ...]
    folded_names: tuple[str, ...]
    kept: dict[object, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the places."""
        return len(self.slug)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words under which places are found."""
        return Vocabulary(self.folded)

    @cached_property
    def points(self) -> Points:
        """The places that stand somewhere, in Morton order."""
        there = np.flatnonzero(~np.isnan(self.longitude))
        return sort_points(self.longitude[there], self.latitude[there], there)

    @cached_property
    def sites(self) -> Sites:
        """Public sites that stand somewhere: read when somebody asks for them."""
        known = PublicSite.objects.filter(longitude__isnull=False).order_by("pk")
        rows = list(known.values_list("name", "kind", "longitude", "latitude"))
        where = np.array([row[2:] for row in rows], float).reshape(-1, 2)
        points = sort_points(where[:, 0], where[:, 1], np.arange(len(rows)))
        return Sites(tuple(row[0] for row in rows), tuple(row[1] for row in rows), points)

    @cached_property
    def itinerant(self) -> Flags:
        """Whether each place makes rounds."""
        flags = np.zeros(len(self), bool)
        flags[self.stops.row] = True
        return flags


STATES: Final = tuple(PlaceState)


def read_atlas() -> Atlas:
    """Read every public place, in four queries."""
    places = Place.objects.filter(is_public=True, merged_into=None).order_by()
    texts = {f"{name}_text": Cast(f"portrait__{name}", TextField()) for name in _TEXTS}
    rows = list(places.annotate(**texts).values_list(*_COLUMNS, *texts))
    names = [fold_name(row[2]) for row in rows]
    order = sorted(range(len(rows)), key=lambda index: (names[index], rows[index][0]))
    return _atlas([rows[index] for index in order], tuple(names[index] for index in order))


def _atlas(rows: Sequence[Row], names: tuple[str, ...]) -> Atlas:
    by_column: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * 15
    pk, slug, name, state, country, postcode, department = by_column[:7]
    longitude, latitude, folded, texts = by_column[7:11]
    place_of = {key: index for index, key in enumerate(pk)}
    clocks: dict[Clock, int] = {}
    where = list(zip(country, department, postcode, strict=True))
    hours = _hours(texts, where, clocks)
    stops = _stops(place_of, where, clocks)
    return Atlas(
        pk=np.array(pk, np.int64),
        slug=tuple(slug),
        name=tuple(name),
        state=np.array([STATES.index(PlaceState(one)) for one in state], np.int64),
        longitude=np.array(longitude, float),
        latitude=np.array(latitude, float),
        masks={
            part: _masks(column, list(codes))
            for (part, codes), column in zip(LISTS.items(), by_column[11:14], strict=True)
        },
        accessible=np.array([text not in _EMPTY for text in by_column[14]], bool),
        hours=hours,
        clocks=tuple(clocks),
        stops=stops,
        networks=_networks(place_of),
        departments=_departments(country, department),
        folded=tuple(folded),
        folded_names=names,
    )


def _masks(texts: Iterable[str | None], codes: list[str]) -> Codes:
    """Give a bit for each code that a list holds; the same list is read once."""
    bits = {code: 1 << place for place, code in enumerate(codes)}
    known: dict[str | None, int] = {None: 0}
    found = []
    for text in texts:
        if text not in known:
            known[text] = sum({bits.get(code, 0) for code in json.loads(text or "[]")})
        found.append(known[text])
    return np.array(found, np.int64)


def _hours(texts: Iterable[str | None], where: Sequence[Row], clocks: dict[Clock, int]) -> Codes:
    found = [
        clocks.setdefault(Clock(text, *country_clock(*place)), len(clocks)) if text else -1
        for text, place in zip(texts, where, strict=True)
    ]
    return np.array(found, np.int64)


def _stops(place_of: dict[int, int], where: Sequence[Row], clocks: dict[Clock, int]) -> Stops:
    known = Stop.objects.order_by("place", "position", "pk").values_list(
        "place_id", "longitude", "latitude", "opening_hours"
    )
    kept = [stop for stop in known if stop[0] in place_of]
    rows = [place_of[pk] for pk, *_rest in kept]
    hours = _hours([text for *_rest, text in kept], [where[row] for row in rows], clocks)
    longitude = np.array([stop[1] for stop in kept], float)
    latitude = np.array([stop[2] for stop in kept], float)
    return Stops(np.array(rows, np.int64), longitude, latitude, hours)


def _networks(place_of: dict[int, int]) -> dict[str, Codes]:
    members = Belonging.objects.filter(network__in=known_networks()).values_list(
        "network__slug", "place_id"
    )
    found: dict[str, list[int]] = {}
    for slug, pk in members:
        if pk in place_of:
            found.setdefault(slug, []).append(place_of[pk])
    return {slug: np.array(sorted(rows), np.int64) for slug, rows in found.items()}


def _departments(countries: Sequence[str], codes: Sequence[str | None]) -> dict[str, Codes]:
    found: dict[str, list[int]] = {}
    for row, (country, code) in enumerate(zip(countries, codes, strict=True)):
        if code:
            found.setdefault(code if country == "FR" else f"{country}-{code}", []).append(row)
    return {code: np.array(rows, np.int64) for code, rows in found.items()}
