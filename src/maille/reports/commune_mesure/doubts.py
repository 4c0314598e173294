"""All that is doubted in the files of one import."""

from collections.abc import Iterable, Sequence

from maille.reports.commune_mesure.alone import look_at
from maille.reports.commune_mesure.territory import look_at_territory
from maille.reports.commune_mesure.together import look_side_by_side
from maille.reports.commune_mesure.tree import Notes
from maille.reports.commune_mesure.values import Doubt, Gazetteer, Record


def find_doubts(
    records: Sequence[Record], *, known: Gazetteer | None = None
) -> tuple[tuple[Doubt, ...], ...]:
    """Say, for each file of one import, which of its fields are doubted and why.

    Parameters
    ----------
    records
        All the files that could be read, since copies only show side by side.
    known
        Communes and departments from public sources; without it, fewer contradictions show.

    Returns
    -------
    tuple[tuple[Doubt, ...], ...]
        For each record in the same order, its doubts sorted by path, flag and reason.
    """
    gazetteer = known or Gazetteer()
    notes = [Notes(dict.fromkeys(record.doubts)) for record in records]
    for record, noted in zip(records, notes, strict=True):
        look_at(record, gazetteer, noted)
        look_at_territory(record, gazetteer, noted)
    look_side_by_side(records, gazetteer, notes)
    return tuple(sort_doubts(noted.doubts) for noted in notes)


def sort_doubts(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Put doubts in the order of the report: by path, flag and reason."""
    return tuple(sorted(doubts, key=_order))


def _order(doubt: Doubt) -> tuple[str, str, str]:
    return doubt.path, doubt.flag.value, doubt.reason.in_words()
