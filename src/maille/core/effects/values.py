"""The words of the effects engine: what is asked, what is answered, what is found."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from maille.core.effects.estimate.values import Estimate
from maille.core.kernel.period import Period
from maille.core.kernel.text import Text


class Scale(StrEnum):
    """Where an effect shows."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    TERRITORIAL = "territorial"


class Direction(StrEnum):
    """Whether an effect is welcome."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class QuestionType(StrEnum):
    """How a question is answered."""

    MULTI = "multi"
    SINGLE = "single"
    NUMBER = "number"
    TEXT = "text"


class AnswerState(StrEnum):
    """Unknown is not no, and neither is zero."""

    ANSWERED = "answered"
    NONE_OBSERVED = "none_observed"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Per(StrEnum):
    """What span a number was said for."""

    YEAR = "year"
    MONTH = "month"
    PERIOD = "period"
    UNSTATED = "unstated"


class ClaimType(StrEnum):
    """What kind of claim a finding makes (see ``docs/explanation/effects.md``)."""

    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"


class Grade(StrEnum):
    """How solid a finding is, from E0 (declared) to E4 (solidly established)."""

    E0 = "E0"
    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"


class StoryKind(StrEnum):
    """Whose words a story holds."""

    TESTIMONY = "testimony"
    TEAM_ACCOUNT = "team_account"
    REPORTED_SUMMARY = "reported_summary"


class TellerKind(StrEnum):
    """Who tells a story, as a kind of person, never as a person."""

    REGULAR = "regular"
    VISITOR = "visitor"
    NEIGHBOUR = "neighbour"
    VOLUNTEER = "volunteer"
    OCCUPANT = "occupant"
    TEAM = "team"
    PARTNER = "partner"
    UNSTATED = "unstated"


class Writing(StrEnum):
    """How French sentences name women and men."""

    OFF = "off"
    MIDPOINT = "midpoint"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class OptionWords:
    """The parts of sentence that print one option (see ``docs/reference/grid.md``).

    ``item`` stands in a list; ``bare`` is the same without its article; ``alone`` is a clause of
    its own; ``absence`` says that there was nothing, in place of an item; ``name`` names the
    effect in the summary.
    """

    item: Text | None = None
    bare: Text | None = None
    alone: Text | None = None
    absence: Text | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be ticked; ``exclusive`` empties the others.

    Evidence suggests it when it is of the kinds ``seen_in``, or when no more than ``every`` days
    lie between two pieces on average.
    """

    id: str
    label: Text
    direction: Direction
    exclusive: bool = False
    seen_in: tuple[str, ...] = ()
    every: int | None = None
    words: OptionWords = field(default_factory=OptionWords)


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The parts of sentence that print the answers to one question.

    ``absence`` names what was not observed and ``indirect`` what is not known. ``frame`` holds
    the items of a list, ``worse`` those of the unfavourable ones, ``alone`` a single one. A
    number has a clause and another for ``zero``; a text says what it is ``about``; ``place``
    says where an answer holds, when several questions share the same options.
    """

    absence: Text
    indirect: Text
    frame: Text | None = None
    worse: Text | None = None
    alone: Text | None = None
    zero: Text | None = None
    about: Text | None = None
    place: Text | None = None


class SuggestedBy(StrEnum):
    """How evidence suggests an answer: what is counted, or looked at."""

    PIECES = "pieces"
    PEOPLE = "people"
    AUDIENCES = "audiences"
    KINDS = "kinds"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Evidence of which kinds suggests an answer, and how.

    With ``whatever_theme``, even evidence that does not name the theme of the question.
    """

    by: tuple[str, ...]
    count: SuggestedBy
    whatever_theme: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a theme; ``open`` also takes the place's own words.

    A text takes the direction of the answer to the question it ``follows``, else ``direction``.
    ``protected`` numbers count persons: once observed, small ones are withheld. ``suggested``
    says how evidence suggests an answer.
    """

    id: str
    type: QuestionType
    claim: ClaimType
    label: Text
    words: QuestionWords
    options: tuple[Option, ...] = ()
    open: bool = False
    evidence_kinds: tuple[str, ...] = ()
    direction: Direction = Direction.NEUTRAL
    follows: str | None = None
    protected: bool = False
    suggested: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """One sentence for the answers to several questions of a theme."""

    questions: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of the grid, with its questions in order.

    ``name`` stands inside a sentence; ``whole`` does too, with its article. What went badly is
    headed by ``unfavourable_label`` and ``mixed_label``, in plain words. ``story_to_tell`` then
    ``question_to_team`` say what is missing to gain one grade. ``shared`` is the clause of
    questions that share their options. ``emerging`` themes have a thread in the weave only once
    answered. ``protected`` themes are about persons whom a small number could tell.
    """

    id: str
    scale: Scale
    label: Text
    short_label: Text
    name: Text
    whole: Text
    unfavourable_label: Text
    mixed_label: Text
    story_to_tell: Text
    question_to_team: Text
    questions: tuple[Question, ...]
    merges: tuple[Merge, ...] = ()
    shared: Text | None = None
    emerging: bool = False
    protected: bool = False


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """How a scale is called, and what it is about."""

    id: Scale
    label: Text
    subtitle: Text


@dataclass(frozen=True, slots=True)
class Respondents:
    """A group of people who may say how strongly they felt an effect."""

    id: str
    label: Text
    words: Text


@dataclass(frozen=True, slots=True)
class Grid:
    """A version of the common questions, told apart by its hash."""

    id: str
    version: str
    sha256: str
    scales: tuple[ScaleWords, ...]
    themes: tuple[Theme, ...]
    respondents: tuple[Respondents, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a team answered to one question, as it said it."""

    id: str
    theme: str
    question: str
    state: AnswerState
    options: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    number: float | None = None
    approximate: bool = False
    per: Per = Per.UNSTATED
    said: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Words told about a theme; without ``consent`` they are neither printed nor weighed.

    ``digest`` is the salted hash by which an edition holds the words without holding them.
    """

    id: str
    theme: str
    text: str
    kind: StoryKind
    teller: TellerKind = TellerKind.UNSTATED
    pseudonym: str = ""
    told_on: str = ""
    consent: bool = False
    truncated: bool = False
    direction: Direction | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Dissent:
    """A disagreement with the team's answers on a theme, signed by a role."""

    id: str
    theme: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Intensity:
    """How strongly one group of respondents felt an effect, from 1 to 5."""

    id: str
    theme: str
    group: str
    median: float
    n: int
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that a place follows of its own accord, beside the grid."""

    id: str
    theme: str | None
    label: Text
    unit: str
    number: float
    approximate: bool = False
    proposed_by: str = ""
    adopted_by: str = ""
    adopted_on: str = ""


class DecisionKind(StrEnum):
    """What a team makes of a finding or a proposal that evidence gave."""

    CONFIRMED = "confirmed"
    NUANCED = "nuanced"
    DISSENTED = "dissented"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a team, by a role, says of the finding or the proposal whose id is ``about``."""

    id: str
    about: str
    kind: DecisionKind
    text: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many stories were not chosen for a report, for one reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Visits:
    """How many entries there were from one day to another, both included, by a plan of counts."""

    plan: str
    first: dt.date
    last: dt.date
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a place declares for a period."""

    period: Period
    answers: tuple[Answer, ...] = ()
    stories: tuple[Story, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    intensities: tuple[Intensity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    decisions: tuple[Decision, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    visits: Visits | None = None


class Source(NamedTuple):
    """What a finding rests on: an answer, a story, a piece of evidence."""

    kind: str
    id: str
