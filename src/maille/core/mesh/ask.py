"""One door for every question about a territory."""

from dataclasses import replace

from maille.core.mesh.errors import MeshError
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.study import study_cover, territory_of
from maille.core.mesh.values import Cells, Objective, Question, Sites, Study, Watch


def ask(
    cells: Cells, sites: tuple[Sites, Sites], travel: AnyTravel, question: Question, watch: Watch
) -> Study:
    """Answer a question, with the time that each step took by the watch's clock.

    Parameters
    ----------
    cells
        Where people live.
    sites
        Places open today, then candidates.
    travel
        How far a place serves.
    question
        What is asked.
    watch
        A clock, a wish to stop, somebody who listens.

    Raises
    ------
    MeshError
        When the question has no answer.

    Examples
    --------
    >>> import numpy as np
    >>> from maille.core.mesh.values import Travel
    >>> line = Cells(np.arange(3.0), np.zeros(3), np.array([1.0, 2, 4]), planar=True)
    >>> ends = Sites(np.array([0.0, 2]), np.zeros(2), ("a", "b"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> ask(line, (none, ends), Travel(1, planar=True), Question(sites=1), Watch()).sites[0].id
    'b'
    """
    if question.objective is not Objective.COVER or question.at_least > 1:
        raise MeshError("only covering by one place is answered so far: leave out the objective")
    began = watch.clock()
    territory = territory_of(cells, *sites, travel)
    spent = watch.clock() - began
    study = study_cover(territory, question, watch)
    return replace(study, seconds={"coverage": spent, **study.seconds})
