"""Maille itself: the real command, a fresh data folder, the demonstration and many places."""

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from harness.load import Target, WrongPageError, fetch
from harness.servers import (
    Command,
    Server,
    answers,
    free_port,
    run,
    running,
    versions_of,
    wait_until,
)

BENCHMARKS = Path(__file__).parents[1]
BIN = BENCHMARKS.parent / ".venv/bin"
PLACES = 1000
PAGES = {
    "home": ("/", "Maille"),
    "place": ("/lieux/la-filature/", "La Filature"),
    "report": ("/lieux/la-filature/rapports/3/", "La Filature"),
    f"list of {PLACES:,} places": ("/lieux/", "Atelier"),
}
STYLE = re.compile(rb'href="(/static/[^"]+\.css)"')


@contextlib.contextmanager
def maille(folder: Path) -> Iterator[dict[str, Target]]:
    """Serve Maille; give its pages, signed out and signed in, and one of its static files."""
    port = free_port()
    environment = {"MAILLE_DATA_DIR": str(folder), "LANGUAGE": "en"}
    run([BIN / "maille", "demo"], environment, folder)
    fill: Command = [BIN / "python", BENCHMARKS / "fill/maille_places.py", str(PLACES)]
    session = json.loads(run(fill, environment, folder).strip().splitlines()[-1])
    versions = versions_of(BIN / "python", "maille", "django", "granian")
    serve: Command = [BIN / "maille", "serve", "--port", str(port), "--threads", "1"]
    with running(serve, environment, folder) as pid:
        wait_until(lambda: answers(port, "/"), "Maille")
        yield targets(Server("Maille", port, (pid,), versions), session)


def targets(server: Server, session: dict[str, str]) -> dict[str, Target]:
    """Give what is measured of Maille, by name."""
    found = {}
    for name, (path, expects) in PAGES.items():
        found[f"{name}, signed out"] = Target(f"{name}, signed out", server, path, expects)
        found[f"{name}, signed in"] = Target(
            f"{name}, signed in", server, path, session["sign_out"], {"Cookie": session["cookie"]}
        )
    style = STYLE.search(fetch(Target("home", server, "/", headers={"Accept-Encoding": ""}))[1])
    if not style:
        raise WrongPageError("the home page names no style sheet")
    found["static file"] = Target("static file", server, style[1].decode())
    return found
