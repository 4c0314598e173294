"""What the dates of a place's life allow, and the state they lead to."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maille.core.kernel.period import first_day, last_day
from maille.places.enums import LifeEventKind, PlaceState
from maille.places.errors import ContradictoryDatesError
from maille.places.values import LifeEventLine

STATE_AFTER = {
    LifeEventKind.IMAGINED: PlaceState.PROJECT,
    LifeEventKind.OPENED: PlaceState.OPEN,
    LifeEventKind.SEASONAL: PlaceState.SEASONAL,
    LifeEventKind.MOVED: PlaceState.MOVED,
    LifeEventKind.CLOSED: PlaceState.CLOSED,
}
EVENT_FOR = {state: kind for kind, state in STATE_AFTER.items()}
_LIVING = (LifeEventKind.OPENED, LifeEventKind.SEASONAL, LifeEventKind.MOVED)


def state_after(events: Sequence[LifeEventLine]) -> PlaceState | None:
    """Give the state that the latest dated event leads to, or ``None`` when none tells."""
    telling = [event for event in events if event.date and event.kind in STATE_AFTER]
    if not telling:
        return None
    rank = list(STATE_AFTER)
    latest = max(
        telling,
        key=lambda event: (last_day(event.date), rank.index(LifeEventKind(event.kind))),
    )
    return STATE_AFTER[LifeEventKind(latest.kind)]


def check_order(events: Sequence[LifeEventLine]) -> None:
    """Refuse dates that cannot all be true, whatever the days that partial dates leave open.

    Raises
    ------
    ContradictoryDatesError
        When a place opens, moves or closes before anybody imagined it, or closes before it
        opened.
    """
    dated = [event for event in events if event.date]
    living = [event for event in dated if event.kind in _LIVING]
    closures = [event for event in dated if event.kind == LifeEventKind.CLOSED]
    for idea in (event for event in dated if event.kind == LifeEventKind.IMAGINED):
        for event in living + closures:
            if first_day(idea.date) > last_day(event.date):
                _refuse(_("it cannot be imagined (%s) after it lived (%s)"), idea, event)
    for closure in closures:
        if living and all(first_day(event.date) > last_day(closure.date) for event in living):
            first = min(living, key=lambda event: first_day(event.date))
            _refuse(_("it cannot close (%s) before it opened (%s)"), closure, first)


def _refuse(message: str, one: LifeEventLine, other: LifeEventLine) -> None:
    raise ContradictoryDatesError(message % (one.date, other.date))
