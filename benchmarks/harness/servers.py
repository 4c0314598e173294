"""Servers on 127.0.0.1: started on a port of their own, kept to one core, weighed whole."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
PATIENCE = 120  # seconds a server may take to answer first
TICKS = os.sysconf("SC_CLK_TCK")
Command = list[str | Path]


class UnavailableError(Exception):
    """A peer cannot be had on this machine; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """Processes that answer together on one port, and the versions of what they are made of."""

    name: str
    port: int
    roots: tuple[int, ...]
    versions: Mapping[str, str] = field(default_factory=dict)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(
    command: Command,
    environment: Mapping[str, str],
    folder: Path,
    user: str | None = None,
) -> str:
    """Run a command to its end and give what it prints; say its last line when it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        user=user,
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise UnavailableError(f"{Path(command[0]).name}: {lines[-1] if lines else 'failed'}")
    return done.stdout


@contextlib.contextmanager
def running(
    command: Command,
    environment: Mapping[str, str],
    folder: Path,
    user: str | None = None,
    *,
    apart: bool = True,
) -> Iterator[int]:
    """Keep a process and its children until the block ends: apart, on the server's own core."""
    log = folder / f"{Path(command[0]).name}.log"
    pinned: Command = ["taskset", "--cpu-list", str(SERVER_CORE)] if apart else []
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*pinned, *command],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            start_new_session=True,
        )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def granian(python: Path, application: str, port: int) -> Command:
    """Give the command that serves a peer as ``maille serve`` serves Maille."""
    return [
        *(python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", "1"),
        *("--no-ws", "--log-level", "warning", application),
    ]


def answers(port: int, path: str) -> bool:
    """Tell whether a server answers anything at all."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def wait_until(ready: Callable[[], bool], what: str, every: float = 0.2) -> None:
    """Ask every so many seconds, and not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise UnavailableError(f"{what} does not answer after {PATIENCE} s")
        time.sleep(every)


def cpu_seconds(server: Server) -> float:
    """Give the processor time, user and system, of every process of a server so far."""
    parents, spent = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                # After the name in brackets: 2nd field the parent; 12th to 15th the time of
                # the process, then of its children that have ended, each user and system.
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                spent[int(entry.name)] = sum(map(int, fields[11:15]))
    tree = set(server.roots)
    while grown := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= grown
    return sum(spent.get(pid, 0) for pid in tree) / TICKS


def from_debian(package: str, find: Callable[[], str | None]) -> Path:
    """Find a program or a file, installing its Debian package where that is allowed."""
    found = find()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        apt: Command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
        run([*apt, "update"], quiet, Path("/"))
        run([*apt, "install", "-y", "--no-install-recommends", package], quiet, Path("/"))
        found = find()
    if not found:
        raise UnavailableError(f"not installed here: apt install {package}")
    return Path(found)


def peer_environment(name: str, requirements: Path, cache: Path) -> Path:
    """Give the Python of a peer's own environment, made when missing or out of date."""
    folder = cache / f"{name}-env"
    python, stamp = folder / "bin/python", folder / "requirements.txt"
    wanted = requirements.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"installing {name} in {folder} …", flush=True)
        run([sys.executable, "-m", "venv", "--clear", folder], {}, Path("/"))
        pip: Command = [python, "-m", "pip", "install", "--quiet"]
        run([*pip, "--requirement", requirements], {}, Path("/"))
        stamp.write_text(wanted)
    return python


def versions_of(python: Path, *packages: str) -> dict[str, str]:
    """Give the versions installed in an environment."""
    ask = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    printed = run([python, "-c", ask, *packages], {}, Path("/"))
    return dict(zip(packages, printed.split(), strict=True))
