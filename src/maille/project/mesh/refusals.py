"""What the mesh refuses, in the words of whoever asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.utils.translation import gettext as _

from maille.core.mesh.errors import MeshError


def _phrases() -> dict[str, str]:
    return {
        "all candidates together reach %(share)s, less than the target": _(
            "all candidates together reach %(share)s, less than the target"
        ),
        "forced and banned at once: %(names)s": _("forced and banned at once: %(names)s"),
        "no candidate is called %(names)s": _("no candidate is called %(names)s"),
        "nobody would have a place: allow at least one site": _(
            "nobody would have a place: allow at least one site"
        ),
        "say how many sites, which budget or which target": _(
            "say how many sites, which budget or which target"
        ),
        "several places at once and stops are for the objective cover": _(
            "several places at once and stops are for the objective cover"
        ),
        "stops of rounds are for the objective cover": _(
            "stops of rounds are for the objective cover"
        ),
        "median and center are measured in a straight line: leave out roads": _(
            "median and center are measured in a straight line: leave out roads"
        ),
        "the forced sites are already more than is allowed": _(
            "the forced sites are already more than is allowed"
        ),
        "the number of sites is negative": _("the number of sites is negative"),
        "the number of stops is negative": _("the number of stops is negative"),
        "the budget must be zero or more": _("the budget must be zero or more"),
        "the seed must be zero or more": _("the seed must be zero or more"),
        "populations or costs add up to too much: count in a larger unit": _(
            "populations or costs add up to too much: count in a larger unit"
        ),
        "a population or a cost is too small to count beside the others": _(
            "a population or a cost is too small to count beside the others"
        ),
        "a cell needs at least one place": _("a cell needs at least one place"),
        "a budget and a number of stops cannot both be kept to: give one": _(
            "a budget and a number of stops cannot both be kept to: give one"
        ),
        "the target is a share above 0, at most 1": _("the target is a share above 0, at most 1"),
        "a target is a share of persons covered: the objective must be cover": _(
            "a target is a share of persons covered: the objective must be cover"
        ),
        "the radius must be zero or more": _("the radius must be zero or more"),
        "the radius is larger than the Earth's": _("the radius is larger than the Earth's"),
        "%(file)s: no road is open to this mode (%(mode)s)": _(
            "%(file)s: no road is open to this mode (%(mode)s)"
        ),
        "no road near the cells: they are at %(here)s (longitudes, latitudes), "
        "%(file)s covers %(there)s": _(
            "no road near the cells: they are at %(here)s (longitudes, latitudes), "
            "%(file)s covers %(there)s"
        ),
        "along roads, minutes go from zero to a day (1440)": _(
            "along roads, minutes go from zero to a day (1440)"
        ),
        "a place's supply is missing, negative or not a number": _(
            "a place's supply is missing, negative or not a number"
        ),
    }


@contextmanager
def plainly() -> Iterator[None]:
    """Say what the mesh refuses in one line, in the language of the command."""
    try:
        yield
    except MeshError as error:
        said = _phrases().get(error.words, error.words)
        raise click.ClickException(said % error.told if error.told else said) from None
