"""What the rows of drafts and editions share."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from maille.people.models import Person


def one_of(field: str, words: type[StrEnum], name: str) -> models.CheckConstraint:
    """Hold a column to the words of an enum."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name
    )


def author() -> models.ForeignKey[Person | None, Person | None]:
    """Give the column of who did it; an erased account leaves nobody."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
