"""A site that nobody has visited yet, read in French."""

import pytest
from django.core.cache import cache
from django.utils.translation import override


@pytest.fixture(autouse=True)
def nobody_came_before():
    cache.clear()
    with override("fr"):
        yield
