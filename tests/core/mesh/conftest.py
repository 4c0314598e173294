import sys

import pytest
from numba.core.dispatcher import Dispatcher


@pytest.fixture
def plain(monkeypatch):
    """Run every compiled loop as the Python it is written in."""
    for name, module in list(sys.modules.items()):
        if name.startswith("maille.core.mesh"):
            for word, value in list(vars(module).items()):
                if isinstance(value, Dispatcher):
                    monkeypatch.setattr(module, word, value.py_func)
