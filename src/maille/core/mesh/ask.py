"""One door for every question about a territory."""

from dataclasses import replace

from maille.core.mesh.center import study_center
from maille.core.mesh.errors import MeshError
from maille.core.mesh.median import study_median
from maille.core.mesh.merging import MANY, merged_territory_of
from maille.core.mesh.port import AnyTravel
from maille.core.mesh.study import study_cover, territory_of
from maille.core.mesh.values import Cells, Objective, Question, Sites, Study, Travel, Watch


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
    >>> line = Cells(np.arange(3.0), np.zeros(3), np.array([1.0, 2, 4]), planar=True)
    >>> ends = Sites(np.array([0.0, 2]), np.zeros(2), ("a", "b"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> ask(line, (none, ends), Travel(1, planar=True), Question(sites=1), Watch()).sites[0].id
    'b'
    """
    if question.objective is not Objective.COVER:
        if not isinstance(travel, Travel):
            raise MeshError("median and center are measured in a straight line: leave out roads")
        if any(group.weeks is not None for group in sites):
            raise MeshError("stops of rounds are for the objective cover")
        answer = study_median if question.objective is Objective.MEDIAN else study_center
        return answer(cells, sites, travel, question, watch)
    began = watch.clock()
    every_week = all(group.every_week for group in sites)
    if isinstance(travel, Travel) and every_week and cells.x.size > MANY:
        territory = merged_territory_of(cells, sites, travel)
    else:
        territory = territory_of(cells, *sites, travel)
    spent = watch.clock() - began
    study = study_cover(territory, question, watch)
    return replace(study, seconds={"coverage": spent, **study.seconds})
