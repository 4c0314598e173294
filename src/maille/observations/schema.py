"""The published schema of an observation, made of the very lists and limits that read it."""

from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from maille.core.effects.observing import Audience, AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction, TellerKind
from maille.grids import load_grid
from maille.observations import shape

# How many observations one request may carry.
MOST_ITEMS: Final = 1_000
IDENTIFIER: Final = "urn:maille:observation:1"
# No database holds a null character, no encoding half of a pair.
_SPEAKABLE: Final = "^[^\\u0000\\ud800-\\udfff]*$"


def observation_schema() -> dict[str, Any]:
    """Give the JSON Schema of one observation.

    What a schema cannot say, the reader does: a day that is yet to come or not in the calendar,
    a range whose upper end is below the lower one.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTIFIER,
        "title": "Observation",
        "description": "What was seen in a third place, once. Only id, kind and on are required.",
        "type": "object",
        "required": ["id", "kind", "on"],
        "properties": _properties(),
        "additionalProperties": True,
    }


def _properties() -> dict[str, Any]:
    themes = [theme.id for theme in load_grid().themes]
    return {
        "id": _identifier(
            _("Any valid UUID, of any version, made by the sender once per observation."),
            required=True,
        ),
        "kind": {
            "description": _("What sort of thing was noted."),
            "enum": [kind.value for kind in ObservationKind],
        },
        "on": {
            "description": _("The day it is about, not before 1970 nor yet to come: 2025-03-04."),
            "type": "string",
            "format": "date",
            "pattern": r"^(?:19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}$",
        },
        "at": {
            "description": _("The time of day, in the place's own time: 18:30 or 18:30:00."),
            "type": ["string", "null"],
            "pattern": shape.TIME_PATTERN,
        },
        "people": _whole(
            _("How many persons; the lower end when it is a range."), shape.MOST_PEOPLE
        ),
        "people_high": _whole(_("The upper end of a range, with people."), shape.MOST_PEOPLE),
        "counted": _flag(_("Whether people were counted, rather than estimated.")),
        "audiences": _words(
            _("Who took part. Unknown words are kept, without effect."),
            [audience.value for audience in Audience],
        ),
        "themes": _words(
            _("The themes of the grid it speaks for. Unknown words are kept, without effect."),
            themes,
        ),
        "direction": _one_of(_("Whether what was seen is welcome."), Direction),
        "minutes": _whole(_("How long it lasted."), shape.MOST_MINUTES),
        "note": _text(_("What the one who noted has to say."), shape.NOTE_LENGTH),
        "space": _text(_("Where in the place."), shape.SPACE_LENGTH),
        "source": _one_of(
            _(
                "How it came to be known. When nothing is said: register when counted, testimony "
                "or document by kind, else trace."
            ),
            SourceKind,
        ),
        "author_role": _one_of(
            _(
                "What the one who noted is to the place; steward when nothing is said. A companion "
                "is someone who accompanies a person."
            ),
            AuthorRole,
        ),
        "author": _text(
            _("Tells apart authors of one role without naming them."), shape.AUTHOR_LENGTH
        ),
        "teller": _one_of(_("Who gave a testimony, as a kind of person."), TellerKind),
        "consent": _flag(_("Whether who gave the words agreed to see them quoted.")),
        "causal": _flag(
            _(
                "Whether a person said, unasked, that the place is the cause: a visitor in a "
                "testimony, or a third party. It weighs for nobody else."
            )
        ),
        "outcome": _text(_("What became of it."), shape.NOTE_LENGTH),
        "occasion": _identifier(_("The public occasion of the place's programme."), required=False),
        "noted_at": {
            "description": _(
                "When the device says that it was noted, with its offset: a claim, kept outside "
                "of the content and of its hash."
            ),
        },
    }


def _identifier(description: str, *, required: bool) -> dict[str, Any]:
    return {
        "description": description,
        "type": "string" if required else ["string", "null"],
        "pattern": shape.UUID_PATTERN,
    }


def _whole(description: str, most: int) -> dict[str, Any]:
    return {
        "description": description,
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": most,
    }


def _flag(description: str) -> dict[str, Any]:
    return {"description": description, "type": ["boolean", "null"]}


def _one_of(description: str, words: type[StrEnum]) -> dict[str, Any]:
    return {"description": description, "enum": [*(word.value for word in words), "", None]}


def _text(description: str, length: int) -> dict[str, Any]:
    return {
        "description": description,
        "type": ["string", "null"],
        "maxLength": length,
        "pattern": _SPEAKABLE,
    }


def _words(description: str, known: list[str]) -> dict[str, Any]:
    return {
        "description": description,
        "type": ["array", "null"],
        "maxItems": shape.MOST_WORDS,
        "items": {
            "type": "string",
            "maxLength": shape.WORD_LENGTH,
            "pattern": _SPEAKABLE,
            "examples": known,
        },
    }
