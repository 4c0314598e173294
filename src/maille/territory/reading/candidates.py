"""Finding a candidate by a word of its name or of its commune."""

from dataclasses import dataclass

from maille.core.kernel.names import fold_name
from maille.territory.ground import Terrain
from maille.territory.reading.words import kind_words

_MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that may be taken or left."""

    id: str
    name: str
    kind: str
    commune: str


def search_candidates(terrain: Terrain, words: str) -> list[Candidate]:
    """Give the first candidates whose name or commune holds every word."""
    wanted = fold_name(words).split()
    if not wanted:
        return []
    found = []
    for row, name in enumerate(terrain.candidates.names):
        folded = fold_name(f"{name} {terrain.towns[row]}")
        if all(word in folded for word in wanted):
            found.append(candidate_at(terrain, row))
        if len(found) == _MOST:
            break
    return found


def candidate_at(terrain: Terrain, row: int) -> Candidate:
    """Describe the candidate of a row."""
    return Candidate(
        terrain.candidates.ids[row],
        terrain.candidates.names[row],
        kind_words(terrain.kinds[row]),
        terrain.towns[row],
    )


def named_candidates(terrain: Terrain, ids: tuple[str, ...]) -> list[Candidate]:
    """Describe candidates in the order of their identifiers."""
    rows = {identifier: row for row, identifier in enumerate(terrain.candidates.ids)}
    return [candidate_at(terrain, rows[identifier]) for identifier in ids]
