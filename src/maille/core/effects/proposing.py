"""Answers that evidence suggests, with counts, for a team to confirm, nuance or contradict."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from maille.core.disclosure.released import THRESHOLD
from maille.core.effects import phrases
from maille.core.effects import phrases_of_evidence as words
from maille.core.effects.counting_evidence import exposed_pieces, name_of, sum_people, themes_named
from maille.core.effects.dates import span_in_words
from maille.core.effects.evidence import Counts, Proposal
from maille.core.effects.gathering import within
from maille.core.effects.grammar import number
from maille.core.effects.lots import distinct
from maille.core.effects.observing import Evidence
from maille.core.effects.sentences_of_evidence import counts_in_words
from maille.core.effects.template import Voice, fill
from maille.core.effects.values import (
    Answers,
    Direction,
    Grid,
    Option,
    Question,
    Source,
    SuggestedBy,
    Suggestion,
    Theme,
)
from maille.core.kernel.text import Text

_rank = attrgetter("on", "id")


def propose(evidence: Iterable[Evidence], grid: Grid, answers: Answers) -> tuple[Proposal, ...]:
    """Give the answers that evidence suggests, in the order of the grid.

    Parameters
    ----------
    evidence
        What was noted; what lies outside the period of ``answers`` is left out.
    grid
        Its questions say what kinds of evidence suggest an answer, and how.
    answers
        Those of the team, for their period alone: an answer already given is proposed too, so
        that both can be seen side by side.

    Returns
    -------
    tuple of Proposal
        A number for a question that asks how many; an option for the others.

    Examples
    --------
    >>> from maille.core.kernel.period import Period
    >>> propose([], Grid("mine", "1", "", scales=(), themes=()), Answers(Period()))
    ()
    """
    pieces = within(distinct(evidence), answers.period)
    return propose_from(pieces, grid, exposed_pieces(pieces, grid))


def propose_from(
    pieces: Iterable[Evidence], grid: Grid, exposed: frozenset[str]
) -> tuple[Proposal, ...]:
    """Give what distinct pieces of one period suggest; see :func:`propose`.

    Parameters
    ----------
    exposed
        The pieces about persons whom a small number could tell.
    """
    by_kind: dict[str, list[Evidence]] = {}
    for piece in pieces:
        by_kind.setdefault(name_of(piece.kind), []).append(piece)
    return tuple(
        proposal
        for theme in grid.themes
        for question in theme.questions
        if question.suggested is not None
        for proposal in _Proposer(theme, question, question.suggested, exposed).propose(by_kind)
    )


@dataclass(frozen=True, slots=True)
class _Proposer:
    """What one question makes of evidence."""

    theme: Theme
    question: Question
    suggestion: Suggestion
    exposed: frozenset[str]

    def propose(self, by_kind: Mapping[str, Sequence[Evidence]]) -> Iterator[Proposal]:
        """Give what the pieces suggest, sorted by day within each kind."""
        of_kinds = chain.from_iterable(by_kind.get(kind, ()) for kind in self.suggestion.by)
        held = sorted(filter(self._speaks, of_kinds), key=_rank)
        if not held:
            return
        count = self.suggestion.count
        if count is SuggestedBy.PIECES:
            yield self._number(held, len(held))
        elif count is SuggestedBy.PEOPLE:
            people, _high = sum_people(held)
            if people:
                yield self._number(held, people)
        elif count is SuggestedBy.RHYTHM:
            yield from self._rhythm(held)
        else:
            for option in self.question.options:
                shown = [piece for piece in held if self._shows(piece, option)]
                if shown:
                    yield self._option(shown, option, words.SUGGESTED_OPTION, len(shown))

    def _speaks(self, piece: Evidence) -> bool:
        return self.suggestion.whatever_theme or self.theme.id in themes_named(piece.themes)

    def _shows(self, piece: Evidence, option: Option) -> bool:
        if self.suggestion.count is SuggestedBy.KINDS:
            return name_of(piece.kind) in option.seen_in
        return option.id in piece.audiences

    def _rhythm(self, held: Sequence[Evidence]) -> Iterator[Proposal]:
        """Give the option whose days are just enough for the mean gap between two days."""
        days = sorted({piece.on for piece in held})
        gap = ((days[-1] - days[0]).days + 1) / len(days)
        fitting = [one for one in self.question.options if one.every and gap <= one.every]
        if fitting and len(days) > 1:
            option = min(fitting, key=lambda one: one.every or 0)
            yield self._option(held, option, words.SUGGESTED_RHYTHM, len(days))

    def _number(self, held: Sequence[Evidence], value: int) -> Proposal:
        things = _counts(held)
        if self.suggestion.count is SuggestedBy.PIECES:
            said = _in_both(words.SUGGESTED_NUMBER, held, lambda one: counts_in_words(things, one))
            return self._proposal(held, None, value, said)
        said = _in_both(words.SUGGESTED_PEOPLE, held, _figure(value), count=value)
        few = _in_both(words.SUGGESTED_PEOPLE, held, _few, count=THRESHOLD)
        protected = self.question.protected or all(one.id in self.exposed for one in held)
        made = self._proposal(held, None, value, said)
        return replace(made, discreet=few, protected=protected, people=True)

    def _option(self, held: Sequence[Evidence], option: Option, rule: Text, count: int) -> Proposal:
        label = f"{option.label.fr} : ", f"{option.label.en}: "
        said = _in_both(rule, held, _figure(count), count=count)
        text = Text(fr=label[0] + said.fr, en=label[1] + said.en)
        return self._proposal(held, option, True, text)

    def _proposal(
        self, held: Sequence[Evidence], option: Option | None, value: float, sentence: Text
    ) -> Proposal:
        return Proposal(
            theme=self.theme.id,
            question=self.question.id,
            option=option.id if option else None,
            value=value,
            counts=_counts(held),
            sources=tuple(Source("evidence", one) for one in sorted(piece.id for piece in held)),
            sentence=sentence,
            discreet=sentence,
            direction=option.direction if option else Direction.NEUTRAL,
        )


def _counts(held: Sequence[Evidence]) -> Counts:
    return tuple(sorted(Counter(name_of(piece.kind) for piece in held).items()))


def _figure(value: int) -> Callable[[Voice], str]:
    return lambda voice: number(value, voice.language)


def _few(voice: Voice) -> str:
    return fill(phrases.FEWER, voice, {"n": number(THRESHOLD, voice.language)})


def _in_both(
    rule: Text, held: Sequence[Evidence], figure: Callable[[Voice], str], *, count: int = 1
) -> Text:
    """Write a sentence on what is held, in both languages."""

    def sentence(language: str) -> str:
        voice = Voice(language)
        span = span_in_words(held[0].on, held[-1].on, language)
        return fill(rule, voice, {"n": figure(voice), "span": span}, count=count)

    return Text(fr=sentence("fr"), en=sentence("en"))
