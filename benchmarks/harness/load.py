"""Load, bounded in time: wrk on a core of its own, and the server's processor time beside it."""

import gzip
import http.client
import json
import statistics
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from harness.servers import LOAD_CORE, Command, Server, cpu_seconds

CONNECTIONS = 4
HTTP_OK = 200
REPORT = Path(__file__).with_name("report.lua")


class WrongPageError(Exception):
    """A page is not the one to be measured."""


@dataclass(frozen=True, slots=True)
class Target:
    """One page of one server, and words that only the right page holds."""

    name: str
    server: Server
    path: str
    expects: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> dict[str, str]:
        """Give the headers of each request: what a browser accepts, and the session if any."""
        return {"Accept-Encoding": "gzip", "Accept-Language": "fr", **self.headers}


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of one answer: headers, body as sent, body unpacked."""

    headers: int
    body: int
    unpacked: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What one short run showed."""

    requests_per_second: float
    cpu_ms: float
    median_ms: float
    p99_ms: float


def fetch(target: Target) -> tuple[http.client.HTTPResponse, bytes]:
    """Ask for the page once."""
    connection = http.client.HTTPConnection("127.0.0.1", target.server.port, timeout=60)
    try:
        connection.request("GET", target.path, headers=target.sent)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def weigh(target: Target) -> Weight:
    """Check that the page is the right one and give its bytes."""
    response, body = fetch(target)
    encoding = response.getheader("Content-Encoding", "identity")
    unpacked = gzip.decompress(body) if encoding == "gzip" else body
    if response.status != HTTP_OK or target.expects.encode() not in unpacked:
        raise WrongPageError(
            f"{target.name}: {target.path} answers {response.status}, or without “{target.expects}”"
        )
    head = sum(len(f"{name}: {value}\r\n") for name, value in response.getheaders())
    return Weight(head, len(body), len(unpacked), encoding)


def load(wrk: Path, target: Target, seconds: int) -> Sample:
    """Ask again and again over a few connections; every answer must be right."""
    headers = [f"--header={name}: {value}" for name, value in target.sent.items()]
    before = cpu_seconds(target.server)
    command: Command = [
        *("taskset", "--cpu-list", str(LOAD_CORE)),
        wrk,
        *("--threads", "1"),
        *("--connections", str(CONNECTIONS), "--duration", f"{seconds}s"),
        *("--timeout", "30s", "--script", str(REPORT), *headers),
        f"http://127.0.0.1:{target.server.port}{target.path}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    spent = cpu_seconds(target.server) - before
    report = json.loads(done.stdout.strip().splitlines()[-1])
    if report["errors"] or not report["requests"]:
        raise WrongPageError(
            f"{target.name}: {report['errors']} of {report['requests']} requests failed"
        )
    return Sample(
        requests_per_second=report["requests"] / report["seconds"],
        cpu_ms=1000 * spent / report["requests"],
        median_ms=report["median_ms"],
        p99_ms=report["p99_ms"],
    )


def median_of(samples: list[Sample]) -> Sample:
    """Give the median of each figure."""
    names = ("requests_per_second", "cpu_ms", "median_ms", "p99_ms")
    medians = {
        name: statistics.median(getattr(sample, name) for sample in samples) for name in names
    }
    return Sample(**medians)
