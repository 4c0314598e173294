"""Places that may be one and the same: what was proposed, decided, merged and undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.directory.enums import PairDecision
from maille.places.models import Place


class Pair(PublicIdModel):
    """Two places that may be one, how probably, and why; once decided, never proposed again.

    ``reasons`` is a list of ``[field, level, case, weight in bits]``.
    """

    first = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=9, choices=PairDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-probability", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="paired_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        """Name both."""
        return f"{self.first_id} {self.second_id}"


class Merge(PublicIdModel):
    """One place counts for two, until it is undone; what it changed is kept row by row.

    ``moved`` holds, for each row of the kept place that the merge changed, what it held before
    and after; ``heard`` sums up all that was told of both places when they were merged.
    """

    kept = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="merges_kept")
    merged = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="merges")
    moved = models.JSONField(default=list)
    heard = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merged_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        """Name both."""
        return f"{self.merged_id} {self.kept_id}"
