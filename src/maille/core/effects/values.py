"""The words of the effects engine: what is asked, what is answered, what is found."""

from dataclasses import dataclass
from enum import StrEnum

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
class Option:
    """One thing that may be ticked; ``exclusive`` empties the others."""

    id: str
    label: Text
    direction: Direction
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a theme; ``open`` also takes the place's own words."""

    id: str
    type: QuestionType
    claim: ClaimType
    label: Text
    options: tuple[Option, ...] = ()
    open: bool = False
    evidence_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of the grid, with its questions in order."""

    id: str
    scale: Scale
    label: Text
    short_label: Text
    question_to_team: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A version of the common questions, told apart by its hash."""

    id: str
    version: str
    sha256: str
    themes: tuple[Theme, ...]


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
    """Words told about a theme, with what allows printing them."""

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


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a place declares for a period."""

    period: Period
    answers: tuple[Answer, ...] = ()
    stories: tuple[Story, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    intensities: tuple[Intensity, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a finding rests on: an answer, a story, later a piece of evidence."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement about one theme, and everything needed to weigh it.

    ``value`` is ``True`` for a ticked option, ``False`` for "none observed", a number for a
    number, the team's words for a text, and ``None`` when the finding comes from a story.
    """

    id: str
    theme: str
    scale: Scale
    question: str | None
    option: str | None
    value: bool | float | str | None
    approximate: bool
    per: Per | None
    said: str
    direction: Direction
    claim: ClaimType
    grade: Grade
    published: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from the answers, theme by theme, before any sentence is written."""

    grid: Grid
    answers: Answers
    findings: tuple[Finding, ...]
    unanswered: tuple[str, ...]
    unknown: tuple[Answer, ...]
    not_applicable: tuple[Answer, ...]
