"""The tables of a site where nothing is written yet: kept from one run of the tests to the next.

The migrations take ten seconds. What they made is kept in a file of the embedded database, under a
name that changes with them and with the libraries.
"""

import hashlib
import os
import shutil
from pathlib import Path

from django.db import connection

REPOSITORY = Path(__file__).parent.parent
MADE_BY = ("src/maille/*/migrations/*.py", "requirements/run.txt")


def is_embedded() -> bool:
    """Tell whether the tests run on the embedded database."""
    return connection.vendor == "sqlite"


def kept_tables() -> Path:
    """Give the file where the tables are kept, or would be."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_BY for path in REPOSITORY.glob(pattern)):
        digest.update(path.read_bytes())
    return REPOSITORY / "var/caches/tables" / f"{digest.hexdigest()[:16]}.sqlite3"


def copy_tables() -> bool:
    """Begin with the tables that are kept; tell whether there were any."""
    kept = kept_tables()
    if not is_embedded() or not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep_tables() -> None:
    """Keep the tables as the migrations made them; two processes may do it at once."""
    kept = kept_tables()
    kept.parent.mkdir(parents=True, exist_ok=True)
    written = kept.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(written)])
    written.replace(kept)


def forget_tables() -> None:
    """Remove the copy that the tests wrote in."""
    connection.close()
    Path(connection.settings_dict["TEST"]["NAME"]).unlink()
