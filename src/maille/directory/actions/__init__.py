"""Everything that changes the directory: sources, deliveries, claims, doubts, questions."""

from maille.directory.actions.answering import accept_doubt, answer_question, mend_doubt
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
from maille.directory.actions.subscriptions import (
    Area,
    confirm_subscription,
    forget_unanswered,
    give_letter_back,
    stop_subscription,
    subscribe,
    take_letter,
)

__all__ = [
    "Area",
    "Recorded",
    "accept_doubt",
    "add_source",
    "answer_question",
    "ask_about_missing",
    "close_questions",
    "confirm_subscription",
    "decide_pair",
    "find_likenesses",
    "forget_unanswered",
    "give_letter_back",
    "leave_to_sources",
    "mend_doubt",
    "merge_above",
    "merge_places",
    "propose_pairs",
    "raise_doubts",
    "receive_delivery",
    "record_claims",
    "say_as_team",
    "settle_doubt",
    "settle_places",
    "stop_subscription",
    "subscribe",
    "take_letter",
    "undo_merge",
]
