"""The importer's tables, as data: labels of the questionnaire, fields of a place, doubts."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from maille.core.effects.values import Direction
from maille.reports.commune_mesure.words import fold, fold_key, fold_label

NONE_OBSERVED: Final = "none_observed"

Kind = Literal[
    "line", "text", "form", "date", "postcode", "code",
    "number", "money", "counts", "boxes", "labels", "links",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where a fact of the place stands, how it is read, and where it goes."""

    path: str
    kind: Kind
    target: str = ""
    longest: int = 20_000
    least: float = 0.0
    most: float = float("inf")
    optional: bool = False
    constant: bool = False
    boxes: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """A key whose labels are options of a question of the grid."""

    key: str
    theme: str
    question: str
    labels: dict[str, str]
    single: bool = False
    open: bool = False
    also: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()

    def option(self, label: str) -> str | None:
        """Give the option that a label of the file means, or ``None`` when it is not known."""
        folded = fold_label(label)
        for opening in ("", *self.openings):
            if folded.startswith(opening):
                option = self.labels.get(folded.removeprefix(opening).strip())
                if option is not None:
                    return option
        return None


@dataclass(frozen=True, slots=True)
class KeyRule:
    """A key that holds a number or a short text for a question of the grid."""

    key: str
    theme: str
    question: str


@dataclass(frozen=True, slots=True)
class StoryRule:
    """A key that holds a team's own account of a theme."""

    key: str
    theme: str
    direction: Direction | None = None
    questionnaire_only: bool = False


@dataclass(frozen=True, slots=True)
class TagRule:
    """A tag that says the same as a box."""

    words: frozenset[str]
    path: str
    box: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The questionnaire: its choices, numbers, short texts, accounts and scores."""

    choices: tuple[ChoiceRule, ...]
    numbers: tuple[KeyRule, ...]
    texts: tuple[KeyRule, ...]
    stories: tuple[StoryRule, ...]
    scores: frozenset[str]

    def questionnaire_keys(self) -> frozenset[str]:
        """Give the keys that only a questionnaire has, made comparable."""
        keys = [rule.key for rule in self.choices]
        keys += [rule.key for rule in (*self.numbers, *self.texts)]
        keys += [rule.key for rule in self.stories if rule.questionnaire_only]
        return frozenset(fold_key(key) for key in keys)

    def known_keys(self) -> frozenset[str]:
        """Give every key that is read, made comparable."""
        return self.questionnaire_keys() | frozenset(fold_key(rule.key) for rule in self.stories)


@dataclass(frozen=True, slots=True)
class Fields:
    """The facts of a place, and what boxes, links and legal forms are called in a portrait."""

    rules: tuple[FieldRule, ...]
    boxes: dict[str, dict[str, str]]
    links: dict[str, str]
    organisation_forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What is doubtful by itself."""

    pilot_placeholders: tuple[str, ...]
    persons: frozenset[str]
    empty_dates: frozenset[str]
    filler: re.Pattern[str]
    blank: re.Pattern[str]
    generic_hosts: frozenset[str]
    tags: tuple[TagRule, ...]
    regions: dict[str, str]


@cache
def load_labels() -> Labels:
    """Read the labels of the questionnaire."""
    table = _read("labels.toml")
    return Labels(
        choices=tuple(_choice(row, table) for row in table["choices"]),
        numbers=tuple(KeyRule(**row) for row in table["numbers"]),
        texts=tuple(KeyRule(**row) for row in table["texts"]),
        stories=tuple(_story(row) for row in table["stories"]),
        scores=frozenset(fold_key(key) for key in table["scores"]["keys"]),
    )


@cache
def load_fields() -> Fields:
    """Read where the facts of a place stand."""
    table = _read("fields.toml")
    return Fields(
        rules=tuple(FieldRule(**row) for row in table["fields"]),
        boxes={name: _folded_keys(boxes) for name, boxes in table["boxes"].items()},
        links=_folded_keys(table["links"]),
        organisation_forms=_folded_keys(table["organisation_forms"]),
    )


@cache
def load_doubtful() -> Doubtful:
    """Read what is doubtful by itself."""
    table = _read("doubts.toml")
    return Doubtful(
        pilot_placeholders=tuple(table["pilot_placeholders"]),
        persons=frozenset(fold_key(key) for key in table["persons"]),
        empty_dates=frozenset(table["empty_dates"]),
        filler=re.compile("|".join(f"(?:{pattern})" for pattern in table["filler"])),
        blank=re.compile("|".join(f"(?:{pattern})" for pattern in table["blank"])),
        generic_hosts=frozenset(table["generic_hosts"]),
        tags=tuple(
            TagRule(frozenset(fold(word) for word in row["words"]), row["path"], row["box"])
            for row in table["tags"]
        ),
        regions=table["regions"],
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _choice(row: dict[str, Any], table: dict[str, Any]) -> ChoiceRule:
    labels = table[row["use"]] if "use" in row else row["labels"]
    return ChoiceRule(
        key=row["key"],
        theme=row["theme"],
        question=row["question"],
        labels={fold_label(label): option for label, option in labels.items()},
        single=row.get("single", False),
        open=row.get("open", False),
        also=tuple(row.get("also", ())),
        exclusive=tuple(row.get("exclusive", ())),
        openings=tuple(fold(opening) for opening in row.get("openings", ())),
    )


def _story(row: dict[str, Any]) -> StoryRule:
    direction = row.get("direction")
    return StoryRule(
        key=row["key"],
        theme=row["theme"],
        direction=None if direction is None else Direction(direction),
        questionnaire_only=row.get("questionnaire_only", False),
    )


def _folded_keys(table: dict[str, str]) -> dict[str, str]:
    return {fold_key(key): value for key, value in table.items()}
