"""What stands behind a sentence, as one person reads it: counts, dates, sources, the grade.

Never a person, never a word that somebody noted: the report document holds none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maille.core.effects.changing import ATTENDANCE, ToldChange
from maille.core.effects.estimate.values import EstimateMethod
from maille.core.effects.grammar import number
from maille.core.effects.grid import option_of, question_of, theme_of
from maille.core.kernel.text import Text
from maille.grids import load_grid
from maille.reports.reading import words
from maille.web.dates import long_date

_HIGHEST = 4
_TEN, _THOUSAND = 10, 1000
_WIDEST_CHANGE = 5.0
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Tallied:
    """A name and how many; one that is withheld or masked says so alone."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """The evidence of one finding, in figures."""

    line: str
    people: str
    span: str
    kinds: tuple[Tallied, ...]
    sources: tuple[Tallied, ...]
    months: tuple[Tallied, ...]


@dataclass(frozen=True, slots=True)
class ReadGeneral:
    """All that was noted over the period."""

    pieces: int
    people: str
    span: str


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """One term of a grade: its letter in the formula, its name, what it weighs, and why."""

    letter: str
    name: str
    weight: str
    reason: str
    weighs: bool


@dataclass(frozen=True, slots=True)
class ReadGrade:
    """A grade term by term, and their sum."""

    terms: tuple[ReadTerm, ...]
    total: str
    note: str


@dataclass(frozen=True, slots=True)
class ReadEstimate:
    """A figure with its interval, in words and on an axis 320 units long."""

    sentence: str
    value: float
    low: float
    high: float
    zero: float | None
    axis: tuple[str, str]
    change: bool
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A figure that is followed from one edition to the next."""

    name: str
    estimate: ReadEstimate


def read_evidence(entry: Mapping[str, Any], language: str) -> ReadEvidence:
    """Read what the report says of the evidence of one finding.

    Parameters
    ----------
    entry
        An item of ``evidence`` in a report document.
    language
        ``fr`` or ``en``.
    """
    reader = _Reader(language)
    return ReadEvidence(
        line=reader.line(entry),
        people=reader.people(entry["people"]),
        span=reader.span(entry["first"], entry["last"]),
        kinds=reader.tallied(entry["kinds"], words.KINDS),
        sources=reader.tallied(entry["sources"], words.SOURCES),
        months=tuple(
            Tallied(long_date(month, language), reader.count(count))
            for month, count in sorted(entry["months"].items())
        ),
    )


def read_kinds(counts: Mapping[str, int | None], language: str) -> tuple[Tallied, ...]:
    """Read how many pieces of each kind suggest an answer."""
    return _Reader(language).tallied(counts, words.KINDS)


def read_grade(terms: Mapping[str, int] | None, language: str) -> ReadGrade | None:
    """Read the terms of a grade; ``None`` for what was only declared.

    Examples
    --------
    >>> terms = dict.fromkeys("Stsbcpior", 0) | {"S": 3, "t": 1, "i": 1}
    >>> read_grade(terms, "en").total
    '3 + 1 + 0 − 0 − 0 − 0 − 1 − 0 − 0 = 3'
    """
    if terms is None:
        return None
    reader = _Reader(language)
    raw = sum(value if letter in words.RAISING else -value for letter, value in terms.items())
    parts = [
        f"{'+' if letter in words.RAISING else _MINUS} {terms[letter]}" for letter in words.TERMS
    ]
    total = " ".join(parts).removeprefix("+ ")
    said = str(raw) if raw >= 0 else f"{_MINUS}{-raw}"
    return ReadGrade(
        terms=tuple(reader.term(letter, terms[letter]) for letter in words.TERMS),
        total=f"{total.removeprefix('+ ')} = {said}",
        note=reader.say(words.BETWEEN_0_AND_4) if not 0 <= raw <= _HIGHEST else "",
    )


def read_estimate(estimate: Mapping[str, Any] | None, language: str) -> ReadEstimate | None:
    """Read an estimated figure; ``None`` for what was counted or only said."""
    return _Reader(language).estimate(estimate) if estimate else None


def read_change(told: ToldChange, language: str) -> ReadChange:
    """Read a figure before and after, and whether its change can be told.

    Parameters
    ----------
    told
        A change of attendance is in persons; of events, a part of the earlier number; of the
        share of an option, in points.
    """
    reader = _Reader(language)
    manner, change = reader.manner_of(told), told.change
    more = words.CHANGE_MORE if change.value > 0 else words.CHANGE_LESS
    # Beyond six times as many, an interval says that there was too little to compare.
    few = change.high > _WIDEST_CHANGE and manner.least is not None
    sentence = reader.say(
        words.CHANGE_FEW if few else manner.text,
        before=manner.figure(told.before),
        after=manner.figure(told.after),
        verdict=reader.say(more if told.told else words.NO_CHANGE),
        value=manner.gap(change.value),
        low=manner.gap(change.low),
        high=manner.gap(change.high),
    )
    low, high = _around(min(change.low, 0), max(change.high, 0))
    ends = (low if manner.least is None else max(low, manner.least), high)
    return ReadChange(
        name=reader.changed(told.subject),
        estimate=ReadEstimate(
            sentence=sentence,
            value=_place(change.value, ends),
            low=_place(change.low, ends),
            high=_place(change.high, ends),
            zero=_place(0, ends),
            axis=(manner.gap(ends[0]), manner.gap(ends[1])),
            change=True,
            drawn=not few,
        ),
    )


def read_general(general: Mapping[str, Any], language: str) -> ReadGeneral:
    """Read what was noted over a period, whatever the theme."""
    reader = _Reader(language)
    return ReadGeneral(
        pieces=general["pieces"],
        people=reader.people(general["people"]),
        span=reader.span(general["first"], general["last"]),
    )


def read_left_out(left_out: Mapping[str, Any] | None, language: str) -> tuple[Tallied, ...]:
    """Read how many of the words noted are not in the report, by reason."""
    if not left_out:
        return ()
    reader = _Reader(language)
    return reader.tallied(left_out["reasons"], words.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a change is written: its sentence, its figures, its gap, the least that it can be."""

    text: Text
    figure: Callable[[float], str]
    gap: Callable[[float], str]
    least: float | None = None


class _Reader:
    """One language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, text: Text, **values: str) -> str:
        return text.in_language(self.language).format(**values)

    def figure(self, value: float) -> str:
        return number(value, self.language)

    def count(self, value: int | None) -> str:
        if value is None:
            return self.say(words.MASKED)
        return self.figure(value)

    def tallied(
        self, counts: Mapping[str, int | None], names: Mapping[str, Text]
    ) -> tuple[Tallied, ...]:
        return tuple(
            Tallied(self.say(names[name]) if name in names else name, self.count(count))
            for name, count in counts.items()
        )

    def line(self, entry: Mapping[str, Any]) -> str:
        pieces, units, against = entry["pieces"], entry["units"], entry["against"]
        parts = [
            self.say(words.PIECES_ONE) if pieces == 1 else self._pieces(pieces),
            self.say(words.UNITS_ONE)
            if units == 1
            else self.say(words.UNITS, n=self.figure(units)),
        ]
        if against != 0:
            text = words.AGAINST_ONE if against == 1 else words.AGAINST
            text = words.AGAINST_MASKED if against is None else text
            parts.append(self.say(text, n=self.count(against)))
        return ", ".join(parts)

    def _pieces(self, pieces: int | None) -> str:
        text = words.PIECES_MASKED if pieces is None else words.PIECES
        return self.say(text, n=self.count(pieces))

    def people(self, people: Mapping[str, Any] | None) -> str:
        if people is None:
            return ""
        if people["entries"] is None:
            few = words.ENTRIES_MASKED if people["fewer_than"] is None else words.ENTRIES_FEW
            return self.say(few, n=str(people["fewer_than"]))
        n, high = self.figure(people["entries"]), people["high"]
        if high is not None and high != people["entries"]:
            return self.say(words.ENTRIES_RANGE, n=n, high=self.figure(high))
        return self.say(words.ENTRIES_COUNTED if people["counted"] else words.ENTRIES, n=n)

    def span(self, first: str, last: str) -> str:
        text = words.ON_ONE_DAY if first == last else words.SPAN
        ends = (long_date(day, self.language) for day in (first, last))
        return self.say(text, **dict(zip(("first", "last"), ends, strict=True)))

    def term(self, letter: str, value: int) -> ReadTerm:
        said = words.TERMS[letter]
        start = self.say(words.STARTS[min(value, max(words.STARTS))]) if letter == "S" else ""
        sign = "" if letter == "S" or not value else "+" if letter in words.RAISING else _MINUS
        return ReadTerm(
            letter=letter,
            name=self.say(said.name),
            weight=f"{sign}{value}",
            reason=self.say(said.weighs if value else said.rests, start=start),
            weighs=bool(value),
        )

    def estimate(self, estimate: Mapping[str, Any]) -> ReadEstimate:
        value, low, high = (estimate[name] for name in ("value", "low", "high"))
        change = low < 0
        share = not change and high <= 1
        ends = (0.0, 1.0) if share else _around(low, high)
        return ReadEstimate(
            sentence=self.say(
                words.ESTIMATED,
                value=self.percent(value) if share else self.rounded(value),
                low=self.percent(low) if share else self.rounded(low),
                high=self.percent(high) if share else self.rounded(high),
                method=EstimateMethod(estimate["method"]).text.in_language(self.language),
                n=self.figure(estimate["n"]),
            ),
            value=_place(value, ends),
            low=_place(low, ends),
            high=_place(high, ends),
            zero=_place(0, ends) if change else None,
            axis=(
                self.percent(ends[0]) if share else self.rounded(ends[0]),
                self.percent(ends[1]) if share else self.rounded(ends[1]),
            ),
            change=change,
        )

    def percent(self, value: float) -> str:
        return f"{round(value * 100)} %" if self.language == "fr" else f"{round(value * 100)}%"

    def manner_of(self, told: ToldChange) -> _Manner:
        if told.subject == ATTENDANCE:
            return _Manner(words.CHANGE_TOLD, self.rounded, self.signed)
        if told.subject in words.CHANGED:
            return _Manner(words.CHANGE_TOLD, self.rounded, self.signed_percent, -1.0)
        return _Manner(words.SHARE_TOLD, self.percent, self.points, -1.0)

    def changed(self, subject: str) -> str:
        """Name what changed: a count, or an option of the grid."""
        if subject in words.CHANGED:
            return self.say(words.CHANGED[subject])
        theme_id, question_id, option_id = subject.split(".")
        theme = theme_of(load_grid(), theme_id)
        option = option_of(question_of(load_grid(), theme_id, question_id), option_id)
        names = {"theme": theme.label, "option": option.label}
        told = {name: text.in_language(self.language) for name, text in names.items()}
        return self.say(words.CHANGED_SHARE, **told)

    def points(self, value: float) -> str:
        figure = str(round(abs(value) * 100))
        return f"+{figure}" if value > 0 else f"{_MINUS}{figure}" if value < 0 else figure

    def signed(self, value: float) -> str:
        return f"+{self.rounded(value)}" if value > 0 else self.rounded(value)

    def signed_percent(self, value: float) -> str:
        figure = self.percent(abs(value))
        return f"+{figure}" if value > 0 else f"{_MINUS}{figure}" if value < 0 else figure

    def rounded(self, value: float) -> str:
        """Write a figure with no more digits than an estimate can tell."""
        size = abs(value)
        digits = -1 if size >= _THOUSAND else 0 if size > _TEN else 1
        figure = self.figure(round(size, digits if size < 10 * _THOUSAND else -2))
        return f"{_MINUS}{figure}" if value < 0 else figure


_AXIS = 320.0


def _around(low: float, high: float) -> tuple[float, float]:
    """Give the ends of an axis that holds an interval with room on both sides."""
    room = (high - low) / 2 or 1.0
    return (low - room if low < 0 else max(0.0, low - room), high + room)


def _place(value: float, ends: tuple[float, float]) -> float:
    return round((value - ends[0]) / (ends[1] - ends[0]) * _AXIS, 1)
