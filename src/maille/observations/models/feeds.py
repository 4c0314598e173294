"""The calendars kept elsewhere that a place follows."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.observations.enums import FeedStatus
from maille.places.models import Place


class CalendarFeed(PublicIdModel):
    """The address of a calendar that is read again and again, and what came of the last time.

    ``outcome`` tells the last reading that brought something, row by row; ``coming`` holds what
    it announces for the weeks to come, to be shown beside the programme.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="calendar_feeds")
    url = models.CharField(max_length=1000)
    label = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(max_length=10, default=FeedStatus.NEW.value)
    problem = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    outcome = models.JSONField(default=dict)
    coming = models.JSONField(default=list)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "url"], name="one_feed_for_an_address"),
        ]

    def __str__(self) -> str:
        """Name it as the team does, or by its address."""
        return self.label or self.url
