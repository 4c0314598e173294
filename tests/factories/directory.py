"""Sources, what they sent, and what it says, as tests need them."""

import datetime as dt
import itertools

from maille.directory.actions import add_source, receive_delivery, record_claims
from maille.directory.enums import DeliveryState
from maille.directory.models import Delivery, Source
from maille.directory.values import ToldRecord, Unsure

_NUMBERS = itertools.count()


def make_source(name: str = "Liste régionale", **options: object) -> Source:
    """Know a source."""
    return add_source(name=name, by=None, **options)


def make_delivery(source: Source, *, on: str = "2026-01-01", sha256: str = "") -> Delivery:
    """Receive a file of its own, read to its end."""
    delivery = receive_delivery(
        source=source,
        file_name="liste.csv",
        sha256=sha256 or f"{next(_NUMBERS):064}",
        mapping_sha256="0" * 64,
        dated_on=dt.date.fromisoformat(on),
        by=None,
    )
    delivery.state = DeliveryState.READ
    delivery.save()
    return delivery


def tell(
    source: Source,
    *told: tuple[str, dict[str, object]],
    on: str = "2026-01-01",
    unsure: tuple[Unsure, ...] = (),
    **options: object,
) -> Delivery:
    """Let a source say things of places, by key, on a day."""
    delivery = make_delivery(source, on=on)
    records = [
        ToldRecord(key=key, claims=claims, received=claims, unsure=unsure) for key, claims in told
    ]
    record_claims(delivery=delivery, records=records, **options)
    return delivery
