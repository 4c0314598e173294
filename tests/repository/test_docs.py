"""What exists is documented, and what is documented exists."""

import re
from pathlib import Path

import click
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from maille.grids import load_grid
from maille.project.commands import maille

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
HEADING = re.compile(r"^#{2,4} +(.+?) *$", re.MULTILINE)


def headings(page: Path) -> set[str]:
    return {heading.strip("`") for heading in HEADING.findall(page.read_text(encoding="utf-8"))}


def members(group: click.Group) -> list[tuple[str, click.Command]]:
    context = click.Context(group)
    found = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    return [(name, command) for name, command in found if command]


def commands(group: click.Group, prefix: str = "maille") -> set[str]:
    names: set[str] = set()
    for name, command in members(group):
        full = f"{prefix} {name}"
        names |= commands(command, full) if isinstance(command, click.Group) else {full}
    return names


def routes(patterns: list[URLPattern | URLResolver], namespace: str = "") -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names |= routes(pattern.url_patterns, inner)
        elif pattern.name:
            names.add(f"{namespace}{pattern.name}")
    return names


def test_each_command_has_its_heading(repository):
    documented = headings(repository / "docs/reference/command.md")
    assert {name for name in documented if name.startswith("maille ")} == commands(maille)


def test_each_command_shows_an_example():
    silent = []

    def walk(group: click.Group, prefix: str) -> None:
        for name, command in members(group):
            if isinstance(command, click.Group):
                walk(command, f"{prefix} {name}")
            elif f"{prefix} {name}" not in (command.epilog or ""):
                silent.append(f"{prefix} {name}")

    walk(maille, "maille")
    assert silent == []


def test_each_theme_has_its_heading(repository):
    documented = headings(repository / "docs/reference/grid.md")
    assert {theme.id for theme in load_grid().themes} - documented == set()


def test_each_route_has_its_heading(repository):
    documented = headings(repository / "docs/reference/routes.md")
    assert documented == routes(get_resolver().url_patterns)


@pytest.mark.parametrize(
    "name",
    [
        path.relative_to(Path(__file__).parents[2]).as_posix()
        for path in (Path(__file__).parents[2]).glob("**/*.md")
        if not {".venv", "var"} & set(path.parts)
    ],
)
def test_links_lead_somewhere(repository, name):
    path = repository / name
    broken = [
        target
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
