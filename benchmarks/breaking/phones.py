"""Phones that keep what they noted until a receipt with its hash and a sequence comes back."""

import contextlib
import datetime as dt
import hashlib
import http.client
import json
import random
import threading
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from breaking.sites import Site

KINDS = ("presence", "occasion", "exchange", "upkeep")
DEFINITIVE = range(400, 500)
RETRYABLE = frozenset({401, 403, 408, 425, 429})  # nothing is dropped: ask again, or sign in
Item = dict[str, Any]


def sha256_of(item: Item) -> str:
    """Hash the content as the documentation of the API says."""
    written = json.dumps(item, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def noted(many: int, draw: random.Random) -> list[Item]:
    """Give observations as a phone would make them."""
    first = dt.date(2025, 1, 1)
    return [
        {
            "id": str(uuid.UUID(int=draw.getrandbits(128), version=4)),
            "kind": draw.choice(KINDS),
            "on": (first + dt.timedelta(days=draw.randrange(360))).isoformat(),
            "people": draw.randrange(1, 60),
            "counted": True,
            "note": f"note {draw.randrange(10**6)}",
        }
        for _ in range(many)
    ]


@dataclass
class Ledger:
    """What was acknowledged, and what was refused for good, by all phones together."""

    acknowledged: dict[tuple[str, str], int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note_receipts(self, receipts: Iterable[Item]) -> None:
        """Keep each receipt; one without a sequence is a refusal."""
        with self.lock:
            for receipt in receipts:
                if receipt["sequence"] is None:
                    self.refused.append(json.dumps(receipt))
                else:
                    self.acknowledged[receipt["id"], receipt["sha256"]] = receipt["sequence"]

    def note_answer(self, status: int, body: bytes) -> None:
        """Count an answer; one that says never to try again is a refusal."""
        with self.lock:
            self.answers[status] += 1
            if status in DEFINITIVE and status not in RETRYABLE:
                self.refused.append(body[:200].decode(errors="replace"))


class Phone:
    """One queue, emptied in batches; a record leaves it only with its receipt."""

    def __init__(self, site: Site, ledger: Ledger) -> None:
        self.site, self.ledger = site, ledger
        self.queue: list[Item] = []

    def flush_once(self, most: int) -> bool:
        """Send one batch; tell whether receipts came back."""
        batch = self.queue[:most]
        receipts = self.send(batch)
        if receipts is None:
            return False
        safe = {(one["id"], one["sha256"]) for one in receipts if one["sequence"] is not None}
        self.queue = [one for one in self.queue if (one["id"], sha256_of(one)) not in safe]
        return True

    def send(
        self, batch: Sequence[Item], headers: dict[str, str] | None = None
    ) -> list[Item] | None:
        """Send a batch; give its receipts, or ``None`` when it must be sent again."""
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        with contextlib.closing(connection):
            try:
                connection.request(
                    "POST", self.path, json.dumps(batch), {**self.headers, **(headers or {})}
                )
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException):
                return None
        self.ledger.note_answer(answer.status, body)
        if answer.status != http.client.OK:
            return None
        receipts: list[Item] = json.loads(body)["receipts"]
        self.ledger.note_receipts(receipts)
        return receipts

    @property
    def path(self) -> str:
        """Give the address of the place's observations."""
        return f"/api/v1/places/{self.site.place}/observations"

    @property
    def headers(self) -> dict[str, str]:
        """Give what names the device."""
        return {
            "Authorization": f"Bearer {self.site.token}",
            "Content-Type": "application/json",
        }
