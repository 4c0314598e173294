"""Who asked to be written to when something changes in an area, and until when it was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.directory.enums import Rhythm
from maille.geography.models import Commune, Department
from maille.places.models import Network


class Subscription(PublicIdModel):
    """An e-mail address, an area, a rhythm, and nothing else; stopping erases the row.

    ``person`` is known when somebody signed in asked: it goes with the account.

    The area is a commune and a distance around it, a department or a network. Nothing is sent
    before the address answered (``confirmed_at``); ``told_until`` is where the last letter ended.
    """

    email = models.EmailField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    language = models.CharField(max_length=2, default="fr")
    commune = models.ForeignKey(Commune, null=True, on_delete=models.CASCADE, related_name="+")
    radius_km = models.PositiveSmallIntegerField(null=True)
    department = models.ForeignKey(
        Department, null=True, on_delete=models.CASCADE, related_name="+"
    )
    network = models.ForeignKey(
        Network, null=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.MONTHLY)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(commune__isnull=False, radius_km__isnull=False)
                    & Q(department__isnull=True, network__isnull=True)
                )
                | (
                    Q(commune__isnull=True, radius_km__isnull=True)
                    & (
                        Q(department__isnull=False, network__isnull=True)
                        | Q(department__isnull=True, network__isnull=False)
                    )
                ),
                name="subscribed_to_one_area",
            ),
        ]

    def __str__(self) -> str:
        """Name the row, never the address."""
        return f"#{self.pk}"
