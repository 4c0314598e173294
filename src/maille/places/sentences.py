"""Sentences about where a place stands in its life, in the language of the page."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maille.places.enums import LifeEventKind, PlaceState
from maille.places.values import LifeEventLine
from maille.web.dates import long_date

_WHOLE_DAY = len("2023-07-01")


def when(date: str) -> str:
    """Say when, after a verb: "in July 2023", "on 1 July 2023"."""
    words = long_date(date, get_language() or "fr")
    if len(date) == _WHOLE_DAY:
        return _("on %s") % words
    return _("in %s") % words


def state_sentence(
    name: str, state: str, life: Sequence[LifeEventLine], *, vouched: bool = True
) -> str:
    """Say where a place stands and since when; a closed place is named, the others are not.

    Where no team ``vouched`` for it, an open place of which no date is known is said to be open.
    """
    since = _latest(life, state)
    if state == PlaceState.OPEN and not since and not vouched:
        return _("Third place said to be open, without confirmation from its team.")
    if state == PlaceState.CLOSED:
        return _closing(name, since)
    stated, dated = _open_sentences()[PlaceState(state)]
    return dated % {"when": when(since)} if since else stated


def _latest(life: Sequence[LifeEventLine], state: str) -> str:
    kinds = {
        PlaceState.PROJECT: LifeEventKind.IMAGINED,
        PlaceState.OPEN: LifeEventKind.OPENED,
        PlaceState.SEASONAL: LifeEventKind.SEASONAL,
        PlaceState.MOVED: LifeEventKind.MOVED,
        PlaceState.CLOSED: LifeEventKind.CLOSED,
    }
    dates = [event.date for event in life if event.kind == kinds[PlaceState(state)] and event.date]
    return dates[-1] if dates else ""


def _closing(name: str, since: str) -> str:
    # In French, the verb agrees with "Les Ateliers".
    number = 2 if name.lower().startswith("les ") else 1
    if not since:
        return ngettext("%(name)s has closed.", "%(name)s have closed.", number) % {"name": name}
    return ngettext("%(name)s closed %(when)s.", "%(name)s closed %(when)s.", number) % {
        "name": name,
        "when": when(since),
    }


def _open_sentences() -> dict[PlaceState, tuple[str, str]]:
    return {
        PlaceState.PROJECT: (
            _("Third place in project."),
            _("Third place in project, first imagined %(when)s."),
        ),
        PlaceState.OPEN: (
            _("Third place, open."),
            _("Third place, opened %(when)s."),
        ),
        PlaceState.SEASONAL: (
            _("Third place, open part of the year."),
            _("Third place, open part of the year; the seasons began %(when)s."),
        ),
        PlaceState.MOVED: (
            _("This third place has moved."),
            _("This third place moved %(when)s."),
        ),
    }
