"""A place, what it says of itself, who looks after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.geography.enums import Country
from maille.geography.models import Commune, Department
from maille.places import enums
from maille.places.models.networks import Belonging, Network


class Place(PublicIdModel):
    """A third place: its name, where it is, where it stands in its life.

    ``confirmed_on`` is the last day when its team changed something, or said that all is right.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=enums.PlaceState, default=enums.PlaceState.OPEN)
    country = models.CharField(max_length=2, choices=Country, default=Country.FRANCE)
    commune = models.ForeignKey(Commune, null=True, on_delete=models.PROTECT, related_name="places")
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="places"
    )
    locality = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    insee = models.CharField(max_length=5, blank=True)
    street = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    coordinates_source = models.CharField(max_length=120, blank=True)
    writing = models.CharField(max_length=10, choices=enums.WRITINGS, default=enums.WRITINGS[0][0])
    text_licence = models.CharField(
        max_length=20, choices=enums.TextLicence, default=enums.TextLicence.CC_BY_SA
    )
    data_licence = models.CharField(
        max_length=20, choices=enums.DataLicence, default=enums.DataLicence.ODBL
    )
    is_public = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)
    networks = models.ManyToManyField(Network, through=Belonging, related_name="places")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    folded_text = models.CharField(max_length=400, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    confirmed_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="place_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Portrait(models.Model):
    """What a place says of itself, beside the lists that hang on it.

    ``opening_hours`` is written in OpenStreetMap's grammar, ``siret`` names the organisation's
    establishment in France.
    """

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="portrait")
    founding_idea = models.TextField(blank=True)
    organisation_name = models.CharField(max_length=120, blank=True)
    organisation_form = models.CharField(max_length=20, choices=enums.OrganisationForm, blank=True)
    organisation_founded = models.CharField(max_length=10, blank=True)
    site = models.TextField(blank=True)
    opening = models.TextField(blank=True)
    opening_hours = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=280, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    siret = models.CharField(max_length=14, blank=True)
    services = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    audiences_own = models.JSONField(default=list)
    accessibility = models.JSONField(default=list)
    accessibility_own = models.JSONField(default=list)
    transports = models.JSONField(default=list)
    transports_own = models.JSONField(default=list)
    values = models.JSONField(default=list)
    values_own = models.JSONField(default=list)
    activities = models.JSONField(default=list)
    activities_own = models.JSONField(default=list)
    volunteers = models.PositiveIntegerField(null=True)
    employees = models.DecimalField(max_digits=7, decimal_places=1, null=True)

    def __str__(self) -> str:
        """Name the place."""
        return str(self.place)


class PortraitPart(models.Model):
    """One line of one of a portrait's lists, in the order the team gave."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Statement(PortraitPart):
    """One sentence of a charter; ``reported`` when it sums up a public page."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=enums.StatementKind)
    text = models.TextField()
    reported = models.BooleanField(default=False)
    source_url = models.URLField(blank=True)
    source_note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        """Give the words."""
        return self.text


class LaterForm(PortraitPart):
    """A legal form that the organisation took later."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="later_forms")
    form = models.CharField(max_length=20, choices=enums.OrganisationForm)
    name = models.CharField(max_length=120, blank=True)
    since = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        """Give the form."""
        return self.get_form_display()


class Surface(PortraitPart):
    """A surface, in square metres."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="surfaces")
    kind = models.CharField(max_length=10, choices=enums.SurfaceKind)
    square_metres = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        """Give the surface."""
        return f"{self.square_metres} m²"


class Means(PortraitPart):
    """An amount of money in euros, for a year when one was stated."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="means")
    year = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=enums.MeansKind)
    source = models.CharField(max_length=14, choices=enums.MeansSource)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    def __str__(self) -> str:
        """Give the amount."""
        return f"{self.amount} €"


class Occupants(PortraitPart):
    """How many organisations of a kind make up the place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="composition")
    kind = models.CharField(max_length=14, choices=enums.OccupantKind)
    count = models.PositiveIntegerField()

    class Meta(PortraitPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="occupants_counted_once"),
        ]

    def __str__(self) -> str:
        """Give the count."""
        return f"{self.count} {self.kind}"


class Partner(PortraitPart):
    """An organisation that supports the place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="partners")
    kind = models.CharField(max_length=8, choices=enums.PartnerKind)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Link(PortraitPart):
    """A page about the place, elsewhere."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12, choices=enums.LinkKind)
    url = models.URLField(max_length=400)

    def __str__(self) -> str:
        """Give the address."""
        return self.url


class Photo(PublicIdModel, PortraitPart):
    """A photograph, made smaller and cleaned of what the camera wrote in it."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="photos")
    image = models.FileField(upload_to="photos")
    small = models.FileField(upload_to="photos")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alternative_text = models.CharField(max_length=300)
    credit = models.CharField(max_length=120, blank=True)
    licence = models.CharField(
        max_length=20, choices=enums.TextLicence, default=enums.TextLicence.CC_BY_SA
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(PortraitPart.Meta):
        """In the order the team gave: of two parents, the first one's options would win."""

    def __str__(self) -> str:
        """Give the words that stand for the image."""
        return self.alternative_text


class LifeEvent(PublicIdModel):
    """Something dated in the life of a place: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=10, choices=enums.LifeEventKind)
    date = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    successor = models.ForeignKey(
        Place, null=True, on_delete=models.SET_NULL, related_name="succeeds"
    )
    successor_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        """Name the event and its date."""
        return f"{self.kind} {self.date}"


class Membership(models.Model):
    """What a person may do for a place."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=enums.Role)
    reminders = models.BooleanField(default=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="one_role_in_a_place"),
        ]

    def __str__(self) -> str:
        """Name the role."""
        return f"{self.person} {self.role}"


class Invitation(PublicIdModel):
    """A role offered to an e-mail address, until it is taken or grows old."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=enums.Role)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "email"], name="invited_once_to_a_place"),
        ]

    def __str__(self) -> str:
        """Name the role, never the address."""
        return f"{self.place} {self.role}"


class DeviceToken(PublicIdModel):
    """What lets a shared device speak for a place; only the hash of its secret is kept."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="device_tokens")
    label = models.CharField(max_length=80)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["issued_at", "pk"]

    def __str__(self) -> str:
        """Give the label."""
        return self.label
