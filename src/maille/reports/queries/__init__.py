"""What drafts and editions hold, as rows inside this concept and as values across it."""

from maille.reports.queries.answers import answer_value, answers_of, is_printable, story_value
from maille.reports.queries.changing import Since, between, since_the_one_before
from maille.reports.queries.decisions import (
    Matter,
    matters_of,
    matters_of_theme,
    waiting,
)
from maille.reports.queries.documents import (
    Document,
    compose_document,
    draft_document,
    edition_document,
)
from maille.reports.queries.editions import (
    current_draft,
    drafts_of,
    edition_in_force,
    edition_lines,
    edition_state,
    edition_to_replace,
    editions_of,
    last_change,
    last_draft,
    latest_edition,
    stories_to_decide,
    told_stories,
)
from maille.reports.queries.freezing import evidence_of_edition, freeze, thaw
from maille.reports.queries.gathering import Gathered, Offer, gather, offers_of
from maille.reports.queries.periods import draft_of_period, edition_of_period
from maille.reports.queries.progress import gaps_of, next_theme, progress_of
from maille.reports.queries.recomputing import gather_again, recomputed_bytes

__all__ = [
    "Document",
    "Gathered",
    "Matter",
    "Offer",
    "Since",
    "answer_value",
    "answers_of",
    "between",
    "compose_document",
    "current_draft",
    "draft_document",
    "draft_of_period",
    "drafts_of",
    "edition_document",
    "edition_in_force",
    "edition_lines",
    "edition_of_period",
    "edition_state",
    "edition_to_replace",
    "editions_of",
    "evidence_of_edition",
    "freeze",
    "gaps_of",
    "gather",
    "gather_again",
    "is_printable",
    "last_change",
    "last_draft",
    "latest_edition",
    "matters_of",
    "matters_of_theme",
    "next_theme",
    "offers_of",
    "progress_of",
    "recomputed_bytes",
    "since_the_one_before",
    "stories_to_decide",
    "story_value",
    "thaw",
    "told_stories",
    "waiting",
]
