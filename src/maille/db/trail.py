"""Writing and reading the trail of changes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from maille.db.models import Change, PublicIdModel


def record_changes(
    *,
    thing: PublicIdModel,
    before: Mapping[str, object],
    after: Mapping[str, object],
    by: AbstractBaseUser | None,
    at: dt.datetime,
) -> list[Change]:
    """Keep the previous value of every field that differs; call it inside the transaction."""
    return Change.objects.bulk_create(
        changes_between(thing=thing, before=before, after=after, by=by, at=at)
    )


def changes_between(
    *,
    thing: PublicIdModel,
    before: Mapping[str, object],
    after: Mapping[str, object],
    by: AbstractBaseUser | None,
    at: dt.datetime,
) -> list[Change]:
    """Give what to keep of every field that differs, for who keeps many rows at once."""
    return [
        Change(
            thing=thing._meta.label,
            thing_id=thing.public_id,
            field=field,
            previous=before.get(field),
            new=after.get(field),
            by_id=by.pk if by else None,
            at=at,
        )
        for field in sorted({*before, *after})
        if before.get(field) != after.get(field)
    ]


def restore_changes(thing: PublicIdModel, described: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Write again what was kept of a row, as an archive describes it: without its authors."""
    return Change.objects.bulk_create(
        Change(
            thing=thing._meta.label,
            thing_id=thing.public_id,
            field=str(one["field"]),
            previous=one["previous"],
            new=one["new"],
            at=dt.datetime.fromisoformat(one["at"]),
        )
        for one in described
    )


def changes_of(thing: PublicIdModel) -> QuerySet[Change]:
    """Give the changes of a row, newest first, with their authors."""
    return Change.objects.filter(thing=thing._meta.label, thing_id=thing.public_id).select_related(
        "by"
    )
