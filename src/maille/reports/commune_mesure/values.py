"""What comes out of a file of Commune Mesure, before anything is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from maille.core.effects.values import Answer, Story


class Flag(StrEnum):
    """Why a field of a file is not simply believed."""

    PLACEHOLDER = "placeholder"
    DUPLICATED = "duplicated"
    UNIT_IN_DOUBT = "unit_in_doubt"
    INCONSISTENT = "inconsistent"
    MISSING = "missing"
    QUARANTINED = "quarantined"


class Shape(StrEnum):
    """How a record tells the effects: free texts, or choices under the questionnaire's keys."""

    PILOT = "pilot"
    QUESTIONNAIRE = "questionnaire"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in English with its named values, translated when somebody reads it."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def in_words(self, translate: Callable[[str], str] = str) -> str:
        """Give the sentence, in English unless ``translate`` says otherwise."""
        return translate(self.message) % dict(self.values)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the value at a dotted path of a file is doubted; the empty path is the whole file."""

    path: str
    flag: Flag
    reason: Reason


@dataclass(frozen=True, slots=True)
class Field:
    """A fact of the place: where it stood in the file, and its field in a portrait.

    ``target`` is empty for what is only checked: a portrait has no room for it.
    """

    path: str
    target: str
    value: str | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to the grid, and where it stood in the file."""

    path: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class GivenStory:
    """A team's own account of a theme, and where it stood in the file."""

    path: str
    story: Story


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """Words the tables do not know, kept as they were."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """A file that could be read: what it says, and what reading it alone put in doubt."""

    file: str
    sha256: str
    shape: Shape
    name: str
    tree: Mapping[str, object] = field(repr=False)
    fields: tuple[Field, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    stories: tuple[GivenStory, ...] = ()
    unknown_labels: tuple[UnknownLabel, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def first(self, target: str) -> Field | None:
        """Give the first fact meant for ``target``, or ``None``."""
        return next((fact for fact in self.fields if fact.target == target), None)

    def words_of(self, target: str) -> str:
        """Give what the file says for ``target`` when it is a text, else nothing."""
        fact = self.first(target)
        return fact.value if fact is not None and isinstance(fact.value, str) else ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why."""

    file: str
    sha256: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    """A department and its region, by their official codes and names."""

    code: str
    name: str
    region_code: str
    region_name: str


@dataclass(frozen=True, slots=True)
class KnownCommune:
    """A commune's name and postcodes."""

    name: str
    postcodes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of the territory from public sources; without it, fewer doubts are found."""

    departments: tuple[KnownDepartment, ...] = ()
    communes: Mapping[str, KnownCommune] = field(default_factory=dict)

    def department(self, code: str) -> KnownDepartment | None:
        """Give the department of this code, or ``None``."""
        return next((known for known in self.departments if known.code == code), None)
