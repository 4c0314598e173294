"""On which days people are counted at the door, and what was counted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maille.core.effects.observing import AuthorRole
from maille.db.models import PublicIdModel


class CountingPlan(PublicIdModel):
    """Days drawn at random between two dates, so that a few counts speak for all.

    ``days_off`` are the weekdays on which the place is closed, Monday being 0; ``event_days``
    those on which more people come than usual. ``strata`` says, for each sort of day, how many
    there are and how many were drawn. The same seed draws the same days again.
    """

    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="counting_plans"
    )
    start = models.DateField()
    end = models.DateField()
    days_off = models.JSONField(default=list)
    event_days = models.JSONField(default=list)
    strata = models.JSONField(default=list)
    seed = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="plan_runs_forward"),
        ]

    def __str__(self) -> str:
        """Give both dates."""
        return f"{self.start} - {self.end}"


class CountingDay(models.Model):
    """One day that was drawn; ``count`` is how many people came in, once somebody counted."""

    plan = models.ForeignKey(CountingPlan, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    stratum = models.CharField(max_length=20)
    count = models.PositiveIntegerField(null=True)
    counted_by = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "on"], name="one_count_per_day_of_a_plan"),
            models.CheckConstraint(
                condition=Q(counted_by__in=["", *(role.value for role in AuthorRole)]),
                name="counting_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Give the day."""
        return f"{self.on}"
