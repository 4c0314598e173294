"""Published editions, what they were made of, and the files a place brought in."""

from typing import Never

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maille.db.models import PublicIdModel
from maille.places.enums import Role
from maille.reports.enums import Reason
from maille.reports.errors import ImmutableEditionError
from maille.reports.models.drafts import Draft
from maille.reports.models.fields import author


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
    published_by = author()
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


class EditionEvidence(models.Model):
    """The evidence that an edition was assessed from, frozen so that it can be computed again.

    ``content`` is compressed JSON without any word or name; ``sha256`` is that of the JSON.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="evidence")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pieces = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "edition evidence"

    def __str__(self) -> str:
        """Name the fingerprint."""
        return self.sha256


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
    imported_by = author()
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "sha256"], name="one_import_per_content"),
        ]

    def __str__(self) -> str:
        """Name the file."""
        return self.name
