"""What changed since the edition before, from the evidence that both editions froze."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from maille import __version__
from maille.core.effects.changing import Noted, ToldChange, changes_between, same_season
from maille.core.kernel.period import Period
from maille.reports.models import Edition, EditionEvidence
from maille.reports.queries.freezing import thaw

# Two editions never change: what is told of both stays true until the product changes.
FOR_A_MONTH = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Since:
    """What changed from an older edition to a newer one."""

    before: Edition
    after: Edition
    changes: tuple[ToldChange, ...]


def since_the_one_before(edition: Edition, others: Iterable[Edition]) -> Since | None:
    """Compare an edition with the latest of the same season before it; ``None`` without one."""
    period = _period(edition)
    earlier = [
        one
        for one in others
        if same_season(_period(one), period)
        and (one.end or one.published_at.date()) < (edition.start or edition.published_at.date())
        and not one.replaced_by.all()
    ]
    before = max(
        earlier, key=lambda one: (one.end or one.published_at.date(), one.number), default=None
    )
    return between(before, edition) if before else None


def between(before: Edition, after: Edition) -> Since | None:
    """Compare two editions; ``None`` when one of them froze no evidence, or nothing compares."""
    kept = {
        row["edition"]: row["sha256"]
        for row in EditionEvidence.objects.filter(edition__in=[before, after]).values(
            "edition", "sha256"
        )
    }
    if len(kept) < len({before.pk, after.pk}) or before.pk == after.pk:
        return None
    key = (
        f"changes-{kept[before.pk][:24]}-{kept[after.pk][:24]}-{before.pk}-{after.pk}-{__version__}"
    )
    changes: tuple[ToldChange, ...] | None = cache.get(key)
    if changes is None:
        changes = changes_between(_noted(before), _noted(after))
        cache.set(key, changes, FOR_A_MONTH)
    return Since(before, after, changes) if changes else None


def _noted(edition: Edition) -> Noted:
    content = EditionEvidence.objects.values_list("content", flat=True).get(edition=edition)
    return Noted(_period(edition), thaw(bytes(content)))


def _period(edition: Edition) -> Period:
    return Period(edition.start, edition.end)
