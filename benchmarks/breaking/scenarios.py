"""What may go wrong between a phone and a database, one scenario at a time."""

import datetime as dt
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from breaking.phones import Item, Ledger, Phone, noted, sha256_of
from breaking.sites import PostgreSQL, Row, Site

PHONES = 4
PATIENCE = 120  # seconds a queue may take to empty once nothing breaks any more
OFFSETS = (-3650, -366, -1, 1, 366, 3650)  # days a device's clock may be off
NIGHTS = ("2025-03-30T02:30", "2025-10-26T02:30", "2024-03-31T02:00", "2024-10-27T02:59")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left once everything was sent again until it was acknowledged."""

    scenario: str
    database: str
    sent: int
    acknowledged: int
    faults: int
    acknowledged_and_lost: int
    doubled: int
    refused: int
    unsound: str
    answers: dict[str, int]
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or refused, and the database is sound."""
        wrong = self.acknowledged_and_lost + self.doubled + self.refused
        return not wrong and self.unsound == "ok" and self.acknowledged == self.sent


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each: the full run, or the quick one."""

    observations: int
    kills: int
    repeated: int
    conflicts: int
    cuts: int
    clocks: int
    power_cuts: int


FULL = Sizes(100_000, 1_000, 20_000, 10_000, 2_000, 2_000, 100)
QUICK = Sizes(1_000, 6, 300, 200, 40, 60, 4)


def weigh(name: str, site: Site, ledger: Ledger, sent: Iterable[Item], **seen: float) -> Outcome:
    """Compare what was acknowledged with what the database holds."""
    rows = site.database.rows()
    held = {(key, sha): sequence for key, sha, sequence, *_rest in rows}
    kept = {(key.replace("-", ""), sha): one for (key, sha), one in ledger.acknowledged.items()}
    counted = Counter(key for key, _sha, _sequence, state, _version in rows if state == "counted")
    wanted = {(item["id"].replace("-", ""), sha256_of(item)) for item in sent}
    return Outcome(
        scenario=name,
        database=site.database.name,
        sent=len(wanted),
        acknowledged=len(wanted & kept.keys()),
        faults=int(seen["faults"]),
        acknowledged_and_lost=sum(held.get(one) != sequence for one, sequence in kept.items()),
        doubled=_doubled(rows, counted),
        refused=len(ledger.refused),
        unsound=site.database.sound(),
        answers={str(status): many for status, many in sorted(ledger.answers.items())},
        seconds=round(time.monotonic() - seen["began"], 1),
    )


def _doubled(rows: Sequence[Row], counted: Counter[str]) -> int:
    """Count rows too many: the same content twice, a sequence twice, two that count."""
    contents = Counter((key, sha) for key, sha, *_rest in rows)
    sequences = Counter(sequence for _key, _sha, sequence, *_rest in rows)
    return sum(
        sum(many - 1 for many in counter.values()) for counter in (contents, sequences, counted)
    )


def kill_while_syncing(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Kill the server at random points while phones empty their queues."""

    def kill() -> None:
        site.kill()
        site.start()

    return _break_while_syncing("kill -9 of the server", site, sizes.kills, kill, sizes, draw)


def kill_the_database(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Kill PostgreSQL itself at random points."""
    database = site.database
    if not isinstance(database, PostgreSQL):
        raise TypeError(database.name)
    kills = max(3, sizes.kills // 10)
    name = "kill -9 of PostgreSQL"
    return _break_while_syncing(name, site, kills, database.kill, sizes, draw)


def lose_power(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Drop every write that was not synced, and all that runs."""

    def cut() -> None:
        site.cut_the_power()
        site.start()

    return _break_while_syncing("power loss", site, sizes.power_cuts, cut, sizes, draw)


def _break_while_syncing(
    name: str,
    site: Site,
    times: int,
    fault: Callable[[], None],
    sizes: Sizes,
    draw: random.Random,
) -> Outcome:
    began, ledger = time.monotonic(), Ledger()
    share = sizes.observations // sizes.kills
    phones = [Phone(site, ledger) for _ in range(PHONES)]
    sent: list[Item] = []
    for _ in range(times):
        for phone in phones:
            phone.queue += noted(share // PHONES, draw)
            sent += phone.queue[-(share // PHONES) :]
        with _flushing(phones, draw):
            time.sleep(draw.uniform(0, 0.12))
            fault()
    _flush_all(phones)
    return weigh(name, site, ledger, sent, faults=times, began=began)


class _flushing:  # noqa: N801 - reads as a context
    """Phones that send batches of any size, in threads, until the block ends."""

    def __init__(self, phones: Sequence[Phone], draw: random.Random) -> None:
        self.over = threading.Event()
        sizes = [draw.randrange(5, 60) for _ in phones]
        self.threads = [
            threading.Thread(target=self._empty, args=pair)
            for pair in zip(phones, sizes, strict=True)
        ]

    def _empty(self, phone: Phone, most: int) -> None:
        while phone.queue and not self.over.is_set():
            if not phone.flush_once(most):
                time.sleep(0.02)

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()


def _flush_all(phones: Iterable[Phone]) -> None:
    deadline = time.monotonic() + PATIENCE
    for phone in phones:
        while phone.queue and time.monotonic() < deadline:
            if not phone.flush_once(200):
                time.sleep(0.1)


def repeat_and_reorder(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Send each observation two to ten times, out of order, from several phones at once."""
    began, ledger = time.monotonic(), Ledger()
    sent = noted(sizes.repeated, draw)
    copies = [one for one in sent for _ in range(draw.randrange(2, 11))]
    draw.shuffle(copies)
    _send_at_once(site, ledger, copies, draw)
    faults = len(copies) - len(sent)
    return weigh("duplicates, reordered, at once", site, ledger, sent, faults=faults, began=began)


def disagree(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Send two contents under each identifier, from several phones at once."""
    began, ledger = time.monotonic(), Ledger()
    first = noted(sizes.conflicts, draw)
    other = [{**one, "people": one["people"] + 1} for one in first]
    both = first + other
    draw.shuffle(both)
    _send_at_once(site, ledger, both, draw)
    name = "same identifier, other content"
    return weigh(name, site, ledger, both, faults=len(other), began=began)


def _send_at_once(site: Site, ledger: Ledger, items: list[Item], draw: random.Random) -> None:
    batches, rest = [], list(items)
    while rest:
        many = draw.randrange(1, 200)
        batches.append(rest[:many])
        rest = rest[many:]

    def insist(batch: list[Item]) -> None:
        phone = Phone(site, ledger)
        for _ in range(PATIENCE):
            if phone.send(batch) is not None:
                return
            time.sleep(0.2)

    with ThreadPoolExecutor(PHONES * 2) as pool:
        list(pool.map(insist, batches))


def cut_uploads(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Hang up in the middle of a request, or before its answer; then send it all again."""
    began, ledger = time.monotonic(), Ledger()
    sent: list[Item] = []
    for _ in range(sizes.cuts):
        phone = Phone(site, ledger)
        phone.queue = noted(3, draw)
        sent += phone.queue
        request = _request(phone)
        with socket.create_connection(("127.0.0.1", site.port)) as line:
            line.sendall(request[: draw.randrange(1, len(request) + 1)])
        _flush_all([phone])
    return weigh("uploads cut", site, ledger, sent, faults=sizes.cuts, began=began)


def _request(phone: Phone) -> bytes:
    body = json.dumps(phone.queue).encode()
    heads = {**phone.headers, "Host": "127.0.0.1", "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"POST {phone.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def mistake_the_time(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Note with clocks years off, and in the hours that a change of time skips or repeats."""
    began, ledger = time.monotonic(), Ledger()
    phone = Phone(site, ledger)
    sent = noted(sizes.clocks, draw)
    today = dt.date.today()  # noqa: DTZ011 - a phone knows no better
    for number, item in enumerate(sent):
        if number % 2:
            item["on"] = (today + dt.timedelta(days=draw.choice(OFFSETS))).isoformat()
        else:
            item["on"], item["at"] = draw.choice(NIGHTS).split("T")
    phone.queue = list(sent)
    _flush_all([phone])
    return weigh("clocks off", site, ledger, sent, faults=len(sent), began=began)


def fill_the_disk(site: Site, sizes: Sizes, draw: random.Random) -> Outcome:
    """Send to a full disk, which must say "later", then to one that has room again."""
    began, ledger = time.monotonic(), Ledger()
    phone = Phone(site, ledger)
    phone.queue = noted(sizes.repeated, draw)
    sent = list(phone.queue)
    phone.flush_once(100)
    site.fill_the_disk(full=True)
    told = [phone.flush_once(200) for _ in range(5)]
    site.fill_the_disk(full=False)
    _flush_all([phone])
    return weigh("disk full", site, ledger, sent, faults=told.count(False), began=began)
