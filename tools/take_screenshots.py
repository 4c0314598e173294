"""Take the pictures of the README from the product itself, with its demo data.

`take_screenshots.py` writes docs/images; `take_screenshots.py FOLDER` writes every page there,
on a phone and on a desktop, light and dark, to be looked at.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).parent.parent
MAILLE = REPOSITORY / ".venv/bin/maille"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PAGES = {
    "home": "/",
    "places": "/lieux/",
    "place": "/lieux/la-filature/",
    "closed-place": "/lieux/le-wip/",
    "report": "/lieux/le-wip/rapports/1/",
    "full-report": "/lieux/la-filature/rapports/3/",
    "english-report": "/en/lieux/la-filature/rapports/3/",
    "comparison": "/lieux/la-filature/rapports/2-3/",
    "style": "/style/",
    "sign-in": "/compte/login/",
}
WIDTHS = {"phone": 390, "desktop": 1280}


@contextmanager
def product() -> Iterator[str]:
    """Serve the demo from a folder of its own; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="maille-pictures-") as folder:
        environment = {**os.environ, "MAILLE_DATA_DIR": folder}
        subprocess.run([MAILLE, "demo"], check=True, env=environment)
        server = subprocess.Popen([MAILLE, "serve", "--port", str(port)], env=environment)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(10)


def wait_for(address: str) -> None:
    """Give the server twenty seconds to answer."""
    for _attempt in range(100):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"no answer at {address}")


def take_all(browser: Browser, address: str, folder: Path) -> None:
    """Take every page at every width in both schemes."""
    for device, width in WIDTHS.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR"
            )
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{device}-{scheme}.png", full_page=True)
            context.close()


def take_for_readme(browser: Browser, address: str, folder: Path) -> None:
    """Take the top of one report, as a reader meets it."""
    page = browser.new_page(viewport={"width": 1100, "height": 1900}, locale="fr-FR")
    page.goto(address + PAGES["full-report"])
    page.screenshot(path=folder / "report.png")


def main() -> None:
    """Take the pictures asked for."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else REPOSITORY / "docs/images"
    folder.mkdir(parents=True, exist_ok=True)
    finder = subprocess.run(
        [REPOSITORY / "tools/find_browser.sh"], check=True, capture_output=True, text=True
    )
    with product() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=finder.stdout.strip(), args=QUIET)
        (take_all if everything else take_for_readme)(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main()
