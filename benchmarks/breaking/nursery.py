"""A process that has loaded the site, and forks a server each time it is asked.

Loading the code takes seconds and touches no row: it is done once, so that what is broken a
thousand times is the server at work. Each server is granian's own, parent and worker, in a
session that can be killed whole; the nursery never opens the database.

It reads a port on each line of its input, and answers with the number of the process.
"""

import os
import signal
import sys
from importlib import import_module

from granian.cli import cli


def main() -> None:
    """Fork a server for each port asked, until the input ends."""
    target = sys.argv[1]
    import_module(target.partition(":")[0])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead bury themselves
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _serve(target, int(line))
        print(pid, flush=True)


def _serve(target: str, port: int) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for standard, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY)):
        os.dup2(os.open(os.devnull, flags), standard)
    cli(
        [
            *("--interface", "wsgi", "--port", str(port), "--blocking-threads", "4"),
            *("--no-ws", "--log-level", "error", target),
        ],
        prog_name="granian",
    )


if __name__ == "__main__":
    main()
