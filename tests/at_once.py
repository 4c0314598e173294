"""Several persons at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection

from maille.core.kernel.errors import CoreError
from maille.reports.errors import ReportsError


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Run each act in a thread and a connection of its own; give what they refused."""
    gate, refused = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except (CoreError, ReportsError) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
