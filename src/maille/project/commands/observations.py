"""Noting and bringing in what happens in a place, from the command line."""

import json
import uuid
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maille.core.effects.observing import AuthorRole, ObservationKind, SourceKind
from maille.core.effects.values import Direction, TellerKind
from maille.observations.actions import Receipt, record_observations
from maille.observations.enums import Origin, ReceiptStatus
from maille.observations.importing.mapping import read_mapping
from maille.observations.importing.rows import ImportReport, RowStatus
from maille.observations.importing.tables import decode
from maille.observations.importing.taking import read_file, take_reading
from maille.places.actions import issue_device_token, revoke_device_token
from maille.places.models import Place
from maille.project.commands.places import find_place

Command = TypeVar("Command", bound=Callable[..., Any])
QUARANTINED_EXIT = 3
MOST_TOLD = 20


def _choice(name: str, words: type[StrEnum], sentence: str) -> Callable[[Command], Command]:
    return click.option(name, type=click.Choice([word.value for word in words]), help=sentence)


FIELDS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--kind",
        type=click.Choice([kind.value for kind in ObservationKind]),
        required=True,
        help=_("What sort of thing was seen."),
    ),
    click.option("--on", metavar="YYYY-MM-DD", required=True, help=_("The day.")),
    click.option("--at", metavar="HH:MM", help=_("The time of day.")),
    click.option("--people", type=int, help=_("How many persons; the lower end of a range.")),
    click.option("--people-high", type=int, help=_("The upper end of a range.")),
    click.option("--counted", is_flag=True, help=_("They were counted, not estimated.")),
    click.option("--audience", "audiences", multiple=True, help=_("Who took part; repeat it.")),
    click.option(
        "--theme", "themes", multiple=True, help=_("Theme of the grid it speaks for; repeat it.")
    ),
    _choice("--direction", Direction, _("Whether it is welcome.")),
    click.option("--minutes", type=int, help=_("How long it lasted.")),
    click.option("--note", help=_("In your own words.")),
    click.option("--space", help=_("Where in the place.")),
    _choice("--source", SourceKind, _("How it came to be known.")),
    _choice("--author-role", AuthorRole, _("What the one who noted is to the place.")),
    click.option("--author", help=_("Tells apart authors of one role, without a name.")),
    _choice("--teller", TellerKind, _("Who gave a testimony, as a kind of person.")),
    click.option("--consent", is_flag=True, help=_("Who gave the words agreed to be quoted.")),
    click.option(
        "--causal", is_flag=True, help=_("A person said, unasked, that the place is the cause.")
    ),
    click.option("--outcome", help=_("What became of it.")),
    click.option("--occasion", metavar="UUID", help=_("The public occasion of the programme.")),
    click.option("--noted-at", metavar="MOMENT", help=_("When it was noted, with its offset.")),
    click.option("--id", metavar="UUID", help=_("Its identifier; a new one by default.")),
)


def _with_fields(command: Command) -> Command:
    for option in reversed(FIELDS):
        command = option(command)
    return command


@click.command(
    help=_(
        "Note one thing that happened in a place, and print its receipt. Exit 3 when it says "
        "something impossible: it is kept, and does not count."
    ),
    epilog=_("Example: maille observe la-filature --kind presence --on 2025-03-04 --people 12"),
)
@click.argument("place")
@_with_fields
def observe(place: str, **fields: Any) -> None:  # noqa: ANN401 - one option for each field
    """Record one observation."""
    item = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if value is not None and value is not False and value != ()
    }
    item.setdefault("id", str(uuid.uuid4()))
    [receipt] = record_observations(
        place=find_place(place), items=[item], origin=Origin.COMMAND, by=None
    )
    if receipt.status is ReceiptStatus.UNREADABLE:
        raise click.ClickException(_("“%s” is no identifier (UUID): nothing was kept") % item["id"])
    click.echo(f"id: {receipt.id}\nsequence: {receipt.sequence}\nstatus: {receipt.status.value}")
    _comment(receipt)


def _comment(receipt: Receipt) -> None:
    reasons = "; ".join(_said(reason) for reason in receipt.reasons)
    if receipt.status is ReceiptStatus.QUARANTINED:
        click.echo(_("kept in quarantine, not counted: %s") % reasons, err=True)
        raise SystemExit(QUARANTINED_EXIT)
    if receipt.status is ReceiptStatus.VERSION:
        click.echo(
            _("this identifier said something else before: both are kept, the team decides"),
            err=True,
        )
    if reasons:
        click.echo(reasons, err=True)


def _said(reason: Any) -> str:  # noqa: ANN401 - a reason as JSON
    words = reason["fr" if (get_language() or "fr").startswith("fr") else "en"]
    return f"{reason['field']}: {words}" if reason["field"] else str(words)


@click.group(help=_("Devices that note for a place."))
def device() -> None:
    """Gather the commands about devices."""


@device.command(
    help=_("Issue a token for a device; it is the last line printed, shown this once."),
    epilog=_('Example: maille device add la-filature --label "Tablette de l’entrée"'),
)
@click.argument("place")
@click.option("--label", required=True, help=_("Name of the device."))
def add(place: str, label: str) -> None:
    """Print the identifier of the device, then its secret."""
    token, secret = issue_device_token(place=find_place(place), label=label, by=None)
    click.echo(f"{token.public_id}\n{secret}")


@device.command(
    help=_("Withdraw the token of a device, for good."),
    epilog=_('Example: maille device revoke la-filature "Tablette de l’entrée"'),
)
@click.argument("place")
@click.argument("device", metavar=_("LABEL|ID"))
def revoke(place: str, device: str) -> None:
    """Make the token worthless; every device that bears the label loses its own."""
    found = find_place(place)
    known = found.device_tokens.filter(revoked_at=None)
    tokens = [token for token in known if device in {token.label, str(token.public_id)}]
    if not tokens:
        labels = ", ".join(token.label for token in known)
        raise click.ClickException(
            _("no device is called “%(device)s”; there are: %(labels)s")
            % {"device": device, "labels": labels or "-"}
        )
    for token in tokens:
        revoke_device_token(token=token, by=None)
        click.echo(token.public_id)


def import_observations(
    place: Place, file: Path, mapping: Path | None, report: Path | None
) -> ImportReport:
    """Bring a file in, and tell what became of each row."""
    chosen = read_mapping(decode(mapping.read_bytes())) if mapping else None
    reading = read_file(place, file.name, file.read_bytes(), mapping=chosen)
    done = take_reading(place=place, name=file.name, reading=reading, by=None)
    if report:
        written = json.dumps(done.as_json(), ensure_ascii=False, indent=1)
        report.write_text(written + "\n", encoding="utf-8")
    _tell(done)
    return done


def _tell(done: ImportReport) -> None:
    words = {
        RowStatus.RECORDED: _("recorded"),
        RowStatus.KNOWN: _("known already"),
        RowStatus.VERSION: _("other versions, to decide"),
        RowStatus.QUARANTINED: _("in quarantine, not counted"),
        RowStatus.REFUSED: _("refused"),
        RowStatus.SKIPPED: _("left aside"),
    }
    click.echo(f"{done.file}: " + _("%d rows") % len(done.rows))
    for status, count in done.counts.items():
        if count:
            click.echo(f"  {count} {words[RowStatus(status)]}")
    for row in done.told[:MOST_TOLD]:
        told = "; ".join(_said(reason) for reason in row.reasons)
        click.echo(_("  row %(row)d: %(told)s") % {"row": row.row, "told": told})
    if len(done.told) > MOST_TOLD:
        click.echo(_("  and %d others: see --report") % (len(done.told) - MOST_TOLD))
