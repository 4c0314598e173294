"""What an import took, doubted, set aside and refused: as JSON, and for a person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from maille.reports.commune_mesure.reasons import gettext_noop
from maille.reports.commune_mesure.taking import NOTHING, Taken, take
from maille.reports.commune_mesure.values import (
    Doubt,
    Flag,
    Reason,
    Record,
    Refusal,
    UnknownLabel,
)

FLAGS: Final = {
    Flag.PLACEHOLDER: gettext_noop("placeholder"),
    Flag.DUPLICATED: gettext_noop("duplicated"),
    Flag.UNIT_IN_DOUBT: gettext_noop("unit in doubt"),
    Flag.INCONSISTENT: gettext_noop("inconsistent"),
    Flag.MISSING: gettext_noop("missing"),
    Flag.QUARANTINED: gettext_noop("quarantined"),
}
IMPORTED: Final = gettext_noop("%(file)s: %(place)s")
REFUSED: Final = gettext_noop("%(file)s: refused. %(reason)s")
TAKEN: Final = gettext_noop(
    "Taken: %(fields)s facts of the portrait, %(answers)s answers, %(stories)s accounts of the"
    " team (shown to nobody before it consents)"
)
HELD: Final = gettext_noop("Accounts that seem to name a person or to say too much: %(count)s")
IN_DOUBT: Final = gettext_noop("In doubt: %(count)s")
SET_ASIDE: Final = gettext_noop("Quarantined: %(count)s")
MISSING: Final = gettext_noop("Missing: %(count)s")
UNKNOWN: Final = gettext_noop("Labels not known, kept as they are: %(count)s")
WHOLE_FILE: Final = gettext_noop("the whole file")

Translate = Callable[[str], str]


class News(StrEnum):
    """What an import changed."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


NEWS: Final = {
    News.ADDED: gettext_noop("New place, shown to nobody but its team: %(slug)s"),
    News.UPDATED: gettext_noop("Place imported before, brought up to date: %(slug)s"),
    News.UNCHANGED: gettext_noop("File imported before, nothing was changed: %(slug)s"),
}


class Status(StrEnum):
    """Whether a file was read."""

    IMPORTED = "imported"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file was written: the place's slug, its draft's public id, stories to decide on."""

    slug: str
    draft: UUID | None
    news: News
    held: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; without ``written``, it was only read."""

    file: str
    status: Status
    place: str | None = None
    reason: Reason | None = None
    doubts: tuple[Doubt, ...] = ()
    unknown_labels: tuple[UnknownLabel, ...] = ()
    taken: Taken = NOTHING
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class SortedDoubts:
    """Doubts as a person goes through them: to look at, set aside with their block, missing."""

    in_doubt: tuple[Doubt, ...]
    set_aside: tuple[Doubt, ...]
    missing: tuple[Doubt, ...]


def sort_out(doubts: Sequence[Doubt]) -> SortedDoubts:
    """Put what is doubted inside a quarantined block with that block: nobody has to mend it."""
    blocks = {doubt.path for doubt in doubts if doubt.flag is Flag.QUARANTINED}
    missing = tuple(doubt for doubt in doubts if doubt.flag is Flag.MISSING)
    others = [doubt for doubt in doubts if doubt.flag is not Flag.MISSING]
    aside = tuple(
        doubt
        for doubt in others
        if any(doubt.path == path or doubt.path.startswith(f"{path}.") for path in blocks)
    )
    return SortedDoubts(tuple(doubt for doubt in others if doubt not in aside), aside, missing)


def outcome_of(record: Record, doubts: tuple[Doubt, ...]) -> Outcome:
    """Tell what became of a file that could be read."""
    return Outcome(
        file=record.file,
        status=Status.IMPORTED,
        place=record.name,
        doubts=doubts,
        unknown_labels=record.unknown_labels,
        taken=take(record, doubts),
    )


def outcome_of_refusal(refusal: Refusal) -> Outcome:
    """Tell what became of a file that could not."""
    return Outcome(file=refusal.file, status=Status.REFUSED, reason=refusal.reason)


def report_document(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Give the report as JSON values: files in their order, fields sorted, English reasons.

    Examples
    --------
    >>> refusal = Refusal("a.json", "", Reason("The file is empty."))
    >>> report_document([outcome_of_refusal(refusal)])["files"]
    [{'file': 'a.json', 'place': None, 'status': 'refused', 'reason': 'The file is empty.', \
'fields': [], 'unknown_labels': []}]
    """
    return {"files": [_file(outcome) for outcome in outcomes]}


def report_lines(outcome: Outcome, translate: Translate = str) -> Iterator[str]:
    """Give the report of one file as lines that a person reads."""
    if outcome.reason is not None:
        reason = outcome.reason.in_words(translate)
        yield translate(REFUSED) % {"file": outcome.file, "reason": reason}
        return
    yield translate(IMPORTED) % {"file": outcome.file, "place": outcome.place}
    if outcome.written is not None:
        yield "  " + translate(NEWS[outcome.written.news]) % {"slug": outcome.written.slug}
    yield "  " + translate(TAKEN) % {
        "fields": len(outcome.taken.fields),
        "answers": len(outcome.taken.answers),
        "stories": len(outcome.taken.stories),
    }
    if outcome.written is not None and outcome.written.held:
        yield "  " + translate(HELD) % {"count": outcome.written.held}
    sorted_out = sort_out(outcome.doubts)
    yield from _doubts(IN_DOUBT, sorted_out.in_doubt, translate)
    yield from _doubts(SET_ASIDE, sorted_out.set_aside, translate)
    if sorted_out.missing:
        yield "  " + translate(MISSING) % {"count": len(sorted_out.missing)}
        yield "    " + ", ".join(doubt.path for doubt in sorted_out.missing)
    if outcome.unknown_labels:
        yield "  " + translate(UNKNOWN) % {"count": len(outcome.unknown_labels)}
        for unknown in outcome.unknown_labels:
            yield f"    {unknown.path}: {unknown.label}"


def _file(outcome: Outcome) -> dict[str, object]:
    return {
        "file": outcome.file,
        "place": outcome.place,
        "status": outcome.status.value,
        "reason": None if outcome.reason is None else outcome.reason.in_words(),
        "fields": [
            {"path": doubt.path, "flag": doubt.flag.value, "reason": doubt.reason.in_words()}
            for doubt in outcome.doubts
        ],
        "unknown_labels": list(dict.fromkeys(unknown.label for unknown in outcome.unknown_labels)),
    }


def _doubts(heading: str, doubts: Sequence[Doubt], translate: Translate) -> Iterator[str]:
    if doubts:
        yield "  " + translate(heading) % {"count": len(doubts)}
    for doubt in doubts:
        path = doubt.path or translate(WHOLE_FILE)
        yield f"    {path} [{translate(FLAGS[doubt.flag])}] {doubt.reason.in_words(translate)}"
