"""What visitors are asked at a door, and what they answered, without knowing who they are."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.observations.enums import Hold


class SurveyWave(PublicIdModel):
    """One survey of a place: a few questions of the grid, between two days.

    ``code`` is the end of its public address. ``questions`` are ``theme.question`` ids of the
    grid, ``theme`` what the rating and the open line are about. ``asked`` is how many people
    were invited to answer, when somebody knows.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="survey_waves")
    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=80)
    language = models.CharField(max_length=2, default="fr")
    grid_version = models.CharField(max_length=20)
    theme = models.CharField(max_length=60)
    questions = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    asked = models.PositiveIntegerField(null=True)
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=["fr", "en"]), name="wave_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="wave_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        """Give the title."""
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether visitors may still answer."""
        return self.closed_on is None


class SurveyResponse(PublicIdModel):
    """What one visitor answered: a day and no hour, no address, no trace of a device.

    ``answers`` holds, by ``theme.question``, the options that were ticked: an empty list says
    "none of these", an absent question says nothing. ``duplicate`` is kept, and not counted.
    """

    wave = models.ForeignKey(SurveyWave, on_delete=models.PROTECT, related_name="responses")
    sequence = models.PositiveIntegerField()
    on = models.DateField()
    language = models.CharField(max_length=2, default="fr")
    audience = models.CharField(max_length=20, blank=True)
    visits = models.PositiveSmallIntegerField(null=True)
    answers = models.JSONField(default=dict)
    felt = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    consent = models.BooleanField(default=False)
    hold = models.CharField(max_length=10, blank=True)
    hold_reasons = models.JSONField(default=list)
    duplicate = models.BooleanField(default=False)

    class Meta:
        ordering = ["wave", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "sequence"], name="one_sequence_per_wave"),
            models.CheckConstraint(
                condition=Q(felt__isnull=True) | Q(felt__range=(1, 5)), name="felt_from_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(hold__in=[hold.value for hold in Hold]),
                name="response_hold_is_known",
            ),
        ]
        indexes = [models.Index(fields=["wave", "on"], name="responses_of_a_period")]

    def __str__(self) -> str:
        """Name the wave and the rank, never the words."""
        return f"{self.wave} {self.sequence}"


class VisitorSalt(models.Model):
    """The random secret of one day, by which a second answer is recognised; gone the next day."""

    day = models.DateField(unique=True)
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Give the day, never the secret."""
        return f"{self.day}"


class VisitorMark(models.Model):
    """That somebody answered a wave, as a salted hash; deleted with its salt."""

    salt = models.ForeignKey(VisitorSalt, on_delete=models.CASCADE, related_name="marks")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["salt", "digest"], name="one_mark_per_visitor"),
        ]

    def __str__(self) -> str:
        """Say nothing of whom."""
        return f"{self.salt}"
