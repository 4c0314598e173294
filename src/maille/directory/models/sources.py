"""Where what is said of places comes from: sources, their deliveries, their records."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.directory.enums import DeliveryState
from maille.places.models import Network, Place


class Source(PublicIdModel):
    """Who keeps a list of places; without a licence, its values do not leave this site."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    url = models.URLField(max_length=400, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=200, blank=True)
    network = models.ForeignKey(
        Network, null=True, on_delete=models.SET_NULL, related_name="sources"
    )
    mapping = models.TextField(blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Delivery(PublicIdModel):
    """One file received from a source, and how far it was read."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="deliveries")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping_sha256 = models.CharField(max_length=64)
    dated_on = models.DateField(null=True)
    received_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.READING)
    rows_read = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=list)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        """Name the file."""
        return self.file_name


class Record(PublicIdModel):
    """One row of a source, as received, whatever its columns; its place is who it speaks of."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(max_length=200)
    place = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="records")
    received = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    first_delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    last_delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="records")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="record_known_once"),
        ]

    def __str__(self) -> str:
        """Name the row within its source."""
        return f"{self.source_id} {self.key}"
