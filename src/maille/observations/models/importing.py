"""How a place's own tables are read, kept from one import to the next."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ObservationMapping(models.Model):
    """Which column of a place's table holds what, for tables with the same headings.

    ``headings`` is the hash of the headings as written, ``mapping`` the TOML of
    ``docs/reference/observation-mapping.md``.
    """

    place = models.ForeignKey(
        "places.Place", on_delete=models.CASCADE, related_name="observation_mappings"
    )
    headings = models.CharField(max_length=64)
    mapping = models.TextField()
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-updated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "headings"], name="one_mapping_for_the_same_headings"
            ),
        ]

    def __str__(self) -> str:
        """Name the place."""
        return str(self.place)
