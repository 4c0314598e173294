"""Adding and changing many places at once, as a directory does, with their trail."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Final

from django.db import models, transaction

from maille.db.bulk import insert_rows, new_identifier, take_keys, update_rows
from maille.db.models import Change
from maille.db.trail import changes_between
from maille.geography.enums import Country
from maille.geography.gazetteer import Gazetteer, KnownCommune
from maille.places import life
from maille.places.actions.places import folded_words
from maille.places.actions.slugs import free_slugs
from maille.places.actions.trail import Author
from maille.places.enums import LifeEventKind, LinkKind, PlaceState
from maille.places.errors import ContradictoryDatesError
from maille.places.models import LifeEvent, Link, Place, Portrait
from maille.places.queries.columns import (
    LISTS,
    OWN,
    TEXTS,
    closed_of,
    columns_of,
    opened_of,
)
from maille.places.queries.life import line_of
from maille.places.values import LifeEventLine

Columns = Mapping[str, Any]


_WHERE: Final = ("street", "postcode", "locality", "insee", "point")
_PLACE_COLUMNS: Final = (
    *("name", "state", "country", "commune_id", "department_id", "locality", "postcode"),
    *("insee", "street", "longitude", "latitude", "coordinates_source", "folded_text"),
)
_CHANGE: Final = ("thing", "thing_id", "field", "previous", "new", "by_id", "at")
_NEW_PLACE: Final = ("id", "public_id", "slug", *_PLACE_COLUMNS)
_place_row: Final = attrgetter("pk", "public_id", "slug", *_PLACE_COLUMNS)
_portrait_row: Final = attrgetter(*TEXTS, *LISTS)
_NEW_PORTRAIT: Final = ("place_id", *TEXTS, *LISTS)
# A portrait of which nothing is said; its lists are replaced, never added to.
_PORTRAIT: Final = {**dict.fromkeys(TEXTS, ""), **{name: [] for name in LISTS}}
_BY_LENGTH: Final = {4: Country.BELGIUM.value, 5: Country.FRANCE.value}
_EVENTS: Final = {"opened": LifeEventKind.OPENED, "closed": LifeEventKind.CLOSED}


@dataclass(slots=True)
class NewPlace:
    """A place about to be added: what its row will hold, and what its portrait will."""

    pk: int
    slug: str
    portrait: SimpleNamespace
    public_id: uuid.UUID = field(default_factory=new_identifier)
    name: str = ""
    state: str = PlaceState.OPEN.value
    country: str = Country.FRANCE.value
    commune_id: int | None = None
    department_id: int | None = None
    locality: str = ""
    postcode: str = ""
    insee: str = ""
    street: str = ""
    longitude: float | None = None
    latitude: float | None = None
    coordinates_source: str = ""
    folded_text: str = ""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a place will hold, field by field, in the words of ``columns_of``; and who said it."""

    place: Place
    columns: Columns
    source: str = ""


@transaction.atomic
def add_places(
    *, told: Sequence[tuple[Columns, str]], gazetteer: Gazetteer, by: Author, at: dt.datetime
) -> list[NewPlace]:
    """Add places with all that is known of each, and who says it.

    Parameters
    ----------
    told
        For each place, its fields as ``columns_of`` gives them, the name at least, and the name
        of the source, which is written beside the point and the dates.
    gazetteer
        Where communes are found.
    by, at
        Who brings them, when.

    Returns
    -------
    list
        The places, in the same order.
    """
    keys = take_keys(Place, len(told))
    slugs = free_slugs([columns["name"] for columns, _source in told])
    places = []
    events: list[tuple[object, ...]] = []
    for pk, slug, (columns, source) in zip(keys, slugs, told, strict=True):
        place = NewPlace(pk, slug, SimpleNamespace(**_PORTRAIT))
        _write(place, columns, source, gazetteer)
        places.append(place)
        events.extend(
            (new_identifier(), pk, str(line.kind), line.date, line.source)
            for line in _first_events(place, columns, source)
        )
    _insert(Place, _NEW_PLACE, map(_place_row, places))
    _insert(Portrait, _NEW_PORTRAIT, ((one.pk, *_portrait_row(one.portrait)) for one in places))
    _insert(
        Link,
        ("place_id", "kind", "url"),
        (
            (place.pk, LinkKind.WEBSITE.value, columns["website"])
            for place, (columns, _source) in zip(places, told, strict=True)
            if columns.get("website")
        ),
    )
    _insert(LifeEvent, ("public_id", "place_id", "kind", "date", "source"), events)
    author = by.pk if by else None
    insert_rows(
        Change,
        _CHANGE,
        (
            (Place._meta.label, place.public_id, "added", None, place.name, author, at)
            for place in places
        ),
    )
    return places


def _insert(
    model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    """Add rows that hold in every other column what a new row holds."""
    rest = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in columns
    }
    same = {name: getattr(value, "value", value) for name, value in rest.items()}
    insert_rows(model, columns, rows, same)


@transaction.atomic
def rewrite_places(
    *, rewritings: Iterable[Rewriting], gazetteer: Gazetteer, by: Author, at: dt.datetime
) -> list[Place]:
    """Change fields of places, and keep in each trail what stood there before.

    The places were read by ``with_columns``. A date that dated events contradict is left out.

    Returns
    -------
    list
        The places that hold something else than before.
    """
    changed, changes = [], []
    for rewriting in rewritings:
        place = rewriting.place
        before = columns_of(place)
        _write(place, rewriting.columns, rewriting.source, gazetteer)
        told = _tell_beside(place, rewriting)
        after = {**columns_of(place), **told}
        kept = changes_between(thing=place, before=before, after=after, by=by, at=at)
        if kept:
            changed.append(place)
            changes.extend(kept)
    update_rows(
        Place,
        _PLACE_COLUMNS,
        ([*(getattr(place, name) for name in _PLACE_COLUMNS), place.pk] for place in changed),
    )
    update_rows(
        Portrait,
        (*TEXTS, *LISTS),
        (
            [*(getattr(place.portrait, name) for name in (*TEXTS, *LISTS)), place.portrait.pk]
            for place in changed
        ),
    )
    _keep(changes)
    return changed


def _write(place: Place | NewPlace, columns: Columns, source: str, gazetteer: Gazetteer) -> None:
    """Write in memory what columns of the place and of its portrait hold."""
    for name in OWN:
        if name in columns:
            setattr(place, name, columns[name])
    for name in (*TEXTS, *LISTS):
        if name in columns:
            setattr(place.portrait, name, columns[name])
    if "point" in columns:
        point = columns["point"]
        place.longitude, place.latitude = point or (None, None)
        place.coordinates_source = source[:120] if point else ""
    commune = _commune_of(place, columns, gazetteer)
    if not set(columns).isdisjoint(_WHERE):
        _settle(place, commune, gazetteer)
    place.folded_text = _folded(place, commune, gazetteer)


def _commune_of(
    place: Place | NewPlace, columns: Columns, gazetteer: Gazetteer
) -> KnownCommune | None:
    told = columns.get("insee") if "insee" in columns else _code_of(place)
    found = gazetteer.by_code(told) if told else None
    country = _country_of(place.postcode, place.country)
    found = found or gazetteer.matching(country, place.locality, place.postcode)
    point = _known_point(place.longitude, place.latitude)
    if not found and place.locality and (point or not place.postcode):
        found = gazetteer.only_one_named(country, place.locality, point)
    if found or gazetteer.named(country, place.locality):
        return found
    # A hamlet, a commune that joined another one: its postcode may say which.
    return gazetteer.only_one_of(country, place.postcode)


def _known_point(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    return None if longitude is None or latitude is None else (longitude, latitude)


def _code_of(place: Place | NewPlace) -> str:
    if place.commune_id is None or not place.insee:
        return ""
    return place.insee if place.country == Country.FRANCE else f"BE-{place.insee}"


def _country_of(postcode: str, otherwise: str) -> str:
    return _BY_LENGTH.get(len(postcode), otherwise)


def _settle(place: Place | NewPlace, commune: KnownCommune | None, gazetteer: Gazetteer) -> None:
    if commune:
        place.commune_id, place.insee = commune.pk, commune.code
        place.country, place.department_id = commune.country, commune.department_id
        return
    place.commune_id, place.insee, place.department_id = None, "", None
    place.country = _country_of(place.postcode, place.country)
    served = gazetteer.of_postcode(place.country, place.postcode)
    place.department_id = served[0].department_id if served else None


def _folded(place: Place | NewPlace, commune: KnownCommune | None, gazetteer: Gazetteer) -> str:
    near = commune or next(iter(gazetteer.of_postcode(place.country, place.postcode)), None)
    names = (commune.name, commune.other_name) if commune else ("", "")
    held = (near.department, near.region) if near else ("", "")
    organisation = place.portrait.organisation_name
    return folded_words((place.name, place.locality, *names, place.postcode, organisation, *held))


def _first_events(place: NewPlace, columns: Columns, source: str) -> list[LifeEventLine]:
    """Give the dates of a new place, and its state the one they lead to."""
    lines = [
        LifeEventLine(kind, columns[name], source=source[:300])
        for name, kind in _EVENTS.items()
        if columns.get(name)
    ]
    if len(lines) > 1 and not _can_be_true(lines):
        return []
    if columns.get("closed"):
        place.state = PlaceState.CLOSED.value
    return lines


def _can_be_true(lines: Sequence[LifeEventLine]) -> bool:
    try:
        life.check_order(lines)
    except ContradictoryDatesError:
        return False
    return True


def _tell_beside(place: Place, rewriting: Rewriting) -> dict[str, object]:
    """Write the website and the dates, which are rows of their own."""
    columns = rewriting.columns
    told: dict[str, object] = {}
    if "website" in columns:
        _tell_website(place, columns["website"])
        told["website"] = columns["website"]
    for name, kind in _EVENTS.items():
        if name in columns and _tell_event(place, kind, columns[name], rewriting.source):
            told[name] = columns[name]
    return told


def _tell_website(place: Place, url: str) -> None:
    known = [link for link in place.links.all() if link.kind == LinkKind.WEBSITE]
    if known and url:
        Link.objects.filter(pk=known[0].pk).update(url=url)
    elif known:
        known[0].delete()
    elif url:
        last = max((link.position for link in place.links.all()), default=-1)
        Link.objects.create(place=place, kind=LinkKind.WEBSITE, url=url, position=last + 1)


def _tell_event(place: Place, kind: LifeEventKind, date: str, source: str) -> bool:
    """Write the date of an opening or of a closure, unless what is known contradicts it."""
    events = list(place.life_events.all())
    told = opened_of(events) if kind == LifeEventKind.OPENED else closed_of(events)
    replaced = [event for event in events if event.kind == kind and event.date == told]
    lines = [line_of(event) for event in events if event not in replaced]
    if date:
        lines.append(LifeEventLine(kind, date, source=source[:300]))
    if not _can_be_true(lines):
        return False
    LifeEvent.objects.filter(pk__in=[event.pk for event in replaced]).delete()
    if date:
        LifeEvent.objects.create(place=place, kind=kind, date=date, source=source[:300])
    if kind == LifeEventKind.CLOSED:
        place.state = life.state_after(lines) or place.state
    return True


def _keep(changes: Iterable[Change]) -> None:
    insert_rows(Change, _CHANGE, ([getattr(one, name) for name in _CHANGE] for one in changes))
