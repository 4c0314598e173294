"""Everything that changes the directory: sources, deliveries, claims, doubts, questions."""

from maille.directory.actions.claims import (
    Recorded,
    leave_to_sources,
    record_claims,
    say_as_team,
)
from maille.directory.actions.doubting import raise_doubts, settle_doubt
from maille.directory.actions.duplicates import (
    decide_pair,
    find_likenesses,
    merge_above,
    propose_pairs,
)
from maille.directory.actions.merging import merge_places, undo_merge
from maille.directory.actions.questions import ask_about_missing, close_questions
from maille.directory.actions.settling import settle_places
from maille.directory.actions.sources import add_source, receive_delivery

__all__ = [
    "Recorded",
    "add_source",
    "ask_about_missing",
    "close_questions",
    "decide_pair",
    "find_likenesses",
    "leave_to_sources",
    "merge_above",
    "merge_places",
    "propose_pairs",
    "raise_doubts",
    "receive_delivery",
    "record_claims",
    "say_as_team",
    "settle_doubt",
    "settle_places",
    "undo_merge",
]
