"""Base of every row that has a public life, and the trail of what changed."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class PublicIdModel(models.Model):
    """A row known outside by an identifier that tells nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Change(models.Model):
    """One field of one row: what it held before, what it holds since, by whom and when."""

    thing = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    field = models.CharField(max_length=60)
    previous = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["thing", "thing_id", "-at"], name="change_of_a_thing")]

    def __str__(self) -> str:
        """Name the field and the row."""
        return f"{self.thing} {self.thing_id} {self.field}"
