"""One at a time, where there is no row yet that two transactions could wait for."""

import hashlib

from django.db import connection
from django.db.transaction import TransactionManagementError


def take_turn(name: str) -> None:
    """Wait for whoever took the same turn, and hold it until this transaction ends.

    What the others wrote is seen by the next query. A transaction of the embedded database
    writes alone from its first statement: its turn is taken already.

    Parameters
    ----------
    name
        What is done one at a time, said by the caller; other names do not wait for it.

    Raises
    ------
    django.db.transaction.TransactionManagementError
        Outside a transaction, where the turn would be over at once.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a turn lasts as long as its transaction: there is none")
    if connection.vendor == "postgresql":
        digest = hashlib.sha256(name.encode()).digest()
        number = int.from_bytes(digest[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
