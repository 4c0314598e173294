"""What changes drafts and makes editions; each action is one transaction."""

from maille.reports.actions.answers import (
    add_indicator,
    clear_answer,
    record_answer,
    record_intensity,
    remove_from_draft,
    sign_dissent,
)
from maille.reports.actions.choosing import choose_story, leave_story_out
from maille.reports.actions.decisions import decide_finding, undo_decision
from maille.reports.actions.drafts import correct_edition, open_draft, set_period
from maille.reports.actions.editions import (
    Imprint,
    publish_edition,
    withdraw_noted_words,
    withdraw_story,
)
from maille.reports.actions.stories import decide_story, rewrite_story, tell_story

__all__ = [
    "Imprint",
    "add_indicator",
    "choose_story",
    "clear_answer",
    "correct_edition",
    "decide_finding",
    "decide_story",
    "leave_story_out",
    "open_draft",
    "publish_edition",
    "record_answer",
    "record_intensity",
    "remove_from_draft",
    "rewrite_story",
    "set_period",
    "sign_dissent",
    "tell_story",
    "undo_decision",
    "withdraw_noted_words",
    "withdraw_story",
]
