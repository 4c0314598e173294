"""What changes drafts and makes editions; each action is one transaction."""

from maille.reports.actions.answers import (
    add_indicator,
    clear_answer,
    record_answer,
    record_intensity,
    remove_from_draft,
    sign_dissent,
)
from maille.reports.actions.drafts import correct_edition, open_draft, set_period
from maille.reports.actions.editions import Imprint, publish_edition, withdraw_story
from maille.reports.actions.stories import decide_story, rewrite_story, tell_story

__all__ = [
    "Imprint",
    "add_indicator",
    "clear_answer",
    "correct_edition",
    "decide_story",
    "open_draft",
    "publish_edition",
    "record_answer",
    "record_intensity",
    "remove_from_draft",
    "rewrite_story",
    "set_period",
    "sign_dissent",
    "tell_story",
    "withdraw_story",
]
