"""What may be written down from a record, and what waits for somebody to look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.values import (
    Doubt,
    Field,
    Flag,
    GivenAnswer,
    GivenStory,
    Record,
)

# Odd in the file, and yet no doubt about the value.
_HARMLESS: Final = {reasons.CODE_AS_NUMBER, reasons.ZERO_LOST, reasons.INVISIBLE}
_NO_STORY: Final = {Flag.PLACEHOLDER, Flag.QUARANTINED}


@dataclass(frozen=True, slots=True)
class Taken:
    """The part of a record that is written in the portrait and in the draft."""

    fields: tuple[Field, ...]
    answers: tuple[GivenAnswer, ...]
    stories: tuple[GivenStory, ...]


NOTHING: Final = Taken((), (), ())


def take(record: Record, doubts: Sequence[Doubt]) -> Taken:
    """Keep what nobody doubts; a portrait and an answer are read by everybody.

    The place's name is always taken: it says whose record this is. A story is taken unless it is
    a placeholder: it has no consent yet, so nobody reads it before the team does.
    """
    doubtful = [doubt for doubt in doubts if doubt.reason.message not in _HARMLESS]
    against = [doubt for doubt in doubtful if doubt.flag is not Flag.MISSING]
    empty = [doubt for doubt in doubtful if doubt.flag in _NO_STORY]
    return Taken(
        tuple(
            fact
            for fact in record.fields
            if fact.target and (fact.target == "name" or not _touches(fact.path, against))
        ),
        tuple(given for given in record.answers if not _touches(given.path, against)),
        tuple(given for given in record.stories if not _touches(given.path, empty)),
    )


def _touches(path: str, doubts: Sequence[Doubt]) -> bool:
    return any(
        path == doubt.path or path.startswith(f"{doubt.path}.") or doubt.path.startswith(f"{path}.")
        for doubt in doubts
        if doubt.path
    )
