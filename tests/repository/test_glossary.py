"""One thing has one name, and the glossary knows it."""

import enum
import importlib
import inspect
import re

import pytest
from django.apps import apps

TERM = re.compile(r"^\| ([A-Za-z]+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def terms(repository) -> set[str]:
    return set(TERM.findall((repository / "GLOSSARY.md").read_text(encoding="utf-8"))) - {"term"}


def test_every_model_is_in_the_glossary(terms):
    models = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("maille.") and model.__name__ != "Person"
    }
    assert models - terms == set()


def test_every_enumeration_is_in_the_glossary(terms):
    modules = ["core.effects.values", "places.enums", "reports.enums"]
    names = {
        name
        for module in modules
        for name, thing in inspect.getmembers(importlib.import_module(f"maille.{module}"))
        if inspect.isclass(thing)
        and issubclass(thing, enum.Enum)
        and thing.__module__ == f"maille.{module}"
    }
    assert names - terms == set()


def test_every_term_is_in_use(repository, terms):
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (repository / "src/maille").rglob("*.py")
    )
    unused = {
        term
        for term in terms
        if not re.search(
            rf"\b{term}\b|\b{re.sub('(?<!^)([A-Z])', '_' + chr(92) + '1', term).lower()}", code
        )
    }
    assert unused == set()
