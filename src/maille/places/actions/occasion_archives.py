"""Writing again the programme of a place that was taken away in an archive."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from maille.core.occasions.rules import read_rule, write_rule
from maille.places.actions.archives import archive_in_doubt, check_restored
from maille.places.errors import ArchiveError
from maille.places.models import Occasion, OccasionException, Place
from maille.places.queries.occasions import EXCEPTION_COLUMNS, OCCASION_COLUMNS

Described = Mapping[str, Any]


@transaction.atomic
def restore_occasions(*, place: Place, described: object) -> list[Occasion]:
    """Write every occasion again, its exceptions and its identifier included.

    Raises
    ------
    ArchiveError
        When an occasion is not as it should be.
    """
    if not isinstance(described, list):
        raise ArchiveError(_("the programme of this archive is not as it should be"))
    with archive_in_doubt():
        return [_restore(place, one) for one in described]


def _restore(place: Place, described: Described) -> Occasion:
    columns = _columns(Occasion, described, OCCASION_COLUMNS)
    occasion = Occasion(place=place, public_id=UUID(described["id"]), **columns)
    check_restored(occasion, OCCASION_COLUMNS)
    if (
        occasion.rule
        and write_rule(read_rule(occasion.rule, occasion.starts_on)[0]) != occasion.rule
    ):
        raise ArchiveError(_("the programme of this archive is not as it should be"))
    occasion.save(force_insert=True)
    for told in described["exceptions"]:
        row = OccasionException(
            occasion=occasion, **_columns(OccasionException, told, EXCEPTION_COLUMNS)
        )
        check_restored(row, EXCEPTION_COLUMNS)
        row.save(force_insert=True)
    return occasion


def _columns(
    model: type[models.Model], described: Described, names: tuple[str, ...]
) -> dict[str, Any]:
    """Read columns from JSON as their fields do."""
    return {
        name: model._meta.get_field(name).to_python(described[name])  # type: ignore[union-attr]  # columns, no relation
        for name in names
    }
