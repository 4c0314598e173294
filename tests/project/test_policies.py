"""Every route, for everyone who may come: the table is ``policies.toml``.

Each page met on the way is also read for inline code, whoever it was written for; the place is
full of words that try to be some.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.project.inline_code import inline_code
from tests.project.test_headers import POLICY, policy_of
from tests.project.world import ROLES, World, make_world
from tests.rows import made_once, undone

pytestmark = pytest.mark.django_db
TABLE = tomllib.loads((Path(__file__).parent / "policies.toml").read_text(encoding="utf-8"))
RULES, ROWS = TABLE["rules"], TABLE["routes"]
WORK = {"GET": {200}, "POST": {200, 302, 400}}


def routes(
    patterns: list[URLPattern | URLResolver],
    namespace: str = "",
    inherited: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, frozenset[str]]]:
    """Give the name and the arguments of every route."""
    for pattern in patterns:
        arguments = inherited | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner, arguments)
        else:
            yield f"{namespace}{pattern.name}", arguments


ROUTES = dict(routes(get_resolver().url_patterns))


def rule_of(row: dict[str, Any], method: str) -> dict[str, Any]:
    named = row[method]
    return RULES[named] if isinstance(named, str) else named


def expected(rule: dict[str, Any], role: str) -> Any:
    if role == "device" and "device" not in rule:
        return expected(rule, "anonymous")
    if role in rule:
        return rule[role]
    return expected(rule, "outsider") if role.endswith(" elsewhere") else rule["default"]


def outcome(answer: HttpResponse, method: str) -> str | int:
    """Say what came of a request, in the words of the table."""
    target = answer.headers.get("Location", "").split("?")[0]
    if target == reverse("account_login"):
        return "login"
    if target == reverse("account_reauthenticate"):
        return "confirm"
    if answer.status_code in WORK[method]:
        return "in"
    return "away" if answer.status_code in {301, 302} else answer.status_code


# What other sites may frame, and nothing else.
FRAMED = {"portal:embed": {"frame-ancestors": "*"}}


def make_worlds() -> dict[str, World]:
    return {"public": make_world("here"), "hidden": make_world("soon", is_public=False)}


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[dict[str, World]]:
    """Give a world whose place is public and another whose place is not yet, made once."""
    with made_once(django_db_blocker, make_worlds) as made:
        yield made


def visit(world: World, route: str, method: str, role: str) -> HttpResponse:
    row = ROWS[route]
    renamed = row.get("arguments", {})
    values = {name: world.arguments[renamed.get(name, name)] for name in ROUTES[route]}
    address = reverse(route, kwargs=values)
    client = world.visitor(role)
    with undone():
        answer = client.get(address) if method == "GET" else client.post(address, row.get("data"))
    if answer.streaming:
        list(answer.streaming_content)  # read to its end, a file closes
    elif answer["Content-Type"].startswith("text/html"):
        assert inline_code(answer.content.decode()) == []
    framed = FRAMED.get(route, {}) if method == "GET" else {}
    assert policy_of(answer) == POLICY | framed
    return answer


def surprises(world: World, route: str, method: str, rule: dict[str, Any]) -> dict[str, Any]:
    """Give the roles that got something else than the table says: what they got, what it says."""
    both = {
        role: (outcome(visit(world, route, method, role), method), expected(rule, role))
        for role in ROLES
    }
    return {role: (got, said) for role, (got, said) in both.items() if got != said}


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(ROWS) == set(ROUTES)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("route", sorted(set(ROUTES) & set(ROWS)))
def test_route_opens_to_those_of_its_row(worlds, route, method):
    assert surprises(worlds["public"], route, method, rule_of(ROWS[route], method)) == {}


@pytest.mark.parametrize(
    "route", sorted(name for name in set(ROUTES) & set(ROWS) if "slug" in ROUTES[name])
)
def test_place_that_is_not_public_opens_to_those_of_its_row(worlds, route):
    assert surprises(worlds["hidden"], route, "GET", rule_of(ROWS[route], "hidden")) == {}


@pytest.mark.parametrize("route", ["places:place", "places:history", "reports:story_again"])
def test_hostile_words_reach_the_pages_as_words(worlds, route):
    page = visit(worlds["public"], route, "GET", "administrator").content.decode()
    assert "&lt;script&gt;x()&lt;/script&gt;" in page
