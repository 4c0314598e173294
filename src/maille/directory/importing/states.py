"""Where a place stands in its life, as people write it in one cell."""

import re
from typing import Final

from maille.directory.importing.cells import STATES, fold
from maille.places.enums import PlaceState

# The first that is found counts; a pause is no closure, and no state that we know.
_SAID: Final[tuple[tuple[str, str], ...]] = (
    ("temporaire|provisoire|travaux|suspendu", ""),
    ("saison", PlaceState.SEASONAL.value),
    ("demenag|transfere|deplace", PlaceState.MOVED.value),
    ("ferm|cess|disparu|n existe plus|liquid|arret|inactif|termine", PlaceState.CLOSED.value),
    ("projet|prevu|prochain|bientot|a venir|creation|construction|preparation|prefigur|emergen",
     PlaceState.PROJECT.value),
    ("ouvert|actif|activite|service|fonction|exist|operationn|exploit|open", PlaceState.OPEN.value),
)  # fmt: skip
_NOT: Final = re.compile(r"\b(?:non|pas|plus|jamais)\b")
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_MOST_WORDS: Final = 8


def state_of(text: str) -> str:
    """Give the state that a cell says; nothing when it says none, or a pause.

    Examples
    --------
    >>> state_of("Fermé en 2021"), state_of("Ouverture prévue en 2027")
    ('closed', 'project')
    >>> state_of("fermeture temporaire"), state_of("plus en activité")
    ('', 'closed')
    """
    folded = fold(text)
    known = STATES.get(folded)
    if known:
        return known
    if len(folded.split()) > _MOST_WORDS:
        return ""
    for said, state in _SAID:
        if re.search(rf"\b(?:{said})", folded):
            return _unless_denied(folded, state)
    return ""


def _unless_denied(folded: str, state: str) -> str:
    if not _NOT.search(folded) or "n existe plus" in folded:
        return state
    return PlaceState.CLOSED.value if state == PlaceState.OPEN.value and "plus" in folded else ""


def year_in(text: str) -> str:
    """Give the one year that a cell names; nothing when it names none, or several.

    Examples
    --------
    >>> year_in("Fermé en 2021"), year_in("2019-2021")
    ('2021', '')
    """
    years = _YEAR.findall(text)
    return years[0] if len(years) == 1 else ""
