"""Drafts and editions as tests need them, made by the product's own actions."""

import datetime as dt

from maille.core.effects.values import Answer, AnswerState, Story, StoryKind, TellerKind
from maille.core.kernel.period import Period
from maille.places.models import Place
from maille.reports import models
from maille.reports.actions import open_draft, publish_edition, record_answer, tell_story
from tests.factories.places import PlaceFactory

YEAR_2025 = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
WORDS = "Un jardin est né derrière la halle, on y mange ensemble le vendredi."


def said(theme: str = "social_ties", question: str = "audiences", **values) -> Answer:
    """Give an answer, ticked by default."""
    if not values.keys() & {"state", "number", "text", "options", "own_words"}:
        values["options"] = ("visitors",)
    return Answer("", theme, question, values.pop("state", AnswerState.ANSWERED), **values)


def told(theme: str = "agency", text: str = WORDS, **values) -> Story:
    """Give a story that may be printed."""
    return Story(
        id="",
        theme=theme,
        text=text,
        **{
            "kind": StoryKind.TESTIMONY,
            "teller": TellerKind.REGULAR,
            "consent": True,
            **values,
        },
    )


def make_draft(place: Place | None = None, period: Period = YEAR_2025) -> models.Draft:
    """Open a draft without answers."""
    return open_draft(place=place or PlaceFactory(), period=period, by=None)


def answered_draft(place: Place | None = None, period: Period = YEAR_2025) -> models.Draft:
    """Open a draft with a few answers of each kind and a story."""
    draft = make_draft(place, period)
    answers = (
        said("social_ties", "audiences", options=("visitors", "volunteers")),
        said("wellbeing", "changes", options=("confidence_up", "stress_or_conflict")),
        said("agency", "initiatives", number=5.0, approximate=True),
        said("employment", "people", state=AnswerState.UNKNOWN),
        said("solidarity", "kinds", state=AnswerState.NONE_OBSERVED),
        said("networks", "around", state=AnswerState.NOT_APPLICABLE),
    )
    for answer in answers:
        record_answer(draft=draft, answer=answer, by=None)
    tell_story(draft=draft, story=told(), by=None)
    return draft


def make_edition(place: Place | None = None, period: Period = YEAR_2025) -> models.Edition:
    """Publish a draft with a few answers and a story."""
    return publish_edition(draft=answered_draft(place, period), by=None)
