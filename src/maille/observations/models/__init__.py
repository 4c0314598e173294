"""The rows of observations: what is noted, what visitors answer, which days are counted."""

from maille.observations.models.counting import CountingDay, CountingPlan
from maille.observations.models.feeds import CalendarFeed
from maille.observations.models.importing import ObservationMapping
from maille.observations.models.observing import Observation
from maille.observations.models.surveys import (
    SurveyResponse,
    SurveyWave,
    VisitorMark,
    VisitorSalt,
)

__all__ = [
    "CalendarFeed",
    "CountingDay",
    "CountingPlan",
    "Observation",
    "ObservationMapping",
    "SurveyResponse",
    "SurveyWave",
    "VisitorMark",
    "VisitorSalt",
]
