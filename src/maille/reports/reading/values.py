"""A report as it is read: in one language, every reference followed."""

from collections.abc import Mapping
from dataclasses import dataclass

from maille.reports.reading.evidence import (
    ReadEstimate,
    ReadEvidence,
    ReadGeneral,
    ReadGrade,
    Tallied,
)
from maille.web.weave import Thread


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer that a paragraph rests on: what was asked, what was ticked or said, its id."""

    question: str
    given: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story, or the mark it leaves once withdrawn."""

    id: str
    paragraphs: tuple[str, ...]
    truncated: bool
    kind: str
    teller: str
    pseudonym: str
    told_on: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """What the team, by a role, says of a finding: ``confirmed``, ``nuanced`` or ``dissented``."""

    kind: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class ReadBehind:
    """What stands behind one finding; all empty but ``finding`` for what was only said."""

    finding: str
    evidence: ReadEvidence | None
    grade: ReadGrade | None
    next_step: str
    decision: ReadDecision | None


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """Findings said in one sentence, with its grade and what it rests on."""

    verb: str
    text: str
    label: str
    direction: str
    grade: str
    grade_words: str
    provenance: str
    answers: tuple[ReadAnswer, ...]
    stories: tuple[ReadStory, ...]
    behind: tuple[ReadBehind, ...]
    estimate: ReadEstimate | None

    @property
    def source_count(self) -> int:
        """How many answers and stories stand behind the sentence."""
        return len(self.answers) + len(self.stories)

    @property
    def woven(self) -> bool:
        """Whether something was noted, and not only said."""
        return any(one.evidence for one in self.behind)

    @property
    def decisions(self) -> tuple[ReadDecision, ...]:
        """What the team made of it, once each."""
        return tuple(one.decision for one in self.behind if one.decision)


@dataclass(frozen=True, slots=True)
class ReadTheme:
    """A theme with all that is told of it."""

    id: str
    label: str
    short_label: str
    scale: str
    tally: str
    paragraphs: tuple[ReadParagraph, ...]
    stories: tuple[ReadStory, ...]
    dissents: tuple[Mapping[str, str], ...]
    intensities: tuple[str, ...]
    indicators: tuple[str, ...]
    missing: str
    disagreements: tuple[str, ...]

    @property
    def woven(self) -> bool:
        """Whether something was noted on it, and not only said."""
        return any(paragraph.woven for paragraph in self.paragraphs)

    @property
    def told(self) -> bool:
        """Whether there is anything to read."""
        return bool(
            self.paragraphs or self.stories or self.dissents or self.intensities or self.indicators
        )


@dataclass(frozen=True, slots=True)
class ReadScale:
    """A scale, and the themes of it that are told."""

    id: str
    label: str
    subtitle: str
    themes: tuple[ReadTheme, ...]


@dataclass(frozen=True, slots=True)
class ReadDecided:
    """How many findings evidence gave, and what the team made of them."""

    found: int
    confirmed: int
    nuanced: int
    dissented: int

    @property
    def undecided(self) -> int:
        """How many the team said nothing of."""
        return self.found - self.confirmed - self.nuanced - self.dissented


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole report."""

    title: str
    period: str
    observed: bool
    summary: tuple[str, ...]
    weave_title: str
    weave_description: str
    threads: tuple[Thread, ...]
    loop_count: int
    general: ReadGeneral | None
    visits: ReadEstimate | None
    left_out: tuple[Tallied, ...]
    decided: ReadDecided | None
    scales: tuple[ReadScale, ...]
    unanswered: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: tuple[str, ...]
