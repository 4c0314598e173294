"""Evidence brought to what it speaks for: a theme, a question, an option, in a direction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from maille.core.effects.observing import Evidence, ObservationKind
from maille.core.effects.values import Direction, Grid, Option, Question, Theme
from maille.core.kernel.period import Period

OPPOSITES: Final = {
    Direction.FAVOURABLE: Direction.UNFAVOURABLE,
    Direction.UNFAVOURABLE: Direction.FAVOURABLE,
}
_WELCOME: Final = frozenset({Direction.FAVOURABLE, Direction.NEUTRAL})
# Themes, question, option, direction: all that says where a piece speaks, and which way.
_Speech: TypeAlias = tuple[tuple[str, ...], str | None, str | None, Direction | None]


class Address(NamedTuple):
    """What a piece speaks for, as finely as it says."""

    theme: str
    question: str | None = None
    option: str | None = None

    def containing(self) -> Iterator["Address"]:
        """Give the address and those that contain it, the finest first."""
        yield self
        if self.option is not None:
            yield Address(self.theme, self.question)
        if self.question is not None:
            yield Address(self.theme)

    def __str__(self) -> str:
        """Write it as it stands in the id of a finding."""
        return ".".join(part for part in self if part is not None)


@dataclass(slots=True)
class Body:
    """All that was seen at one address or inside it, by direction.

    ``named`` holds, by direction too, the pieces that name this very address.
    """

    by_direction: dict[Direction, list[Evidence]] = field(default_factory=dict)
    named: dict[Direction, list[Evidence]] = field(default_factory=dict)

    def add(self, pieces: Iterable[Evidence], direction: Direction, *, named: bool) -> None:
        """Take pieces that were not taken before."""
        for held in (self.by_direction, self.named) if named else (self.by_direction,):
            held.setdefault(direction, []).extend(pieces)


def within(evidence: Iterable[Evidence], period: Period) -> list[Evidence]:
    """Give what happened in the period; all of it when nobody stated the period.

    Examples
    --------
    >>> within([], Period())
    []
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return list(evidence)
    return [piece for piece in evidence if start <= piece.on <= end]


def gather(evidence: Iterable[Evidence], grid: Grid) -> dict[Address, Body]:
    """Bring each piece to every address it speaks for, and to those that contain them.

    Parameters
    ----------
    evidence
        Distinct pieces; one without a theme of the grid speaks for none.
    grid
        The themes, questions and options.

    Returns
    -------
    dict
        What was seen at each address. A piece without direction is unfavourable when it is an
        incident, else of the direction of the option it names, else neutral. Where it goes
        against the option it names, or says more than it, it is named at the theme alone, and
        counts at the option all the same.
    """
    reader = _Reader({theme.id: theme for theme in grid.themes})
    alike: dict[_Speech, list[Evidence]] = {}
    for piece in evidence:
        said = piece.direction
        if said is None and piece.kind is ObservationKind.INCIDENT:
            said = Direction.UNFAVOURABLE
        speech = (piece.themes, piece.question, piece.option, said)
        alike.setdefault(speech, []).append(piece)
    bodies: dict[Address, Body] = {}
    for speech, pieces in alike.items():
        for (address, direction), named in reader.places_of(*speech).items():
            bodies.setdefault(address, Body()).add(pieces, direction, named=named)
    return bodies


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads where pieces speak."""

    themes: dict[str, Theme]

    def places_of(
        self,
        themes: tuple[str, ...],
        question: str | None,
        option: str | None,
        said: Direction | None,
    ) -> dict[tuple[Address, Direction], bool]:
        """Give each address spoken for with the direction there, and whether it is named."""
        found: dict[tuple[Address, Direction], bool] = {}
        for name in themes:
            for address in self._address(name, question, option):
                finest, direction, named = self._place(address, said)
                for place in finest.containing():
                    known = found.get((place, direction), False)
                    found[place, direction] = known or place == named
        return found

    def _address(self, name: str, asked: str | None, ticked: str | None) -> Iterator[Address]:
        theme_id, question_id, option_id = (*name.split(".", 2), "", "")[:3]
        theme = self.themes.get(theme_id)
        if theme is None:
            return
        question = _question(theme, question_id or asked)
        if question is None:
            yield Address(theme.id)
        elif option := _option(question, option_id or ("" if question_id else ticked)):
            yield Address(theme.id, question.id, option.id)
        else:
            yield Address(theme.id, question.id)

    def _place(
        self, address: Address, said: Direction | None
    ) -> tuple[Address, Direction, Address]:
        question = _question(self.themes[address.theme], address.question)
        option = _option(question, address.option) if question else None
        own = option.direction if option else Direction.NEUTRAL
        direction = said or own
        if option is None:
            return address, direction, address
        if own is not Direction.NEUTRAL and direction is Direction.NEUTRAL:
            direction = own
        says = (own,) if own is not Direction.NEUTRAL else _WELCOME
        affirmed = direction in says and option.words.absence is None
        return address, direction, address if affirmed else Address(address.theme)


def _question(theme: Theme, name: str | None) -> Question | None:
    return next((one for one in theme.questions if one.id == name), None)


def _option(question: Question, name: str | None) -> Option | None:
    return next((one for one in question.options if one.id == name), None)
