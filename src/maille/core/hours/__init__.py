"""When a place is open: OpenStreetMap's grammar read, asked and said in words."""

from maille.core.hours.schedule import (
    InvalidHoursError,
    Schedule,
    Standing,
    read_hours,
)
from maille.core.hours.sentences import hours_in_words, standing_in_words

__all__ = [
    "InvalidHoursError",
    "Schedule",
    "Standing",
    "hours_in_words",
    "read_hours",
    "standing_in_words",
]
