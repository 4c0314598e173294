"""What our own server calls: the site, and an engine that gets ready before it is asked."""

from maille.project.wsgi import application
from maille.territory.asking.warming import warm_up

__all__ = ["application"]

warm_up()
