"""Reading all that open data tells of many places in a fixed number of queries, as plain values."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db.models import TextField
from django.db.models.functions import Cast

from maille.geography.enums import Country
from maille.places.enums import LifeEventKind, LinkKind
from maille.places.models import Belonging, LifeEvent, Link, Occasion, Place, Stop
from maille.places.queries.columns import LISTS, OWN, TEXTS

_READER: Final = json.JSONDecoder()
_PLACE: Final = (
    *("pk", "public_id", "slug", "country", "data_licence", "fictional", "added_at"),
    *("longitude", "latitude", "insee", "commune__country", "commune__code", "commune__name"),
    *("department__code", "department__name"),
    *("department__region__code", "department__region__name"),
    *(f"commune__intermunicipality__{name}" for name in ("code", "name", "kind")),
)
_TEXTS: Final = tuple(f"portrait__{name}" for name in TEXTS)
_LISTS: Final = tuple(Cast(f"portrait__{name}", TextField()) for name in (*LISTS, "activities_own"))


@dataclass(frozen=True, slots=True)
class Area:
    """Where a place is, by the code of its commune."""

    commune: str
    department_code: str
    department: str
    region_code: str
    region: str
    intermunicipality_code: str
    intermunicipality: str
    intermunicipality_kind: str


NOWHERE: Final = Area("", "", "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page about who a place belongs to, or who took over; addresses may be missing."""

    name: str
    slug: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """A place as its row and its portrait hold it; ``said`` is what ``columns_of`` gives."""

    pk: int
    public_id: uuid.UUID
    slug: str
    country: str
    licence: str
    fictional: bool
    added_at: dt.datetime
    area: Area
    activities_own: tuple[str, ...]
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs on places, by their primary keys."""

    links: Mapping[int, Sequence[tuple[str, str]]]
    dates: Mapping[tuple[int, str], Sequence[str]]
    successors: Mapping[int, Sequence[Neighbour]]
    networks: Mapping[int, Sequence[Neighbour]]
    itinerant: frozenset[int]
    with_programme: frozenset[int]


def read_around(pks: Sequence[int]) -> Around:
    """Read links, life, networks, rounds and programmes of places."""
    links: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    known_links = Link.objects.filter(place__in=pks).order_by("position", "pk")
    for place, kind, url in known_links.values_list("place_id", "kind", "url"):
        links[place].append((kind, url))
    dates, successors = _read_life(pks)
    networks: defaultdict[int, list[Neighbour]] = defaultdict(list)
    belongings = Belonging.objects.filter(place__in=pks, network__confirmed_at__isnull=False)
    for place, *told in belongings.order_by("network__name", "network").values_list(
        "place_id", "network__name", "network__slug", "network__url"
    ):
        networks[place].append(Neighbour(*told))
    stops = Stop.objects.filter(place__in=pks).order_by()
    occasions = Occasion.objects.filter(place__in=pks, cancelled_at__isnull=True).order_by()
    return Around(
        links=links,
        dates=dates,
        successors=successors,
        networks=networks,
        itinerant=frozenset(stops.values_list("place_id", flat=True)),
        with_programme=frozenset(occasions.values_list("place_id", flat=True)),
    )


def _read_life(
    pks: Sequence[int],
) -> tuple[Mapping[tuple[int, str], list[str]], Mapping[int, list[Neighbour]]]:
    """Read the dated events of places by kind, and who took over."""
    dates: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    successors: defaultdict[int, list[Neighbour]] = defaultdict(list)
    events = LifeEvent.objects.filter(place__in=pks).order_by("date", "pk")
    for place, kind, date, named, name, slug, is_public in events.values_list(
        *("place_id", "kind", "date", "successor_name"),
        *("successor__name", "successor__slug", "successor__is_public"),
    ):
        if date:
            dates[place, kind].append(date)
        if is_public:
            successors[place].append(Neighbour(name, slug))
        elif named:
            successors[place].append(Neighbour(named))
    return dates, successors


def read_columns(pks: Sequence[int], around: Around) -> dict[int, PlaceColumns]:
    """Read places and their portraits, by primary key."""
    rows = Place.objects.filter(pk__in=pks).order_by().values_list(*_PLACE, *OWN, *_TEXTS, *_LISTS)
    return {row[0]: _columns(row, around) for row in rows}


def _columns(row: Sequence[Any], around: Around) -> PlaceColumns:
    pk, public_id, slug, country, licence, fictional, added_at = row[:7]
    longitude, latitude, insee, commune_country, commune_code, *area = row[7:20]
    own, texts, lists = row[20:25], row[25 : 25 + len(TEXTS)], row[25 + len(TEXTS) :]
    if commune_code:
        insee = commune_code if commune_country == Country.FRANCE else f"BE-{commune_code}"
    opened = around.dates.get((pk, LifeEventKind.OPENED), ())
    closed = around.dates.get((pk, LifeEventKind.CLOSED), ())
    said = dict(zip(OWN, own, strict=True))
    said["insee"] = insee
    said["point"] = None if longitude is None or latitude is None else [longitude, latitude]
    said["website"] = _website(around.links.get(pk, ()))
    said["opened"], said["closed"] = min(opened, default=""), max(closed, default="")
    said.update(zip(TEXTS, texts, strict=True))
    said.update(zip(LISTS, map(_list, lists), strict=False))
    return PlaceColumns(
        pk=pk,
        public_id=public_id,
        slug=slug,
        country=country,
        licence=licence,
        fictional=fictional,
        added_at=added_at,
        area=Area(*(name or "" for name in area)),
        activities_own=_read_list(lists[-1]),
        said=said,
    )


def _website(links: Iterable[tuple[str, str]]) -> str:
    return next((url for kind, url in links if kind == LinkKind.WEBSITE), "")


def _list(text: str) -> list[str]:
    return [*_read_list(text)]


@lru_cache(maxsize=16_384)
def _read_list(text: str) -> tuple[str, ...]:
    """Read a list of codes: the same ones come again and again."""
    return tuple(json.loads(text))


def read_json(text: str) -> object:
    """Read a value written as JSON, plain words without ado."""
    if text[0] == '"' and "\\" not in text:
        return text[1:-1]
    value: object = _READER.decode(text)
    return value
