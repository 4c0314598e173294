"""Everything that changes the directory: sources, deliveries, claims, doubts, questions."""

from maille.directory.actions.claims import (
    Recorded,
    leave_to_sources,
    record_claims,
    say_as_team,
)
from maille.directory.actions.doubting import raise_doubts, settle_doubt
from maille.directory.actions.questions import ask_about_missing, close_questions
from maille.directory.actions.settling import settle_places
from maille.directory.actions.sources import add_source, receive_delivery

__all__ = [
    "Recorded",
    "add_source",
    "ask_about_missing",
    "close_questions",
    "leave_to_sources",
    "raise_doubts",
    "receive_delivery",
    "record_claims",
    "say_as_team",
    "settle_doubt",
    "settle_places",
]
