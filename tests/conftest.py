"""What every test may ask for."""

from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import settings

# The same commit gives the same answer, run after run; `make explore` draws other examples.
# A slow machine is no failure; the number of examples keeps the suite short.
settings.register_profile("same", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("same")

REPOSITORY = Path(__file__).parent.parent


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
