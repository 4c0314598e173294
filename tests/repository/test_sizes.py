"""Files short enough to be read at one sitting."""

import ast
import subprocess
from pathlib import Path

import pytest

LONGEST_FILE = 400
LONGEST_VIEW = 25
LONGEST_ARCHITECTURE = 150
CODE = {".py", ".html", ".css", ".mjs", ".sh", ".typ"}

# Longer files, each with its reason and the date it was listed.
LISTED: dict[str, str] = {}


def tracked(repository: Path) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - git is where the user has it
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    return [repository / line for line in listing.stdout.splitlines()]


def test_code_files_stay_short(repository):
    long = {
        str(path.relative_to(repository))
        for path in tracked(repository)
        if path.suffix in CODE and path.is_file() and "migrations" not in path.parts
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    }
    assert long == set(LISTED)


def test_architecture_fits_on_a_few_pages(repository):
    lines = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_ARCHITECTURE


def view_functions(repository: Path) -> list[tuple[str, ast.FunctionDef]]:
    files = [
        path
        for path in (repository / "src/maille").rglob("*.py")
        if path.name == "views.py" or path.parent.name == "views"
    ]
    return [
        (f"{path.relative_to(repository)}:{node.name}", node)
        for path in files
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]


def test_views_only_pass_things_on(repository):
    long = [
        name
        for name, node in view_functions(repository)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_VIEW
    ]
    assert long == []


@pytest.mark.parametrize("name", ["utils", "common", "helpers", "misc"])
def test_no_room_is_named_after_nothing(repository, name):
    assert list((repository / "src").rglob(f"{name}*")) == []
