"""Making a database ready: its tables, its cache, its communes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from maille.geography.actions import load_communes
from maille.geography.models import Commune


def is_embedded() -> bool:
    """Tell whether the database is the file of the data folder."""
    return connection.vendor == "sqlite"


def is_prepared() -> bool:
    """Tell whether every table is there."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare_database() -> None:
    """Create or bring up to date the tables, the cache and the communes; safe to repeat."""
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        # Communes that an earlier version loaded do not say what holds them.
        if not Commune.objects.filter(intermunicipality__isnull=False).exists():
            load_communes()


def gather_static_files() -> None:
    """Put style sheets and modules under names that change with their content."""
    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time prepare the same data folder."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
