"""What a place answers about itself, and the editions it made of it."""

import uuid
from enum import StrEnum
from typing import Never

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.core.effects.values import (
    AnswerState,
    Direction,
    Per,
    StoryKind,
    TellerKind,
)
from maille.db.models import PublicIdModel
from maille.people.models import Person
from maille.places.enums import Role
from maille.reports.enums import DraftState, Hold, Reason
from maille.reports.errors import ImmutableEditionError


def _one_of(field: str, words: type[StrEnum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name
    )


def _author() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


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
    created_by = _author()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            _one_of("state", DraftState, "draft_state_is_known"),
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
            _one_of("state", AnswerState, "answer_state_is_known"),
            _one_of("per", Per, "answer_per_is_known"),
        ]

    def __str__(self) -> str:
        """Name the question and the state."""
        return f"{self.theme}.{self.question} {self.state}"


class Story(PublicIdModel):
    """Words told about a theme; ``origin`` stays the same when a correction copies them."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="stories")
    origin = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    theme = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, default=StoryKind.TESTIMONY.value)
    teller = models.CharField(max_length=20, default=TellerKind.UNSTATED.value)
    pseudonym = models.CharField(max_length=60, blank=True)
    told_on = models.CharField(max_length=10, blank=True)
    consent = models.BooleanField(default=False)
    consent_note = models.CharField(max_length=200, blank=True)
    consented_at = models.DateTimeField(null=True)
    truncated = models.BooleanField(default=False)
    direction = models.CharField(max_length=20, null=True)  # noqa: DJ001 - null is "not said"
    hold = models.CharField(max_length=10, default=Hold.NONE.value)
    hold_reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decided_by = _author()
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = _author()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(fields=["draft", "origin"], name="one_copy_per_draft"),
            _one_of("kind", StoryKind, "story_kind_is_known"),
            _one_of("teller", TellerKind, "story_teller_is_known"),
            _one_of("hold", Hold, "story_hold_is_known"),
            models.CheckConstraint(
                condition=Q(direction__isnull=True)
                | Q(direction__in=[direction.value for direction in Direction]),
                name="story_direction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(text="", pseudonym=""),
                name="withdrawn_story_holds_no_words",
            ),
        ]

    def __str__(self) -> str:
        """Name the theme, never the words."""
        return f"{self.theme} {self.origin}"


class Dissent(PublicIdModel):
    """A disagreement with the answers on a theme, signed by a role."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="dissents")
    theme = models.CharField(max_length=40)
    text = models.TextField()
    role = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = _author()

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


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions can be read and added, and nothing else."""

    def update(self, **fields: object) -> Never:
        """Refuse: a correction is a new edition."""
        raise ImmutableEditionError(", ".join(sorted(fields)))

    def delete(self) -> Never:
        """Refuse: what was published stays published."""
        raise ImmutableEditionError("delete")


class Edition(PublicIdModel):
    """A published report: its document's exact text, without the words of its stories."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="editions")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    grid_id = models.CharField(max_length=60)
    grid_version = models.CharField(max_length=20)
    engine_version = models.CharField(max_length=40)
    licence_text = models.CharField(max_length=40)
    licence_data = models.CharField(max_length=40)
    reviewed_by = models.CharField(max_length=120, blank=True)
    published_at = models.DateTimeField()
    published_by = _author()
    published_role = models.CharField(max_length=20, default=Role.STEWARD)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField(max_length=20, null=True)  # noqa: DJ001 - null replaces nothing

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_number_per_place"),
            models.CheckConstraint(
                condition=Q(reason__isnull=True)
                | Q(reason__in=[reason.value for reason in Reason], replaces__isnull=False),
                name="edition_reason_names_a_replaced_one",
            ),
        ]

    def __str__(self) -> str:
        """Name the number."""
        return f"edition {self.number}"

    def save(self, *, force_insert: bool = True, using: str | None = None) -> None:  # type: ignore[override]
        """Write once; a second time raises ``ImmutableEditionError``."""
        if not self._state.adding:
            raise ImmutableEditionError(str(self))
        super().save(force_insert=force_insert, using=using)

    def delete(self, *_arguments: object, **_options: object) -> Never:
        """Refuse: what was published stays published."""
        raise ImmutableEditionError(str(self))


class EditionStory(models.Model):
    """The words of one story of one edition, beside it so that they can be withdrawn."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="words")
    story_id = models.UUIDField(db_index=True)
    text = models.TextField(null=True)  # noqa: DJ001 - null is withdrawn, empty is empty
    pseudonym = models.CharField(max_length=60, blank=True)
    salt = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null is withdrawn
    digest = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "edition stories"
        constraints = [
            models.UniqueConstraint(fields=["edition", "story_id"], name="one_story_per_edition"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(text__isnull=True, salt__isnull=True, pseudonym=""),
                name="withdrawn_words_are_gone",
            ),
        ]

    def __str__(self) -> str:
        """Name the story, never its words."""
        return str(self.story_id)


class ImportedFile(PublicIdModel):
    """A file as it was received, with what the importer made of it.

    ``sha256`` is that of the file received, even once a withdrawal has redacted words in it.
    """

    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="imported_files"
    )
    draft = models.ForeignKey(
        Draft, null=True, on_delete=models.SET_NULL, related_name="imported_files"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    report = models.JSONField()
    imported_at = models.DateTimeField(default=timezone.now)
    imported_by = _author()
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "sha256"], name="one_import_per_content"),
        ]

    def __str__(self) -> str:
        """Name the file."""
        return self.name
