"""Studies of a territory, and what they were computed from."""

from collections.abc import Iterable
from typing import Never

from django.conf import settings
from django.db import models

from maille.db.models import PublicIdModel
from maille.territory.enums import Visibility
from maille.territory.errors import ImmutableStudyError

# What its author may still change: how it is called, and who may read it.
OPEN_FIELDS = frozenset({"name", "visibility"})


class Ground(models.Model):
    """What studies stand on, kept once under the hash of its content.

    ``content`` is compressed JSON: cells with their persons, places open then, candidates.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the fingerprint."""
        return self.sha256


class StudyQuerySet(models.QuerySet["Study"]):
    """Studies can be read, added and named, and nothing else."""

    def update(self, **fields: object) -> int:
        """Refuse all but the name and who may read."""
        if not OPEN_FIELDS.issuperset(fields):
            raise ImmutableStudyError(", ".join(sorted(fields)))
        return super().update(**fields)

    def delete(self) -> Never:
        """Refuse: a study that was shared stays where its link says."""
        raise ImmutableStudyError("delete")


class Study(PublicIdModel):
    """An answer to who is within reach and where to weave next, for ever."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=120)
    territory_fr = models.CharField(max_length=120)
    territory_en = models.CharField(max_length=120)
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="studies")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=40)
    travel = models.CharField(max_length=120)
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC.value
    )
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="studies"
    )

    objects = StudyQuerySet.as_manager()

    class Meta:
        ordering = ["-computed_at", "-pk"]
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=[one.value for one in Visibility]),
                name="study_visibility_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    def save(  # type: ignore[override]
        self,
        *,
        force_insert: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write once; then only the name and who may read."""
        if not self._state.adding and not OPEN_FIELDS.issuperset(update_fields or {"document"}):
            raise ImmutableStudyError(str(self))
        super().save(force_insert=force_insert, using=using, update_fields=update_fields)

    def delete(self, *_arguments: object, **_options: object) -> Never:
        """Refuse: a study that was shared stays where its link says."""
        raise ImmutableStudyError(str(self))
