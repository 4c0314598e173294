"""Filling a portrait, without touching what its team has changed since the former import."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction
from django.utils import timezone

from maille.core.kernel.errors import CoreError
from maille.people.models import Person
from maille.places import actions as places
from maille.places.enums import LifeEventKind
from maille.places.models import Place
from maille.places.queries.rows import lines_of
from maille.places.values import Address, LifeEventLine, Line
from maille.reports.commune_mesure.describing import Description, describe
from maille.reports.commune_mesure.taking import Taken

# Sections of a portrait whose name is not the target of the facts that fill them.
_TARGETS = {
    "address": "street",
    "surfaces": "square_metres",
    "organisation_founded": "founded",
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, and when."""

    by: Person | None
    at: dt.datetime


def fill_portrait(place: Place, taken: Taken, former: Taken, hand: Hand) -> tuple[str, ...]:
    """Write each section that is empty, or that still says what the former import wrote.

    A section about which the record says nothing keeps what it holds.

    Returns
    -------
    tuple[str, ...]
        The targets whose values could not be kept as they stand.
    """
    wanted, written = describe(taken), describe(former)
    refused = [
        *_address(place, wanted, written, hand),
        *_columns(place, wanted, written, hand),
        *_lines(place, wanted, written, hand),
        *_opened(place, wanted, written, hand),
    ]
    return tuple(_TARGETS.get(name, name) for name in refused)


def _may_write(current: object, written: object, wanted: object) -> bool:
    return bool(wanted) and wanted != current and (not current or current == written)


def _was_kept(write: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            write()
    except CoreError:
        return False
    return True


def _address(place: Place, wanted: Description, written: Description, hand: Hand) -> Iterator[str]:
    here = (place.locality, place.postcode, place.street)
    said = (written.address.locality, written.address.postcode, written.address.street)
    mended = any(now and now != before for now, before in zip(here, said, strict=True))
    if mended or wanted.address in {written.address, Address()}:
        return
    address = replace(
        wanted.address,
        locality=wanted.address.locality or place.locality,
        postcode=wanted.address.postcode or place.postcode,
        street=wanted.address.street or place.street,
        longitude=place.longitude,
        latitude=place.latitude,
        coordinates_source=place.coordinates_source,
    )
    if not any(
        _was_kept(partial(places.locate_place, place=place, address=known, by=hand.by))
        for known in (address, replace(address, commune=""))
    ):
        yield "address"


def _columns(place: Place, wanted: Description, written: Description, hand: Hand) -> Iterator[str]:
    changes = {
        name: value
        for name, value in wanted.columns.items()
        if _may_write(getattr(place.portrait, name), written.columns[name], value)
    }
    update = partial(places.update_portrait, place=place, by=hand.by)
    if not changes or _was_kept(partial(update, changes=changes)):
        return
    for name, value in changes.items():
        if not _was_kept(partial(update, changes={name: value})):
            yield name


def _lines(place: Place, wanted: Description, written: Description, hand: Hand) -> Iterator[str]:
    by = hand.by
    sections: tuple[tuple[str, Sequence[Line], Sequence[Line], Callable[[], Place]], ...] = (
        (
            "surfaces",
            wanted.surfaces,
            written.surfaces,
            lambda: places.set_surfaces(place=place, surfaces=wanted.surfaces, by=by),
        ),
        (
            "means",
            wanted.means,
            written.means,
            lambda: places.set_means(place=place, means=wanted.means, by=by),
        ),
        (
            "composition",
            wanted.composition,
            written.composition,
            lambda: places.set_composition(place=place, composition=wanted.composition, by=by),
        ),
        (
            "partners",
            wanted.partners,
            written.partners,
            lambda: places.set_partners(place=place, partners=wanted.partners, by=by),
        ),
        (
            "links",
            wanted.links,
            written.links,
            lambda: places.set_links(place=place, links=wanted.links, by=by),
        ),
    )
    for name, lines, before, write in sections:
        if _may_write(lines_of(place, name), tuple(before), tuple(lines)) and not _was_kept(write):
            yield name


def _opened(place: Place, wanted: Description, written: Description, hand: Hand) -> Iterator[str]:
    events = list(place.life_events.filter(kind=LifeEventKind.OPENED))
    current = events[0].date if len(events) == 1 else "several" if events else ""
    if not _may_write(current, written.opened, wanted.opened):
        return

    def write() -> None:
        for event in events:
            places.remove_life_event(event=event, by=hand.by)
        line = LifeEventLine(kind=LifeEventKind.OPENED.value, date=wanted.opened)
        places.add_life_event(place=place, event=line, by=hand.by, on=timezone.localdate(hand.at))

    if not _was_kept(write):
        yield "opened"
