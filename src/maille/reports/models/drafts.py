"""What a team answers for a period, and what it says of what evidence proposed."""

import re

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.core.effects.values import AnswerState, DecisionKind, Per
from maille.db.models import PublicIdModel
from maille.reports.enums import DraftState
from maille.reports.models.fields import author, one_of


class Draft(PublicIdModel):
    """Answers of a place for a period, until they are published."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="drafts")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    grid_id = models.CharField(max_length=60)
    grid_version = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=DraftState.OPEN.value)
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="copies"
    )
    corrects = models.ForeignKey(
        "Edition", null=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = author()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            one_of("state", DraftState, "draft_state_is_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gte=models.F("start")),
                name="draft_period_is_whole",
            ),
        ]

    def __str__(self) -> str:
        """Name the period, or say that nobody stated it."""
        return f"{self.start} - {self.end}" if self.start else "period not stated"

    @property
    def is_open(self) -> bool:
        """Whether answers may still change."""
        return self.state == DraftState.OPEN


class Answer(PublicIdModel):
    """What the team answered to one question, as it said it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    theme = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    options = models.JSONField(default=list)
    own_words = models.JSONField(default=list)
    number = models.FloatField(null=True)
    approximate = models.BooleanField(default=False)
    per = models.CharField(max_length=10, default=Per.UNSTATED.value)
    said = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "theme", "question"], name="one_answer_per_question"
            ),
            one_of("state", AnswerState, "answer_state_is_known"),
            one_of("per", Per, "answer_per_is_known"),
        ]

    def __str__(self) -> str:
        """Name the question and the state."""
        return f"{self.theme}.{self.question} {self.state}"


class Dissent(PublicIdModel):
    """A disagreement with the answers on a theme, signed by a role."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="dissents")
    theme = models.CharField(max_length=40)
    text = models.TextField()
    role = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = author()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """Name the theme and the role."""
        return f"{self.theme} {self.role}"


class Intensity(PublicIdModel):
    """How strongly a group of respondents felt an effect."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="intensities")
    theme = models.CharField(max_length=40)
    group = models.CharField(max_length=80)
    median = models.FloatField()
    n = models.PositiveIntegerField()
    spread = models.FloatField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "intensities"
        constraints = [
            models.UniqueConstraint(fields=["draft", "theme", "group"], name="one_per_group"),
            models.CheckConstraint(
                condition=Q(median__gte=1, median__lte=5), name="intensity_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        """Name the theme and the group."""
        return f"{self.theme} {self.group}"


class Indicator(PublicIdModel):
    """A figure that the place follows of its own accord, beside the grid."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="indicators")
    theme = models.CharField(max_length=40, blank=True)
    label_fr = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    number = models.FloatField()
    approximate = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=80, blank=True)
    adopted_by = models.CharField(max_length=80, blank=True)
    adopted_on = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """Name what is followed."""
        return self.label_fr


class Decision(PublicIdModel):
    """What the team, by a role, says of what evidence gave: a finding or a proposed answer.

    ``about`` is the id of the finding or of the proposal; ``basis`` is a digest of what it rested
    on when it was decided, so that changed evidence is shown again.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="decisions")
    about = models.CharField(max_length=160)
    kind = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    role = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = author()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "about"], name="one_decision_per_finding"),
            one_of("kind", DecisionKind, "decision_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.CONFIRMED.value) | ~Q(text=""),
                name="decision_other_than_yes_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.DISSENTED.value) | ~Q(role=""),
                name="decision_of_dissent_is_signed",
            ),
        ]

    @property
    def theme(self) -> str:
        """Give the theme it is about: what stands first in the id."""
        return re.split("[@.:]", self.about, maxsplit=1)[0]

    def __str__(self) -> str:
        """Name what was decided on, and how."""
        return f"{self.about} {self.kind}"
