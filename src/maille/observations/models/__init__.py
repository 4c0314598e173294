"""The rows of observations."""

from maille.observations.models.importing import ObservationMapping
from maille.observations.models.observing import Observation

__all__ = ["Observation", "ObservationMapping"]
