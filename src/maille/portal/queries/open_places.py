"""Public places as open data: what each source allows to give away, and what is held back."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from maille.db.models import Change
from maille.directory.fields import empty_of, is_empty
from maille.directory.models import Record, Shown
from maille.directory.queries.kept import kept_place
from maille.directory.values import Provenance
from maille.places.enums import PlaceState
from maille.places.models import LifeEvent, Occasion, Place, Stop
from maille.places.queries.columns import columns_of
from maille.places.queries.networks import known_networks
from maille.portal.enums import Obstacle

CHUNK: Final = 500
# What SPDX writes when there is no licence, or nobody knows.
NO_LICENCE: Final = frozenset({"", "NONE", "NOASSERTION"})


@dataclass(frozen=True, slots=True)
class Area:
    """Where a place is, by the code of its commune."""

    commune: str
    department_code: str
    department: str
    region_code: str
    region: str


_Row = tuple[str, str, Mapping[str, Any]]  # a source, the key of a row in it, the row
NOWHERE: Final = Area("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page about who a place belongs to, or who took over; addresses may be missing."""

    name: str
    slug: str = ""
    url: str = ""


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
    """Read with the places all that open data tells of them, in a fixed number of queries."""
    successions = LifeEvent.objects.select_related("successor")
    return (
        places.select_related(None)
        .select_related("portrait", "commune")
        .prefetch_related(
            "department__region",
            "links",
            Prefetch("life_events", queryset=successions),
            Prefetch("networks", queryset=known_networks(), to_attr="known_networks"),
        )
        .annotate(
            itinerant=Exists(Stop.objects.filter(place=OuterRef("pk"))),
            has_programme=Exists(
                Occasion.objects.filter(place=OuterRef("pk"), cancelled_at__isnull=True)
            ),
        )
    )


def read_whole(places: Sequence[Place], *, with_rows: bool = False) -> Iterator[OpenPlace]:
    """Give ``readable`` places as values, in their order, with nothing held back.

    Parameters
    ----------
    with_rows
        Also give the rows of their sources, whole, and name those without licence.
    """
    columns = [columns_of(place) for place in places]
    provenance, changed = _provenance_of(places, columns), _last_changes(places)
    records = _records_of(places, with_rows=with_rows)
    for place, said, behind in zip(places, columns, provenance, strict=True):
        rows = records[place.pk]
        yield OpenPlace(
            id=str(place.public_id),
            slug=place.slug,
            country=place.country,
            said=said,
            area=_area_of(place),
            activities_own=tuple(place.portrait.activities_own),
            links=tuple((link.kind, link.url) for link in place.links.all()),
            networks=tuple(
                Neighbour(network.name, network.slug, network.url)
                for network in getattr(place, "known_networks", ())
            ),
            successors=_successors_of(place),
            itinerant=bool(getattr(place, "itinerant", False)),
            has_programme=bool(getattr(place, "has_programme", False)),
            fictional=place.fictional,
            updated_on=_updated_on(place, behind, changed.get(place.public_id)),
            licence=place.data_licence,
            provenance={name: one for name, one in behind.items() if one.source is not None},
            records=tuple(f"{source}:{key}" for source, key, _received in rows),
            received={source: received for source, _key, received in rows if received},
        )


def _area_of(place: Place) -> Area:
    department = place.department
    return Area(
        commune=place.commune.name if place.commune else "",
        department_code=department.code if department else "",
        department=department.name if department else "",
        region_code=department.region.code if department else "",
        region=department.region.name if department else "",
    )


def _successors_of(place: Place) -> tuple[Neighbour, ...]:
    found = []
    for event in place.life_events.all():
        successor = event.successor
        if successor and successor.is_public:
            found.append(Neighbour(successor.name, successor.slug))
        elif event.successor_name:
            found.append(Neighbour(event.successor_name))
    return tuple(found)


def _updated_on(
    place: Place, behind: Mapping[str, Provenance], changed: dt.datetime | None
) -> dt.date:
    """Give the freshest day on which a source, or the team, said something that is shown."""
    from_sources = [one.said_on for one in behind.values() if one.source is not None]
    if from_sources and len(from_sources) == len(behind):
        return max(from_sources)
    return timezone.localdate(changed or place.added_at)


def _provenance_of(
    places: Sequence[Place], said: Sequence[Mapping[str, object]]
) -> list[dict[str, Provenance]]:
    """Give where each value shown comes from, for each place.

    Where a place holds something else than what the directory wrote last, its team said so
    since: then no source is behind it, and the same where the directory took the team's word.
    """
    positions = {place.pk: position for position, place in enumerate(places)}
    found: list[dict[str, Provenance]] = [{} for _place in places]
    shown = Shown.objects.filter(place__in=places, claim__isnull=False).values_list(
        *("place_id", "field", "value", "claim__said_on"),
        *("claim__record__source__slug", "claim__record__source__licence"),
    )
    for place, name, value, said_on, source, licence in shown:
        position = positions[place]
        if name in said[position] and said[position][name] == value and not is_empty(value):
            found[position][name] = Provenance(source, licence or "", said_on)
    return found


def _last_changes(places: Sequence[Place]) -> dict[uuid.UUID, dt.datetime]:
    changes = Change.objects.filter(
        thing=Place._meta.label, thing_id__in=[place.public_id for place in places]
    )
    return dict(changes.order_by().values_list("thing_id").annotate(at=Max("at")))


def _records_of(places: Sequence[Place], *, with_rows: bool) -> defaultdict[int, list[_Row]]:
    """Give the rows of the sources of each place, those of places merged into it included."""
    kept = kept_place(place.pk for place in places)
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
