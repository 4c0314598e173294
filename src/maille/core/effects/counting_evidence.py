"""Evidence in figures: how many pieces, of what kind, in which months, how many persons."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final

from maille.core.effects.evidence import Counts, General, MonthSeen, Seen, ThemeMonths
from maille.core.effects.gathering import Address, Body
from maille.core.effects.lots import units_of
from maille.core.effects.observing import Audience, Evidence, ObservationKind, SourceKind
from maille.core.effects.values import Direction, Grid
from maille.core.kernel.period import Period

RESPONSE: Final = "response"
THIRD_PARTY: Final = SourceKind.THIRD_PARTY.value
CROWDS: Final = frozenset({ObservationKind.PRESENCE, ObservationKind.OCCASION})
# People whom a small number could tell: children and the young, the old, and whoever is in
# a weak position.
VULNERABLE: Final = frozenset(
    {
        Audience.CHILDREN.value,
        Audience.TEENAGERS.value,
        Audience.ELDERLY.value,
        Audience.DISABLED.value,
        Audience.JOB_SEEKERS.value,
        Audience.VULNERABLE.value,
    }
)
_KINDS: Final = {kind: kind.value for kind in ObservationKind}
_SOURCES: Final = {source: source.value for source in SourceKind}
_day = attrgetter("on")
_sort = attrgetter("kind", "source")
_ABOUT_PERSONS: Final = frozenset({ObservationKind.LEARNING, ObservationKind.WORK})
_BY_PERSONS: Final = frozenset({SourceKind.SURVEY, SourceKind.TESTIMONY})


def exposed_pieces(evidence: Iterable[Evidence], grid: Grid) -> frozenset[str]:
    """Give the ids of the pieces about persons whom a small number could tell.

    Parameters
    ----------
    evidence
        About work or learning, with a vulnerable audience, or on a theme that says so.
    grid
        The themes.
    """
    protected = {theme.id for theme in grid.themes if theme.protected}

    @lru_cache(maxsize=4096)
    def exposes(
        kind: ObservationKind | None, audiences: tuple[str, ...], themes: tuple[str, ...]
    ) -> bool:
        return (
            kind in _ABOUT_PERSONS
            or not VULNERABLE.isdisjoint(audiences)
            or not protected.isdisjoint(themes_named(themes))
        )

    return frozenset(
        piece.id for piece in evidence if exposes(piece.kind, piece.audiences, piece.themes)
    )


@lru_cache(maxsize=4096)
def themes_named(addresses: tuple[str, ...]) -> frozenset[str]:
    """Give the themes of addresses such as ``agency.carriers.team``.

    Examples
    --------
    >>> sorted(themes_named(("agency.carriers.team", "agency", "upkeep")))
    ['agency', 'upkeep']
    """
    return frozenset(address.partition(".")[0] for address in addresses)


def is_a_person(piece: Evidence) -> bool:
    """Tell whether counting such pieces comes to counting persons.

    Examples
    --------
    >>> from maille.core.effects.observing import AuthorRole
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.VISITOR
    >>> is_a_person(Evidence("1", None, day, SourceKind.SURVEY, role))
    True
    """
    return piece.kind in _ABOUT_PERSONS or piece.source in _BY_PERSONS


def name_of(kind: ObservationKind | None) -> str:
    """Name a kind of observation; a survey response has none of its own.

    Examples
    --------
    >>> name_of(ObservationKind.WORK), name_of(None)
    ('work', 'response')
    """
    return RESPONSE if kind is None else _KINDS[kind]


def thing_of(kind: ObservationKind | None, source: SourceKind) -> str:
    """Name what a sentence counts: what an outside party says is a confirmation.

    Examples
    --------
    >>> thing_of(ObservationKind.TESTIMONY, SourceKind.THIRD_PARTY)
    'third_party'
    """
    return THIRD_PARTY if source is SourceKind.THIRD_PARTY else name_of(kind)


def seen_in(
    pieces: Sequence[Evidence], *, units: int, against: int, exposed: frozenset[str]
) -> Seen:
    """Count the pieces that support a finding.

    Parameters
    ----------
    pieces
        At least one, distinct.
    units, against
        How many independent sources it rests on, how many pieces say the opposite.
    exposed
        The pieces about persons whom a small number could tell.
    """
    days = set(map(_day, pieces))
    sorts = Counter(map(_sort, pieces))
    with_people = [piece for piece in pieces if piece.people is not None]
    people, high = sum_people(with_people)
    persons = [piece for piece in pieces if piece.id in exposed and is_a_person(piece)]
    return Seen(
        units=units,
        pieces=len(pieces),
        against=against,
        kinds=_added((name_of(kind), n) for (kind, _source), n in sorts.items()),
        sources=_added((_SOURCES[source], n) for (_kind, source), n in sorts.items()),
        months=tuple(sorted(_by_month(pieces).items())),
        things=_added((thing_of(kind, source), n) for (kind, source), n in sorts.items()),
        first=min(days),
        last=max(days),
        people=people if with_people else None,
        people_high=high,
        counted=all(piece.counted for piece in with_people),
        protected=bool(with_people) and all(one.id in exposed for one in with_people),
        persons=len(persons),
        fewest=_fewest(persons),
    )


def _fewest(persons: Sequence[Evidence]) -> int:
    """Give the smallest number of persons that a table of these pieces would tell."""
    tables = (
        Counter(name_of(piece.kind) for piece in persons),
        Counter(_SOURCES[piece.source] for piece in persons),
        Counter(month_of(piece.on) for piece in persons),
    )
    return min((n for table in tables for n in table.values()), default=0)


def sum_people(pieces: Sequence[Evidence]) -> tuple[int, int | None]:
    """Add up persons entered, and the upper end when some were noted as a range.

    Examples
    --------
    >>> from maille.core.effects.observing import AuthorRole
    >>> day, role = dt.date(2025, 3, 4), AuthorRole.STEWARD
    >>> sum_people([Evidence("1", None, day, SourceKind.TRACE, role, people=10, people_high=15)])
    (10, 15)
    """
    low = sum(piece.people or 0 for piece in pieces)
    high = sum(max(piece.people or 0, piece.people_high or 0) for piece in pieces)
    return low, high if high > low else None


def _added(counts: Iterable[tuple[str, int]]) -> Counts:
    """Add up counts of the same name, in the order of the names."""
    total = Counter[str]()
    for name, n in counts:
        total[name] += n
    return tuple(sorted(total.items()))


@lru_cache(maxsize=4096)
def month_of(day: dt.date) -> str:
    """Name a month.

    Examples
    --------
    >>> month_of(dt.date(2025, 3, 4))
    '2025-03'
    """
    return f"{day.year:04}-{day.month:02}"


def general_of(evidence: Sequence[Evidence]) -> General:
    """Count all that was noted, at least one piece, whatever it speaks for."""
    days = [piece.on for piece in evidence]
    crowds = [piece for piece in evidence if piece.kind in CROWDS]
    with_people = [piece for piece in crowds if piece.people is not None]
    people, high = sum_people(with_people)
    return General(
        pieces=len(evidence),
        units=len(units_of(evidence)),
        occasions=len(crowds),
        first=min(days),
        last=max(days),
        people=people if with_people else None,
        people_high=high,
        counted=all(piece.counted for piece in with_people),
    )


def months_between(first: dt.date, last: dt.date) -> Iterator[str]:
    """Name every month from one day to another.

    Examples
    --------
    >>> list(months_between(dt.date(2024, 12, 31), dt.date(2025, 1, 1)))
    ['2024-12', '2025-01']
    """
    for rank in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{rank // 12:04}-{rank % 12 + 1:02}"


def theme_months(
    bodies: Mapping[Address, Body],
    grid: Grid,
    period: Period,
    general: General,
    exposed: frozenset[str],
) -> tuple[ThemeMonths, ...]:
    """Lay out, theme by theme, what each month holds.

    Parameters
    ----------
    bodies
        From :func:`~maille.core.effects.gathering.gather`.
    grid
        The themes.
    period, general
        The months to lay out: those of the period, or of the evidence when it is unstated.
    exposed
        The pieces about persons whom a small number could tell.
    """
    span = list(months_between(period.start or general.first, period.end or general.last))
    return tuple(
        ThemeMonths(theme.id, tuple(_months(bodies.get(Address(theme.id), Body()), span, exposed)))
        for theme in grid.themes
    )


def _months(body: Body, span: Sequence[str], exposed: frozenset[str]) -> Iterator[MonthSeen]:
    held = {piece.id: piece for pieces in body.by_direction.values() for piece in pieces}.values()
    ways: dict[str, set[Direction]] = {}
    for direction, pieces in body.by_direction.items():
        for month in _by_month(pieces):
            ways.setdefault(month, set()).add(direction)
    total = _by_month(held)
    declared = _by_month(one for one in held if one.source is SourceKind.DECLARATION)
    persons = _by_month(one for one in held if one.id in exposed and is_a_person(one))
    for month in span:
        yield MonthSeen(
            month=month,
            pieces=total[month],
            direction=_main_direction(ways.get(month, set())),
            declared=0 < total[month] == declared[month],
            persons=persons[month],
        )


def _by_month(pieces: Iterable[Evidence]) -> Counter[str]:
    months = Counter[str]()
    for day, n in Counter(map(_day, pieces)).items():
        months[month_of(day)] += n
    return months


def _main_direction(ways: set[Direction]) -> Direction:
    both = {Direction.FAVOURABLE, Direction.UNFAVOURABLE}
    if Direction.MIXED in ways or both <= ways:
        return Direction.MIXED
    return next(iter(ways & both), Direction.NEUTRAL)
