"""Two of the servers measured beside Maille: nginx and pretalx."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from harness.load import Target, fetch
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
# Headers that nginx writes by itself.
OWN_HEADERS = {"content-type", "content-length", "transfer-encoding", "server", "date"}
NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        root {folder}/pages;
        default_type "text/html; charset=utf-8";
        {headers}
    }}
}}
"""


def escaped(value: str) -> str:
    """Write a header's value as nginx reads it between quotes."""
    return value.replace("\\", "\\\\").replace("'", "\\'")


@contextlib.contextmanager
def nginx(folder: Path, page: Target) -> Iterator[Target]:
    """Serve the very bytes of a page as a file, under the headers of that page."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    program = from_debian("nginx-light", lambda: shutil.which("nginx", path=path))
    (folder / "pages").mkdir()
    answer, body = fetch(page)
    (folder / "pages/page").write_bytes(body)
    port = free_port()
    headers = "\n".join(
        f"add_header {name} '{escaped(value)}';"
        for name, value in answer.getheaders()
        if name.lower() not in OWN_HEADERS
    )
    user = "user root;" if os.geteuid() == 0 else ""
    settings = NGINX.format(folder=folder, port=port, headers=headers, user=user)
    (folder / "nginx.conf").write_text(settings)
    said = subprocess.run([program, "-v"], capture_output=True, text=True, check=True).stderr
    version = said.strip().rpartition("/")[2]
    command: Command = [program, "-p", folder, "-c", folder / "nginx.conf"]
    with running([*command, "-e", folder / "error.log"], {}, folder) as pid:
        wait_until(lambda: answers(port, "/page"), "nginx")
        server = Server("nginx", port, (pid,), {"nginx": version})
        yield Target("nginx, the same bytes", server, "/page")


@contextlib.contextmanager
def pretalx(folder: Path, cache: Path) -> Iterator[Target]:
    """Serve a talk of pretalx's own demonstration event, from SQLite."""
    python = peer_environment("pretalx", BENCHMARKS / "peers/pretalx.txt", cache)
    port = free_port()
    environment = {
        "DJANGO_SETTINGS_MODULE": "pretalx_settings",
        "PYTHONPATH": str(BENCHMARKS / "fill"),
        "PRETALX_DB_NAME": str(folder / "pretalx.sqlite3"),
        "PRETALX_FILESYSTEM_LOGS": str(folder / "logs"),
        "PRETALX_FILESYSTEM_MEDIA": str(folder / "media"),
        "PRETALX_FILESYSTEM_STATIC": str(folder / "static"),
        "PRETALX_SITE_URL": f"http://127.0.0.1:{port}",
    }
    manage: Command = [python, "-m", "pretalx"]
    run([*manage, "collectstatic", "--no-input"], environment, folder)
    run([*manage, "migrate"], environment, folder)
    filled = run([python, BENCHMARKS / "fill/pretalx_event.py"], environment, folder)
    page = json.loads(filled.strip().splitlines()[-1])
    versions = versions_of(python, "pretalx", "django", "granian")
    command = granian(python, "pretalx.wsgi:application", port)
    with running(command, environment, folder) as pid:
        wait_until(lambda: answers(port, page["path"]), "pretalx")
        server = Server("pretalx", port, (pid,), versions)
        yield Target("pretalx, a talk", server, page["path"], page["expects"])
