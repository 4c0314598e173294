"""Where a round stops, and the public sites that are not places."""

from django.db import models

from maille.db.models import PublicIdModel
from maille.geography.models import Commune
from maille.places import enums
from maille.places.models.places import Place, PortraitPart


class Stop(PublicIdModel, PortraitPart):
    """Where an itinerant place stops, and when: hours in OpenStreetMap's grammar.

    ``week 01-53/2 Tu 14:00-17:00`` is a Tuesday of odd weeks, ``Tu[2] 09:00-12:00`` the second
    Tuesday of each month. Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="stops")
    name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    locality = models.CharField(max_length=100, blank=True)
    commune = models.ForeignKey(Commune, null=True, on_delete=models.PROTECT, related_name="stops")
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    opening_hours = models.CharField(max_length=500, blank=True)

    class Meta(PortraitPart.Meta):
        """In the order of the round: of two parents, the first one's options would win."""

    def __str__(self) -> str:
        """Name the stop, or the town."""
        return self.name or self.locality


class PublicSite(PublicIdModel):
    """A site that the public owns and knows: a library, a France Services. It is no third place.

    Public sites come from files and go back to files: no team edits them here.
    """

    kind = models.CharField(max_length=20, choices=enums.PublicSiteKind)
    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    locality = models.CharField(max_length=100, blank=True)
    insee = models.CharField(max_length=5, blank=True)
    commune = models.ForeignKey(
        Commune, null=True, on_delete=models.PROTECT, related_name="public_sites"
    )
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    opening_hours = models.CharField(max_length=500, blank=True)
    itinerant = models.BooleanField(default=False)
    source = models.CharField(max_length=120)
    source_key = models.CharField(max_length=120)
    licence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="site_known_once"),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name
