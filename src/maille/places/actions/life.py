"""The life of a place: what happened, when, and the state it leads to."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maille.core.kernel.period import first_day
from maille.places import life
from maille.places.actions.trail import Author, as_plain, check_columns, check_date, keep_trail
from maille.places.enums import LifeEventKind, PlaceState
from maille.places.errors import ContradictoryDatesError, InvalidPlaceError
from maille.places.models import LifeEvent, Place
from maille.places.queries.life import life_of
from maille.places.values import LifeEventLine


@transaction.atomic
def add_life_event(
    *,
    place: Place,
    event: LifeEventLine,
    successor: Place | None = None,
    by: Author,
    on: dt.date | None = None,
) -> LifeEvent:
    """Tell something that happened; the latest event that says so gives the place its state.

    Parameters
    ----------
    place, event
        What happened to which place.
    successor
        The place that took over, for a succession.
    by
        Who tells.
    on
        Today, unless a test says otherwise.

    Raises
    ------
    InvalidPlaceError
        When the date is no date, or a succession names nobody, or the place itself.
    ContradictoryDatesError
        When the event has not happened yet, or cannot be true beside the others.
    """
    before = _snapshot(place)
    _check_event(place, event, successor)
    _refuse_future(event.date, on or timezone.localdate())
    row = LifeEvent(
        place=place,
        successor=successor,
        **{name: getattr(event, name).strip() for name in LifeEventLine.__slots__},
    )
    check_columns(row, LifeEventLine.__slots__)
    life.check_order([*life_of(place), event])
    row.save()
    _follow_life(place, before, by, undated=event)
    return row


@transaction.atomic
def remove_life_event(*, event: LifeEvent, by: Author) -> Place:
    """Take back something told by mistake; the trail keeps it.

    Raises
    ------
    ContradictoryDatesError
        When what remains cannot be true.
    """
    place = event.place
    before = _snapshot(place)
    event.delete()
    life.check_order(life_of(place))
    _follow_life(place, before, by)
    return place


@transaction.atomic
def change_state(
    *,
    place: Place,
    state: str,
    since: str = "",
    note: str = "",
    by: Author,
    on: dt.date | None = None,
) -> Place:
    """Say where a place stands now, and since when.

    Raises
    ------
    ContradictoryDatesError
        When a later event already says otherwise, or the date is to come.
    """
    wanted = PlaceState(state)
    if not since and state_told(place):
        raise ContradictoryDatesError(
            _("say since when: this place already has dated events that tell its state")
        )
    add_life_event(
        place=place,
        event=LifeEventLine(kind=life.EVENT_FOR[wanted], date=since, note=note),
        by=by,
        on=on,
    )
    if place.state != wanted:
        raise ContradictoryDatesError(
            _("a later event says that this place is %(state)s: correct that event first")
            % {"state": PlaceState(place.state).label}
        )
    return place


@transaction.atomic
def set_successor(
    *,
    place: Place,
    successor: Place | str,
    since: str = "",
    note: str = "",
    by: Author,
) -> LifeEvent:
    """Say which place takes over, known here or by its name alone; it takes the place of another.

    Raises
    ------
    InvalidPlaceError
        When the place would succeed itself, or nobody is named.
    """
    known = successor if isinstance(successor, Place) else None
    for event in place.life_events.filter(kind=LifeEventKind.SUCCEEDED):
        remove_life_event(event=event, by=by)
    return add_life_event(
        place=place,
        event=LifeEventLine(
            kind=LifeEventKind.SUCCEEDED,
            date=since,
            note=note,
            successor_name=known.name if known else str(successor),
        ),
        successor=known,
        by=by,
    )


def state_told(place: Place) -> PlaceState | None:
    """Give the state that dated events tell, when they do."""
    return life.state_after(life_of(place))


def _follow_life(
    place: Place, before: dict[str, object], by: Author, *, undated: LifeEventLine | None = None
) -> None:
    told = state_told(place)
    if told is None and undated is not None:
        told = life.STATE_AFTER.get(LifeEventKind(undated.kind))
    if told:
        place.state = told
        place.save(update_fields=["state"])
    keep_trail(place=place, before=before, after=_snapshot(place), by=by)


def _snapshot(place: Place) -> dict[str, object]:
    return {"state": str(place.state), "life_events": as_plain(life_of(place))}


def _check_event(place: Place, event: LifeEventLine, successor: Place | None) -> None:
    check_date(event.date)
    if event.kind == LifeEventKind.SUCCEEDED and not event.successor_name.strip():
        raise InvalidPlaceError(_("say which place takes over"))
    if successor == place:
        raise InvalidPlaceError(_("a place does not succeed itself"))


def _refuse_future(date: str, today: dt.date) -> None:
    if date and first_day(date) > today:
        raise ContradictoryDatesError(_("%s is still to come: tell it once it has happened") % date)
