"""Public places as open data: what each source allows to give away, and what is held back."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from maille.db.models import Change
from maille.directory.fields import empty_of, is_empty
from maille.directory.models import Record, Shown
from maille.directory.queries.kept import kept_place
from maille.directory.values import Provenance
from maille.places.enums import PlaceState
from maille.places.models import Place
from maille.portal.enums import Obstacle
from maille.portal.queries.open_columns import (
    NOWHERE,
    Area,
    Neighbour,
    PlaceColumns,
    read_around,
    read_columns,
    read_json,
)

CHUNK: Final = 500
# What SPDX writes when there is no licence, or nobody knows.
NO_LICENCE: Final = frozenset({"", "NONE", "NOASSERTION"})


_Row = tuple[str, str, Mapping[str, Any]]  # a source, the key of a row in it, the row


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place as its sources allow to tell it; what is held back is as if nobody had said it.

    ``said`` holds the fields of the directory, by name. ``provenance`` tells which of them come
    from a source; the others are said by the place's own team, under ``licence``. ``records``
    name the rows of the sources, as ``source:key``; ``received`` is these rows whole, for the
    operator's own copy alone.
    """

    id: str
    slug: str
    country: str
    said: Mapping[str, Any]
    area: Area
    activities_own: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    networks: tuple[Neighbour, ...]
    successors: tuple[Neighbour, ...]
    itinerant: bool
    has_programme: bool
    fictional: bool
    updated_on: dt.date
    licence: str
    provenance: Mapping[str, Provenance]
    records: tuple[str, ...] = ()
    received: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name, as readers know it."""
        return str(self.said["name"])

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of all that is told, each once."""
        told = {name for name, value in self.said.items() if not is_empty(value)}
        found = {self.provenance[name].licence for name in told & self.provenance.keys()}
        # A place that a source made is open until somebody says more: nobody's words.
        nobodys = {"state"} if found and self.said["state"] == PlaceState.OPEN else set()
        own = {self.licence} if told - self.provenance.keys() - nobodys else set()
        return tuple(sorted(found | own))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all that is told, each once, by slug."""
        told = {name for name, value in self.said.items() if not is_empty(value)}
        behind = (self.provenance[name].source for name in told & self.provenance.keys())
        return tuple(sorted({source for source in behind if source}))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A public place that a file does not hold, and why."""

    id: str
    slug: str
    name: str
    obstacles: tuple[Obstacle, ...]


@dataclass(slots=True)
class Tally:
    """What becomes of each public place while a file is written.

    ``held`` counts the values held back by the slug of their source; ``unwritten`` those that a
    standard has no form for, by the name it gives them.
    """

    told: Callable[[LeftOut], None] | None = None
    written: int = 0
    left_out: Counter[Obstacle] = field(default_factory=Counter)
    places_left_out: int = 0
    held: Counter[str] = field(default_factory=Counter)
    unwritten: Counter[str] = field(default_factory=Counter)

    def leave_out(self, place: OpenPlace, obstacles: Sequence[Obstacle]) -> None:
        """Count a place that the file does not hold."""
        self.places_left_out += 1
        self.left_out.update(obstacles)
        if self.told:
            self.told(LeftOut(place.id, place.slug, place.name, tuple(obstacles)))


def open_places(
    places: QuerySet[Place], *, everything: bool = False, tally: Tally | None = None
) -> Iterator[OpenPlace]:
    """Give places one after the other in order of slugs, however many there are.

    Parameters
    ----------
    places
        Which ones, without an order of their own.
    everything
        Also tell what sources without a licence say, and fictional places: the operator's copy.
    tally
        Where to count what is held back.
    """
    tally = tally or Tally()
    known = readable(places).order_by("slug")
    chunk = list(known[:CHUNK])
    while chunk:
        yield from _allowed(chunk, tally, everything=everything)
        whole = len(chunk) == CHUNK
        chunk = list(known.filter(slug__gt=chunk[-1].slug)[:CHUNK]) if whole else []


def _allowed(chunk: Sequence[Place], tally: Tally, *, everything: bool) -> Iterator[OpenPlace]:
    for place in read_whole(chunk, with_rows=everything):
        if everything:
            yield place
        elif place.fictional:
            tally.leave_out(place, [Obstacle.FICTIONAL])
        elif (told := hold_back(place, tally)).name:
            yield told
        else:
            tally.leave_out(place, [Obstacle.HELD_BACK])


def hold_back(place: OpenPlace, tally: Tally | None = None) -> OpenPlace:
    """Forget what comes from a source that states no licence, and count it."""
    held = [
        name
        for name, behind in place.provenance.items()
        if behind.licence in NO_LICENCE and not is_empty(place.said[name])
    ]
    if not held:
        return place
    if tally:
        tally.held.update(str(place.provenance[name].source) for name in held)
    website = place.said["website"] if "website" in held else ""
    return replace(
        place,
        said={**place.said, **{name: empty_of(name) for name in held}},
        area=NOWHERE if "insee" in held else place.area,
        links=tuple(link for link in place.links if link[1] != website),
        provenance={name: one for name, one in place.provenance.items() if name not in held},
    )


def readable(places: QuerySet[Place]) -> QuerySet[Place]:
    """Name the places that ``read_whole`` then reads, and nothing more of them."""
    return places.select_related(None).prefetch_related(None).only("pk", "slug")


def read_whole(places: Sequence[Place], *, with_rows: bool = False) -> Iterator[OpenPlace]:
    """Give ``readable`` places as values, in their order, with nothing held back.

    Parameters
    ----------
    with_rows
        Also give the rows of their sources, whole, and name those without licence.
    """
    pks = [place.pk for place in places]
    around = read_around(pks)
    columns = read_columns(pks, around)
    provenance = _provenance_of(columns)
    moments = _last_changes(columns, provenance)
    records = _records_of(pks, with_rows=with_rows)
    for place in (columns[pk] for pk in pks if pk in columns):
        behind, rows = provenance[place.pk], records[place.pk]
        yield OpenPlace(
            id=str(place.public_id),
            slug=place.slug,
            country=place.country,
            said=place.said,
            area=place.area,
            activities_own=place.activities_own,
            links=tuple(around.links[place.pk]),
            networks=tuple(around.networks[place.pk]),
            successors=tuple(around.successors[place.pk]),
            itinerant=place.pk in around.itinerant,
            has_programme=place.pk in around.with_programme,
            fictional=place.fictional,
            updated_on=_updated_on(place, behind, moments.get(place.public_id)),
            licence=place.licence,
            provenance={name: one for name, one in behind.items() if one.source is not None},
            records=tuple(f"{source}:{key}" for source, key, _received in rows),
            received={source: received for source, _key, received in rows if received},
        )


def _is_from_sources(behind: Mapping[str, Provenance]) -> bool:
    """Tell whether sources alone say what is shown."""
    return bool(behind) and all(one.source is not None for one in behind.values())


def _updated_on(
    place: PlaceColumns, behind: Mapping[str, Provenance], changed: dt.datetime | None
) -> dt.date:
    """Give the freshest day on which a source, or the team, said something that is shown."""
    if _is_from_sources(behind):
        return max(one.said_on for one in behind.values())
    return timezone.localdate(changed or place.added_at)


def _provenance_of(columns: Mapping[int, PlaceColumns]) -> dict[int, dict[str, Provenance]]:
    """Give where each value shown comes from, for each place.

    Where a place holds something else than what the directory wrote last, its team said so
    since: then no source is behind it, and the same where the directory took the team's word.
    """
    found: dict[int, dict[str, Provenance]] = {pk: {} for pk in columns}
    known: dict[tuple[Any, ...], Provenance] = {}
    shown = Shown.objects.filter(place__in=columns, claim__isnull=False).values_list(
        *("place_id", "field", Cast("value", TextField()), "claim__said_on"),
        *("claim__record__source__slug", "claim__record__source__licence"),
    )
    for place, name, text, *told in shown:
        said, value = columns[place].said, read_json(text)
        if name in said and said[name] == value and not is_empty(value):
            behind = known.get(key := tuple(told))
            if behind is None:
                said_on, source, licence = told
                behind = known[key] = Provenance(source, licence or "", said_on)
            found[place][name] = behind
    return found


def _last_changes(
    columns: Mapping[int, PlaceColumns], provenance: Mapping[int, Mapping[str, Provenance]]
) -> dict[uuid.UUID, dt.datetime]:
    """Give the last change of each place that others than its sources speak of."""
    asked = [
        place.public_id for pk, place in columns.items() if not _is_from_sources(provenance[pk])
    ]
    if not asked:
        return {}
    changes = Change.objects.filter(thing=Place._meta.label, thing_id__in=asked)
    return dict(changes.order_by().values_list("thing_id").annotate(at=Max("at")))


def _records_of(pks: Sequence[int], *, with_rows: bool) -> defaultdict[int, list[_Row]]:
    """Give the rows of the sources of each place, those of places merged into it included."""
    kept = kept_place(pks)
    rows = Record.objects.filter(place__in=kept).order_by("source__slug", "key")
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    if with_rows:
        whole = rows.values_list("place_id", "source__slug", "key", "received")
        for place, source, key, received in whole:
            found[kept[place]].append((source, key, received))
        return found
    licensed = rows.exclude(source__licence__in=NO_LICENCE)
    for place, source, key in licensed.values_list("place_id", "source__slug", "key"):
        found[kept[place]].append((source, key, {}))
    return found
