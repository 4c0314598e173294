"""What our own server calls: the site, and an engine that gets ready before it is asked."""

from typing import Any

from maille.project.wsgi import application
from maille.territory.asking.warming import warm_up


def serve_ready() -> Any:  # noqa: ANN401 - Django's own type of application
    """Give the site, once the engine has begun to get ready."""
    warm_up()
    return application
