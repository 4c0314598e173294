"""Measure what somebody waits for who asks another question of a study, in a browser.

``make bench-what-if`` fills a data folder with both demonstrations, opens each study at the width
of a phone and changes one thing after another: number of sites, minutes, way of travelling. The
clock runs from the change to the answer in its place. ``--quick`` asks a few and publishes nothing.
"""

import argparse
import datetime as dt
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from harness.figures import machine, put_block
from harness.servers import (
    Command,
    Server,
    answers,
    cpu_seconds,
    free_port,
    run,
    running,
    wait_until,
)
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
BIN = ROOT / ".venv/bin"
RESULTS = ROOT / "benchmarks/results/what_if.json"
DOCUMENT = ROOT / "docs/explanation/performance.md"
STUDIES = {"caen-la-mer": "Caen la mer, cells of 200 m", "france-par-commune": "France by communes"}
EDITS, FEW = 100, 10
MOST_SITES = 30
PERCENTILE = 95
GOAL_MS = 300
SEED = 5
REST_MS = 150
WAYS = ("walk", "bicycle", "car")
# A server that has nothing more to prepare uses next to nothing of this.
QUIET_SECONDS, QUIET_CPU_SECONDS = 3.0, 0.1
# A change, what waits for its answer, and the answer in its place.
CLOCK = """() => {
  window.waited = [];
  document.addEventListener("change", () => { window.changed = performance.now(); }, true);
  document.body.addEventListener("htmx:afterSettle", () => {
    if (window.changed) window.waited.push(performance.now() - window.changed);
    window.changed = 0;
  });
}"""


def main() -> None:
    """Fill, serve, ask, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few questions, publishes nothing")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="maille-what-if-") as name:
        found = measure(Path(name), FEW if asked.quick else EDITS)
    print(table(found))
    if not asked.quick:
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        put_block(DOCUMENT, "what-if", table(found))


def measure(folder: Path, edits: int) -> dict[str, Any]:
    """Give what each study's questions waited for."""
    busy = os.getloadavg()[0]
    environment = {"MAILLE_DATA_DIR": str(folder / "data")}
    for more in ([], ["--national"]):
        run([BIN / "maille", "demo", *more], environment, folder)
    port = free_port()
    serve: Command = [BIN / "maille", "serve", "--port", str(port)]
    # As anybody would run it: server and browser share what the machine has.
    serving = running(serve, environment, folder, apart=False)
    with serving as root, sync_playwright() as driver:
        wait_until(lambda: answers(port, "/style/"), "Maille")
        wait_until_quiet(Server("Maille", port, (root,)))
        browser = driver.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        waited = {}
        for slug in STUDIES:
            page = browser.new_page(viewport={"width": 390, "height": 844})
            page.goto(f"http://127.0.0.1:{port}/territoire/etudes/{slug}/")
            page.wait_for_load_state("networkidle")
            page.evaluate(CLOCK)
            waited[slug] = told(list(edited(page, edits)))
        browser.close()
    return {
        "on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": machine(),
        "load_average": {"before": busy, "after": os.getloadavg()[0]},
        "seed": SEED,
        "studies": waited,
    }


def wait_until_quiet(server: Server) -> None:
    """Wait until the server has compiled its loops and laid its ways of travelling."""
    spent = -1.0
    while (now := cpu_seconds(server)) - spent > QUIET_CPU_SECONDS:
        spent = now
        time.sleep(QUIET_SECONDS)


def browser_path() -> str:
    """Give the browser that the journeys use."""
    found = os.environ.get("MAILLE_TEST_BROWSER") or shutil.which("chromium")
    if not found:
        raise SystemExit("no Chromium here: on Debian, apt install chromium")
    return found


def edited(page: Page, edits: int) -> Iterator[float]:
    """Change one thing after another, and give the milliseconds that each answer took."""
    draw = np.random.default_rng(SEED)
    minutes = page.eval_on_selector_all("#id_minutes option", "all => all.map(one => one.value)")
    before = {"sites": "", "minutes": page.input_value("#id_minutes"), "mode": ""}
    before["mode"] = page.eval_on_selector("input[name=mode]:checked", "one => one.value")
    for number in range(edits):
        name = str(draw.choice(list(before)))
        known = {"sites": map(str, range(1, MOST_SITES + 1)), "minutes": minutes, "mode": WAYS}
        value = str(draw.choice([one for one in known[name] if one != before[name]]))
        before[name] = value
        if name == "sites":
            page.fill("#id_sites", value)
            page.dispatch_event("#id_sites", "change")
        elif name == "minutes":
            page.select_option("#id_minutes", value)
        else:
            page.check(f"input[name=mode][value={value}]", force=True)
        page.wait_for_function("many => window.waited.length > many", arg=number)
        yield page.evaluate("() => window.waited.at(-1)")
        page.wait_for_timeout(REST_MS)


def told(waited: list[float]) -> dict[str, float]:
    """Give the figures of a study, in milliseconds."""
    cuts = statistics.quantiles(waited, n=100, method="inclusive")
    return {
        "edits": len(waited),
        "median_ms": round(statistics.median(waited)),
        "p95_ms": round(cuts[PERCENTILE - 1]),
        "most_ms": round(max(waited)),
    }


def table(found: dict[str, Any]) -> str:
    """Write the figures for the page."""
    lines = [
        "| study | changes | median, ms | p95, ms (goal 300) | most, ms |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {STUDIES[slug]} | {one['edits']} | {one['median_ms']} | {one['p95_ms']}"
        f"{'' if one['p95_ms'] <= GOAL_MS else ', **missed**'} | {one['most_ms']} |"
        for slug, one in found["studies"].items()
    ]
    load = found["load_average"]
    lines += ["", f"{found['on']}, load average {load['before']:.1f} then {load['after']:.1f}."]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
