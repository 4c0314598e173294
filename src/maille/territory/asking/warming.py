"""Making the engine ready before somebody waits for it.

Its loops are compiled once after an installation, by a process of its own that gives way to all
others; then each server reads what was compiled, and lays the grounds of its studies.
"""

import os
import subprocess
import sys
import threading
from itertools import product

from django.db import connection

from maille.territory.asking.questions import MINUTES, MODES, asked_in
from maille.territory.models import Study
from maille.territory.queries import document_of, terrain_of
from maille.territory.reading.page import read_study

_MOST_STUDIES = 2
_GIVES_WAY = 10


def warm_up() -> threading.Thread:
    """Begin in the background, and say which thread does it."""
    thread = threading.Thread(target=_alone, name="maille-mesh", daemon=True)
    thread.start()
    return thread


def _alone() -> None:
    try:
        get_ready()
    finally:
        connection.close()


def get_ready() -> None:
    """Have the engine compiled, answer the first studies' own questions, then lay all travels."""
    studies = list(Study.objects.order_by("pk")[:_MOST_STUDIES])
    if not studies:
        return
    compile_apart()
    from maille.territory.asking.answers import (  # noqa: PLC0415 - it loads a compiler
        answer_at_once,
        prepared,
    )

    for study in studies:
        terrain, document = terrain_of(study), document_of(study)
        read_study(terrain, document)
        answer_at_once(terrain, asked_in(document))
    for study in studies:
        for mode, minutes in product(MODES, MINUTES):
            prepared(terrain_of(study), mode, minutes)


def compile_apart() -> None:
    """Compile in another process, so that pages are served meanwhile; it keeps what it made."""
    code = "from maille.territory.asking.answers import warm; warm()"
    nice = f"import os; os.nice({_GIVES_WAY}); {code}"
    subprocess.run([sys.executable, "-c", nice], check=False, env=os.environ.copy())  # noqa: S603 - our own code
