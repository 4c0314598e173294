"""uMap beside Maille, on a PostgreSQL with PostGIS of its own."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness.load import Target
from harness.servers import (
    Command,
    Server,
    answers,
    free_port,
    from_debian,
    granian,
    peer_environment,
    run,
    running,
    versions_of,
    wait_until,
)

BENCHMARKS = Path(__file__).parents[1]
SETTINGS = """
DATABASES = {{"default": {{
    "ENGINE": "django.contrib.gis.db.backends.postgis",
    "NAME": "umap", "USER": "postgres", "HOST": "{socket}", "CONN_MAX_AGE": None,
}}}}
"""


def postgis() -> Path:
    """Give the folder of PostgreSQL's programs, of a release that has PostGIS."""
    shares = Path("/usr/share/postgresql")
    control = from_debian(
        "postgresql-postgis",
        lambda: max(map(str, shares.glob("*/extension/postgis.control")), default=None),
    )
    return Path("/usr/lib/postgresql") / control.parts[-3] / "bin"


@contextlib.contextmanager
def postgresql(programs: Path) -> Iterator[tuple[Path, int]]:
    """Run a PostgreSQL of our own; give the folder of its socket and its process."""
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    # A short path of its own: the address of a socket holds 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="bench-postgresql-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data: Command = ["-D", folder / "data"]
        make: Command = [programs / "initdb", *data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        run([*make, "--no-sync"], {}, folder, user)
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
        with running([programs / "postgres", *data, *settings], {}, folder, user) as pid:
            asks: Command = [programs / "pg_isready", "-q", "-h", folder]
            wait_until(lambda: subprocess.run(asks, check=False).returncode == 0, "PostgreSQL")
            run([programs / "createdb", "-h", folder, "-U", "postgres", "umap"], {}, folder)
            psql: Command = [programs / "psql", "-q", "-h", folder, "-U", "postgres", "umap"]
            run([*psql, "-c", "CREATE EXTENSION postgis"], {}, folder)
            yield folder, pid


@contextlib.contextmanager
def umap(folder: Path, cache: Path) -> Iterator[Target]:
    """Serve the page of one of uMap's maps."""
    python = peer_environment("umap", BENCHMARKS / "peers/umap.txt", cache)
    programs = postgis()
    with postgresql(programs) as (socket, database):
        settings = folder / "umap.conf"
        settings.write_text(SETTINGS.format(socket=socket))
        environment = {
            "DJANGO_SETTINGS_MODULE": "umap.settings",
            "UMAP_SETTINGS": str(settings),
            "SECRET_KEY": "of a benchmark",
            "STATIC_ROOT": str(folder / "static"),
            "MEDIA_ROOT": str(folder / "media"),
        }
        manage = python.with_name("umap")
        run([manage, "collectstatic", "--no-input"], environment, folder)
        run([manage, "migrate"], environment, folder)
        filled = run([python, BENCHMARKS / "fill/umap_maps.py"], environment, folder)
        page = json.loads(filled.strip().splitlines()[-1])
        versions = versions_of(python, "umap-project", "django", "granian")
        versions["postgresql"] = run([programs / "postgres", "--version"], {}, folder).strip()
        port = free_port()
        command = granian(python, "umap.wsgi:application", port)
        with running(command, environment, folder) as pid:
            wait_until(lambda: answers(port, page["path"]), "uMap")
            server = Server("uMap", port, (pid, database), versions)
            yield Target("uMap, a map", server, page["path"], page["expects"])
