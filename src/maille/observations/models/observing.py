"""What a place noted: each version of each observation, as received, and what is read from it."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction
from maille.observations.enums import Hold, Origin, VersionState


def _one_of(field: str, words: type[StrEnum], name: str) -> models.CheckConstraint:
    known = dict.fromkeys(["", *(word.value for word in words)])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(known)}), name=name)


class Observation(models.Model):
    """One version of one observation of a place; the row is its own receipt.

    ``key`` is the identifier that the device gave, ``sha256`` that of the canonical content;
    ``sequence`` grows by one with each version a place receives. A version is never changed but
    for its ``state`` and for words withdrawn by who said them.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="observations")
    key = models.UUIDField()
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sequence = models.PositiveBigIntegerField()
    content = models.JSONField()
    state = models.CharField(max_length=12, default=VersionState.COUNTED.value)
    reasons = models.JSONField(default=list)
    received_at = models.DateTimeField(default=timezone.now)
    noted_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=12)
    device = models.ForeignKey(
        "places.DeviceToken", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    kind = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True)
    at = models.TimeField(null=True)
    people = models.PositiveIntegerField(null=True)
    people_high = models.PositiveIntegerField(null=True)
    counted = models.BooleanField(default=False)
    audiences = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    direction = models.CharField(max_length=20, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    space = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=20, blank=True)
    author_role = models.CharField(max_length=20, blank=True)
    author = models.CharField(max_length=80, blank=True)
    teller = models.CharField(max_length=20, blank=True)
    consent = models.BooleanField(default=False)
    causal = models.BooleanField(default=False)
    outcome = models.TextField(blank=True)
    occasion = models.UUIDField(null=True)

    hold = models.CharField(max_length=10, blank=True)
    hold_reasons = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key", "sha256"], name="one_row_per_content_of_an_observation"
            ),
            models.UniqueConstraint(
                fields=["place", "key", "version"], name="one_row_per_version_of_an_observation"
            ),
            models.UniqueConstraint(fields=["place", "sequence"], name="one_sequence_per_place"),
            models.UniqueConstraint(
                fields=["place", "key"],
                condition=Q(state=VersionState.COUNTED.value),
                name="an_observation_counts_once",
            ),
            _one_of("state", VersionState, "observation_state_is_known"),
            _one_of("origin", Origin, "observation_origin_is_known"),
            _one_of("kind", ObservationKind, "observation_kind_is_known"),
            _one_of("source", SourceKind, "observation_source_is_known"),
            _one_of("author_role", AuthorRole, "observation_author_role_is_known"),
            _one_of("direction", Direction, "observation_direction_is_known"),
            _one_of("hold", Hold, "observation_hold_is_known"),
            models.CheckConstraint(
                condition=~Q(state=VersionState.COUNTED.value) | Q(on__isnull=False),
                name="what_counts_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "on"], name="observations_of_a_period"),
            models.Index(
                fields=["place", "state"],
                condition=~Q(state=VersionState.COUNTED.value),
                name="observations_to_look_at",
            ),
        ]

    def __str__(self) -> str:
        """Name the kind and the day, never the words."""
        return f"{self.kind} {self.on} ({self.state})"
