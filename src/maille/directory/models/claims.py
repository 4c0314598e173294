"""What is said of a place, field by field, by whom; and what is not sure."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.directory.enums import QuestionAnswer, QuestionKind
from maille.directory.models.sources import Delivery, Record
from maille.places.models import Place


class Claim(models.Model):
    """A field's value as one record says it, or as the place's own team does (no record).

    ``said_on`` is the day its source states, or the day it was received. The constraint
    ``said_once`` is the index of ``record``: another would cost each import as much.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="claims")
    record = models.ForeignKey(
        Record, null=True, on_delete=models.CASCADE, related_name="claims", db_index=False
    )
    field = models.CharField(max_length=40)
    value = models.JSONField()
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field"], condition=Q(record__isnull=False), name="said_once"
            ),
            models.UniqueConstraint(
                fields=["place", "field"],
                condition=Q(record__isnull=True),
                name="said_once_by_the_team",
            ),
        ]

    def __str__(self) -> str:
        """Name the field."""
        return f"{self.place_id} {self.field}"


class Shown(models.Model):
    """The value that the directory last wrote in a place, and the claim it took it from.

    Where the place now holds another value, its team changed it: theirs wins. The constraint
    ``shown_once`` is the index of ``place``.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="shown", db_index=False)
    field = models.CharField(max_length=40)
    value = models.JSONField()
    claim = models.ForeignKey(Claim, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "shown"
        constraints = [
            models.UniqueConstraint(fields=["place", "field"], name="shown_once"),
        ]

    def __str__(self) -> str:
        """Name the field."""
        return f"{self.place_id} {self.field}"


class Doubt(PublicIdModel):
    """Something to mend in what a record says; it stays open until somebody answers."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="doubts")
    field = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        """Name what is in doubt."""
        return f"{self.code} {self.field}"


class Question(PublicIdModel):
    """What a network is asked, never answered by a deletion: whether a place closed or moved."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="questions")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="questions")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.GONE)
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=12, choices=QuestionAnswer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(answer=""), name="asked_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        """Name the question."""
        return f"{self.kind} {self.place_id}"
