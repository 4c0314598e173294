"""What changes an observation: each action is one transaction."""

from maille.observations.actions.deciding import (
    cancel_observation,
    correct_observation,
    decide_version,
)
from maille.observations.actions.recording import Receipt, record_observations
from maille.observations.actions.words import hold_words, release_words, withdraw_words

__all__ = [
    "Receipt",
    "cancel_observation",
    "correct_observation",
    "decide_version",
    "hold_words",
    "record_observations",
    "release_words",
    "withdraw_words",
]
