"""Reading observations: what they are evidence of, what waits for the team."""

from maille.observations.queries.evidence import (
    EvidenceDetail,
    evidence_detail,
    evidence_for,
    testimonies_for,
)
from maille.observations.queries.looking import (
    ObservationCounts,
    ToLookAt,
    observation_counts,
    observations_of,
    observations_to_look_at,
    versions_of,
)

__all__ = [
    "EvidenceDetail",
    "ObservationCounts",
    "ToLookAt",
    "evidence_detail",
    "evidence_for",
    "observation_counts",
    "observations_of",
    "observations_to_look_at",
    "testimonies_for",
    "versions_of",
]
