"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import SimpleTestCase
from django.utils import translation
from hypothesis import settings

from tests.tables import copy_tables, forget_tables, is_embedded, keep_tables

# The same commit gives the same answer, run after run; `make explore` draws other examples.
# A slow machine is no failure; the number of examples keeps the suite short.
settings.register_profile("same", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("same")

REPOSITORY = Path(__file__).parent.parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL what opens the database; the rest says the same on both."""
    if not is_embedded():
        config.hook.pytest_deselected(items=[item for item in items if not opens(item)])
        items[:] = filter(opens, items)


def opens(item: pytest.Item) -> bool:
    """Tell whether a test is given the database: by its mark, a fixture or its class."""
    return (
        item.get_closest_marker("django_db") is not None
        or "django_db_setup" in item.fixturenames
        or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    )


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Begin with the tables of an earlier run, when the migrations are the same."""
    return copy_tables()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker, django_db_keepdb) -> Iterator[None]:
    """Keep the tables for the next run, or drop our copy of them."""
    if is_embedded() and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep_tables()
    yield
    if django_db_keepdb:
        with django_db_blocker.unblock():
            forget_tables()


@pytest.fixture(scope="session")
def repository() -> Path:
    """Give the folder of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of public files kept beside the repository, or skip."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public files of ../shared/data are not here")
    return folder


@pytest.fixture(autouse=True)
def _french():
    """Begin every test in the language of the product: a page read in English leaves its own."""
    with translation.override("fr"):
        yield
