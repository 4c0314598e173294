"""Importing records: each file by itself, never published, never twice."""

import datetime as dt
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from maille.core.kernel.names import fold_name
from maille.db.turns import take_turn
from maille.people.models import Person
from maille.places.actions import add_place
from maille.places.models import Place
from maille.places.policies import may_edit_place, may_see_place
from maille.reports.commune_mesure import reasons
from maille.reports.commune_mesure.doubts import find_doubts, sort_doubts
from maille.reports.commune_mesure.drafting import (
    draft_for,
    withdrawn_paths,
    write_answers,
    write_stories,
)
from maille.reports.commune_mesure.filling import Hand, fill_portrait
from maille.reports.commune_mesure.gazetteer import gazetteer_of
from maille.reports.commune_mesure.reading import read_record
from maille.reports.commune_mesure.report import (
    News,
    Outcome,
    Written,
    outcome_of,
    outcome_of_refusal,
)
from maille.reports.commune_mesure.taking import NOTHING, Taken, take
from maille.reports.commune_mesure.tree import Node
from maille.reports.commune_mesure.values import Doubt, Flag, Reason, Record, Refusal
from maille.reports.commune_mesure.words import fold_key, fold_words
from maille.reports.enums import Hold
from maille.reports.models import ImportedFile

logger = logging.getLogger(__name__)

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as somebody gave it; ``data`` is ``None`` when it could not be opened."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class _Former:
    """What was imported before for the same place."""

    file: ImportedFile | None
    taken: Taken
    stories: Mapping[str, str]


def import_records(
    *,
    files: Sequence[IncomingFile],
    by: Person | None,
    on: dt.datetime | None = None,
    on_progress: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Write each record in its place's portrait and in a draft, and keep its raw file.

    Each file is one transaction: a file that is refused leaves nothing behind and stops no other.
    The same bytes again change nothing. Other bytes for the same place (its name and its town, or
    its postcode) change only what still says what the former import wrote. Nothing is published:
    a new place is not public, a story has no consent.

    Parameters
    ----------
    files
        Files of one run; copies are looked for between them.
    by
        Who imports, and becomes the steward of new places; ``None`` from the command line.
    on
        When, now by default.
    on_progress
        Called after each file.

    Returns
    -------
    tuple[Outcome, ...]
        What became of each file, in the same order.
    """
    hand = Hand(by, on or timezone.now())
    read = [_read(file) for file in files]
    records = [found for found in read if isinstance(found, Record)]
    doubts = iter(find_doubts(records, known=gazetteer_of(records)))
    outcomes = []
    for file, found in zip(files, read, strict=True):
        if isinstance(found, Record):
            outcomes.append(_written(file, found, next(doubts), hand))
        else:
            outcomes.append(outcome_of_refusal(found))
        on_progress()
    return tuple(outcomes)


def _read(file: IncomingFile) -> Record | Refusal:
    if file.data is None:
        return Refusal(file.name, "", Reason(reasons.UNREADABLE))
    return read_record(file.data, name=file.name)


def _written(file: IncomingFile, record: Record, doubts: tuple[Doubt, ...], hand: Hand) -> Outcome:
    try:
        with transaction.atomic():
            return _write(file, record, doubts, hand)
    except Exception:  # whatever goes wrong with one file must not stop the others
        logger.exception("The import of a file failed")
        return outcome_of_refusal(Refusal(record.file, record.sha256, Reason(reasons.FAILED)))


def _write(file: IncomingFile, record: Record, doubts: tuple[Doubt, ...], hand: Hand) -> Outcome:
    take_turn(f"import of {_key(record)}")  # two first imports would make two places
    place = _place_of(record, hand.by)
    if place is not None:
        same = place.imported_files.filter(sha256=record.sha256).first()
        if same is not None:
            return _outcome(record, _still(doubts, same), same, News.UNCHANGED)
    news = News.ADDED if place is None else News.UPDATED
    if place is None:
        doubts = sort_doubts([*doubts, *_twins(record, hand.by)])
        place = add_place(name=record.name, is_public=False, by=hand.by)
    former = _former(place)
    taken = take(record, doubts)
    refused = fill_portrait(place, taken, former.taken, hand)
    draft = draft_for(place, former.file.draft if former.file else None, hand)
    paths = [fact.path for fact in taken.fields if fact.target.partition(".")[0] in refused]
    paths += write_answers(draft, taken, former.taken, hand)
    told = write_stories(draft, taken, former.taken, former.stories, hand)
    cannot = Reason(reasons.CANNOT_KEEP)
    doubts = sort_doubts([*doubts, *(Doubt(path, Flag.INCONSISTENT, cannot) for path in paths)])
    withdrawn = withdrawn_paths(place, told)
    kept = ImportedFile.objects.create(
        place=place,
        draft=draft,
        name=record.file[-_LONGEST_NAME:],
        sha256=record.sha256,
        content=_without(record, withdrawn) if withdrawn else file.data,
        report={"key": _key(record), "doubts": _plain(doubts), "stories": told},
        imported_at=hand.at,
        imported_by=hand.by,
        redacted_at=hand.at if withdrawn else None,
    )
    return _outcome(record, doubts, kept, news)


def _key(record: Record) -> str:
    town = fold_words(record.words_of("locality")) or record.words_of("postcode")
    return f"{fold_words(record.name)}|{town}"


def _place_of(record: Record, by: Person | None) -> Place | None:
    """Give the place that the same record was imported into, among those this person may edit."""
    files = ImportedFile.objects.defer("content").filter(report__key=_key(record))
    return next(
        (file.place for file in files if by is None or may_edit_place(by, file.place)), None
    )


def _twins(record: Record, by: Person | None) -> Iterator[Doubt]:
    """Doubt the name of a place that somebody else has already entered: nothing is merged."""
    folded = fold_name(record.name)
    places = Place.objects.all()
    for word in folded.split():
        places = places.filter(folded_text__contains=word)
    for place in places.order_by("slug"):
        if fold_name(place.name) == folded and (by is None or may_see_place(by, place)):
            reason = Reason(reasons.SAME_PLACE, (("slug", place.slug),))
            yield Doubt("name", Flag.DUPLICATED, reason)


def _former(place: Place) -> _Former:
    stories: dict[str, str] = {}
    last = None
    for file in place.imported_files.defer("content").order_by("imported_at", "pk"):
        stories.update(file.report.get("stories", {}))
        last = file
    if last is None:
        return _Former(None, NOTHING, stories)
    record = read_record(bytes(last.content), name=last.name)
    if isinstance(record, Refusal):
        return _Former(last, NOTHING, stories)
    return _Former(last, take(record, _doubts(last.report.get("doubts", []))), stories)


def _outcome(record: Record, doubts: tuple[Doubt, ...], file: ImportedFile, news: News) -> Outcome:
    draft = file.draft
    held = 0 if draft is None else draft.stories.filter(hold=Hold.HELD).count()
    public_id = None if draft is None else draft.public_id
    written = Written(file.place.slug, public_id, news, held)
    return replace(outcome_of(record, doubts), written=written)


def _still(doubts: tuple[Doubt, ...], file: ImportedFile) -> tuple[Doubt, ...]:
    """Add what only showed when the file was written down."""
    found = {reasons.SAME_PLACE, reasons.CANNOT_KEEP}
    kept = [one for one in _doubts(file.report.get("doubts", [])) if one.reason.message in found]
    return sort_doubts([*doubts, *kept])


def _plain(doubts: Sequence[Doubt]) -> list[dict[str, Any]]:
    return [
        {
            "path": doubt.path,
            "flag": doubt.flag.value,
            "message": doubt.reason.message,
            "values": dict(doubt.reason.values),
        }
        for doubt in doubts
    ]


def _doubts(plain: Sequence[Mapping[str, Any]]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            row["path"],
            Flag(row["flag"]),
            Reason(row["message"], tuple(row["values"].items())),
        )
        for row in plain
    )


def _without(record: Record, paths: Sequence[str]) -> bytes:
    """Give the record without the words at some folded paths, as JSON."""
    return json.dumps(_blanked(Node("", record.tree), set(paths)), indent=1).encode()


def _blanked(node: Node, gone: set[str]) -> object:
    if fold_key(node.path) in gone:
        return None
    if isinstance(node.value, dict):
        return {key: _blanked(child, gone) for key, child in node.children()}
    if isinstance(node.value, list):
        return [_blanked(child, gone) for _position, child in node.children()]
    return node.value
