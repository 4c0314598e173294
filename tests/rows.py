"""Rows that stand for a while: made once for the tests of a file, or undone after a visitor."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")


@contextmanager
def undone() -> Iterator[None]:
    """Forget what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def made_once(blocker, make: Callable[[], T]) -> Iterator[T]:
    """Make rows for all the tests of a file, and take them back after the last.

    Whether each row refers to one that exists is asked once: PostgreSQL would ask it again of
    all of them after every test.
    """
    with blocker.unblock(), undone():
        made = make()
        connection.check_constraints()
        yield made
