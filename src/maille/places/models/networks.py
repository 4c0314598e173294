"""Networks of places: who belongs, who was asked to, who looks after them, where they work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.geography.models import Commune, Department
from maille.places import enums


class Network(PublicIdModel):
    """Places that share practices, under a name; without ``confirmed_at`` it is only asked for."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    url = models.URLField(blank=True)
    description = models.TextField(blank=True, max_length=2000)
    departments = models.ManyToManyField(Department, related_name="networks")
    communes = models.ManyToManyField(Commune, related_name="networks")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, default=timezone.now)

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class NetworkMembership(models.Model):
    """What a person may do for a network."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="network_memberships"
    )
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=12, choices=enums.NetworkRole, default=enums.NetworkRole.FACILITATOR
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "network"], name="one_role_in_a_network"),
        ]

    def __str__(self) -> str:
        """Name the role."""
        return f"{self.person} {self.role}"


class Belonging(models.Model):
    """A place stands in a network's list.

    Only once a steward agreed (``agreed_at``) may the network's facilitators read its drafts: to
    be listed gives no right.
    """

    place = models.ForeignKey("Place", on_delete=models.CASCADE, related_name="belongings")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="belongings")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        db_table = "places_place_networks"
        constraints = [
            models.UniqueConstraint(fields=["place", "network"], name="belongs_once"),
        ]

    def __str__(self) -> str:
        """Name both."""
        return f"{self.place_id} {self.network_id}"


class NetworkInvitation(PublicIdModel):
    """A place is asked to belong to a network; its stewards accept or decline."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    place = models.ForeignKey("Place", on_delete=models.CASCADE, related_name="network_invitations")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=8, choices=enums.NetworkAnswer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "place"], condition=Q(answer=""), name="asked_to_belong_once"
            ),
        ]

    def __str__(self) -> str:
        """Name both."""
        return f"{self.network_id} {self.place_id}"
