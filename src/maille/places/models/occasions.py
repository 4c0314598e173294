"""The programme of a place: what it announces to everybody, once or again and again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.places import enums
from maille.places.models.places import Place


class Occasion(PublicIdModel):
    """Something that a place holds and announces: a meal, a workshop, an opening.

    Days and hours are those of the place, summer and winter alike. Without ``starts_at`` it
    lasts all day; without ``minutes`` nobody said how long. ``rule`` is an ``RRULE`` without its
    end, which is ``last_on``. At most one occurrence a day: a day names it.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="occasions")
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    space = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    time_zone = models.CharField(max_length=40, choices=enums.TimeZone)
    rule = models.CharField(max_length=200, blank=True)
    last_on = models.DateField(null=True)
    themes = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    url = models.URLField(max_length=400, blank=True)
    is_free = models.BooleanField(null=True)
    price = models.CharField(max_length=80, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | ~Q(rule=""),
                name="only_what_comes_back_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["place", "starts_on"], name="occasions_of_a_place")]

    def __str__(self) -> str:
        """Give the title."""
        return self.title


class OccasionException(models.Model):
    """One occurrence that is not as the others: held otherwise, or not at all.

    ``original`` is the day that the rule gives; what is empty is as usual.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="exceptions")
    original = models.DateField()
    cancelled = models.BooleanField(default=False)
    on = models.DateField(null=True)
    at = models.TimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=150, blank=True)
    space = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["original"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "original"], name="one_exception_for_an_occurrence"
            ),
        ]

    def __str__(self) -> str:
        """Name the occasion and the day."""
        return f"{self.occasion} {self.original}"
