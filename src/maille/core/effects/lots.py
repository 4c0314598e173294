"""Evidence sorted for grading: by independent source, and by what could be held against it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeAlias

from maille.core.effects.claims import Claim, ComparisonGroup
from maille.core.effects.observing import AuthorRole, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import ClaimType

# A source unit: a register, a survey wave, a person's testimony, one outside party.
Unit: TypeAlias = tuple[str, str, str, str]

COVERAGE, ELSEWHERE, SAMPLE = "coverage", "elsewhere", "sample"
TEAM: Final = frozenset({AuthorRole.STEWARD, AuthorRole.VOLUNTEER})
_CROWDS: Final = frozenset({ObservationKind.PRESENCE, ObservationKind.OCCASION})
# All but the identifier, which comes first.
_CONTENT: Final = slice(1, None)
_NONE: Final = frozenset[str]()
_profile = attrgetter(
    *("source", "author_role", "author", "wave", "kind", "causal", "coverage", "elsewhere")
)
_unit = attrgetter("source", "author_role", "author", "wave")
_day = attrgetter("on")
_TOLD, _SURVEYED, _CAUSAL, _MEASURED = 1, 2, 2, 3


@dataclass(frozen=True, slots=True)
class Lot:
    """Pieces that bear the same faults, and all that their grade depends on.

    ``respondents`` counts survey responses; ``measured`` holds, of those who answered surveys
    under a pseudonym, who and in which wave.
    """

    faults: frozenset[str]
    pieces: int
    kinds: frozenset[SourceKind]
    units: frozenset[Unit]
    start: int
    outside: bool
    confirmed: bool
    latest: dt.date
    respondents: int
    measured: frozenset[tuple[str, str]]

    @property
    def measured_twice(self) -> int:
        """How many people answered two waves or more."""
        waves = Counter(person for person, _wave in self.measured)
        return sum(1 for answered in waves.values() if answered > 1)


@dataclass(frozen=True, slots=True)
class Against:
    """How much says the opposite."""

    pieces: int = 0
    units: frozenset[Unit] = frozenset()


def unit_of(piece: Evidence) -> Unit:
    """Name the source unit of a piece; responses of a survey wave are one.

    Examples
    --------
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.PARTNER
    >>> unit_of(Evidence("1", None, day, SourceKind.THIRD_PARTY, role, author="mairie"))[2]
    'mairie'
    """
    if piece.wave:
        return (piece.source, "", "", piece.wave)
    return (piece.source, piece.author_role, piece.author, "")


def units_of(pieces: Iterable[Evidence]) -> frozenset[Unit]:
    """Name the source units of pieces, those of one look looked at once.

    Examples
    --------
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.PARTNER
    >>> len(units_of([Evidence(one, None, day, SourceKind.TRACE, role) for one in "ab"]))
    1
    """
    return frozenset(map(unit_of, {_unit(piece): piece for piece in pieces}.values()))


def distinct(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Give each piece once: an id names one piece, whatever the order.

    Examples
    --------
    >>> piece = Evidence("1", None, dt.date(2025, 3, 4), SourceKind.TRACE, AuthorRole.STEWARD)
    >>> len(distinct([piece, piece]))
    1
    """
    found: dict[str, Evidence] = {}
    for piece in pieces:
        known = found.setdefault(piece.id, piece)
        if known is not piece and repr(piece) < repr(known):
            found[piece.id] = piece
    return list(found.values())


def copies_of(pieces: Iterable[Evidence]) -> frozenset[str]:
    """Give the ids of the pieces that are alike another in everything but their id.

    Survey responses are none: alike, they are as many persons.

    Examples
    --------
    >>> day, trace, role = dt.date(2025, 3, 4), SourceKind.TRACE, AuthorRole.STEWARD
    >>> copies_of([Evidence(one, None, day, trace, role) for one in "ab"])
    frozenset({'b'})
    """
    first: dict[object, str] = {}
    return frozenset(
        piece.id
        for piece in pieces
        if piece.source is not SourceKind.SURVEY
        and first.setdefault(piece[_CONTENT], piece.id) != piece.id
    )


def start_of(piece: Evidence, claim: ClaimType) -> int:
    """Give where a piece starts by design, for a type of claim.

    What shows a change in people also shows that something took place; a register of what took
    place shows no change, and a cause that somebody names makes no change more certain.

    Examples
    --------
    >>> piece = Evidence("1", None, dt.date(2025, 3, 4), SourceKind.REGISTER, AuthorRole.STEWARD)
    >>> start_of(piece, ClaimType.C0), start_of(piece, ClaimType.C1)
    (3, 1)
    """
    if piece.source is SourceKind.DECLARATION:
        return 0
    if claim is ClaimType.C0 and (piece.source is SourceKind.REGISTER or _is_attendance(piece)):
        return _MEASURED
    if claim <= ClaimType.C1 and piece.source is SourceKind.SURVEY:
        return _SURVEYED
    if claim is ClaimType.C2 and piece.causal:
        return _CAUSAL
    return _TOLD


def _is_attendance(piece: Evidence) -> bool:
    return piece.source is SourceKind.TRACE and piece.kind in _CROWDS and piece.people is not None


def lots_of(pieces: Iterable[Evidence], claim: Claim, least_coverage: float) -> tuple[Lot, ...]:
    """Sort the support of a claim into lots of the same faults.

    Parameters
    ----------
    pieces
        The support, without copies.
    claim
        What is claimed. Only people who said so unprompted support *the place contributed*.
    least_coverage
        The share under which coverage is a fault.
    """
    alike: dict[tuple[object, ...], list[Evidence]] = {}
    for piece in pieces:
        alike.setdefault((_profile(piece), piece.people is None), []).append(piece)
    groups: dict[frozenset[str], list[list[Evidence]]] = {}
    for same in alike.values():
        if same[0].causal or claim.type is not ClaimType.C2:
            groups.setdefault(_faults(same[0], claim, least_coverage), []).append(same)
    return tuple(_lot(faults, group, claim) for faults, group in groups.items())


def _faults(piece: Evidence, claim: Claim, least_coverage: float) -> frozenset[str]:
    sample = piece.source is SourceKind.SURVEY and claim.type is not ClaimType.C0
    if piece.coverage is None and not piece.elsewhere and not sample:
        return _NONE
    faults = {
        COVERAGE: piece.coverage is not None and piece.coverage < least_coverage,
        ELSEWHERE: piece.elsewhere,
        SAMPLE: sample,
    }
    return frozenset(name for name, found in faults.items() if found)


def _lot(faults: frozenset[str], group: Sequence[Sequence[Evidence]], claim: Claim) -> Lot:
    """Make a lot of pieces with the same faults; those that look the same come together."""
    looks = [same[0] for same in group]
    outside = [piece for piece in looks if piece.author_role not in TEAM]
    surveyed = [same for same in group if same[0].source is SourceKind.SURVEY]
    compared = isinstance(claim.design, ComparisonGroup) and claim.type is ClaimType.C3
    return Lot(
        faults=faults,
        pieces=sum(map(len, group)),
        kinds=frozenset(piece.source for piece in looks),
        units=frozenset(map(unit_of, looks)),
        start=_MEASURED if compared else max(start_of(one, claim.type) for one in looks),
        outside=bool(outside),
        confirmed=any(piece.source is SourceKind.THIRD_PARTY for piece in outside),
        latest=max(max(map(_day, same)) for same in group),
        respondents=sum(map(len, surveyed)),
        measured=frozenset((one[0].author, one[0].wave) for one in surveyed if one[0].author),
    )


def merge(lots: Sequence[Lot]) -> Lot:
    """Put lots together.

    Parameters
    ----------
    lots
        At least one.
    """
    return Lot(
        faults=frozenset().union(*(lot.faults for lot in lots)),
        pieces=sum(lot.pieces for lot in lots),
        kinds=frozenset().union(*(lot.kinds for lot in lots)),
        units=frozenset().union(*(lot.units for lot in lots)),
        start=max(lot.start for lot in lots),
        outside=any(lot.outside for lot in lots),
        confirmed=any(lot.confirmed for lot in lots),
        latest=max(lot.latest for lot in lots),
        respondents=sum(lot.respondents for lot in lots),
        measured=frozenset().union(*(lot.measured for lot in lots)),
    )


def sum_against(pieces: Sequence[Evidence]) -> Against:
    """Count what says the opposite: doubt is never to the advantage of a claim.

    Parameters
    ----------
    pieces
        The contradictions, distinct; two that look the same are two.
    """
    return Against(len(pieces), units_of(pieces))
