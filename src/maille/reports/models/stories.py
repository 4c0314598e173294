"""Words told to a place, those chosen for a report and those left out of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.core.effects.values import Direction, StoryKind, TellerKind
from maille.db.models import PublicIdModel
from maille.reports.enums import Hold, WhyLeftOut
from maille.reports.models.drafts import Draft
from maille.reports.models.fields import author, one_of


class Story(PublicIdModel):
    """Words told about a theme; ``origin`` stays the same when a correction copies them."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="stories")
    origin = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    theme = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, default=StoryKind.TESTIMONY.value)
    teller = models.CharField(max_length=20, default=TellerKind.UNSTATED.value)
    pseudonym = models.CharField(max_length=60, blank=True)
    told_on = models.CharField(max_length=10, blank=True)
    consent = models.BooleanField(default=False)
    consent_note = models.CharField(max_length=200, blank=True)
    consented_at = models.DateTimeField(null=True)
    truncated = models.BooleanField(default=False)
    direction = models.CharField(max_length=20, null=True)  # noqa: DJ001 - null is "not said"
    hold = models.CharField(max_length=10, default=Hold.NONE.value)
    hold_reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = author()
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = author()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(fields=["draft", "origin"], name="one_copy_per_draft"),
            one_of("kind", StoryKind, "story_kind_is_known"),
            one_of("teller", TellerKind, "story_teller_is_known"),
            one_of("hold", Hold, "story_hold_is_known"),
            models.CheckConstraint(
                condition=Q(direction__isnull=True)
                | Q(direction__in=[direction.value for direction in Direction]),
                name="story_direction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(text="", pseudonym=""),
                name="withdrawn_story_holds_no_words",
            ),
        ]

    def __str__(self) -> str:
        """Name the theme, never the words."""
        return f"{self.theme} {self.origin}"


class LeftOutStory(PublicIdModel):
    """Words that were offered for a report and not chosen, with the reason; never the words.

    ``origin`` is the key of the observation or the survey response that holds them.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="left_out")
    origin = models.UUIDField()
    reason = models.CharField(max_length=12)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = author()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "left out stories"
        constraints = [
            models.UniqueConstraint(fields=["draft", "origin"], name="one_reason_per_story"),
            one_of("reason", WhyLeftOut, "left_out_reason_is_known"),
        ]

    def __str__(self) -> str:
        """Name the reason."""
        return f"{self.origin} {self.reason}"
