import pytest

from maille.core.mesh.ask import ask
from maille.core.mesh.errors import MeshError
from maille.core.mesh.values import Objective, Question, Travel, Watch
from tests.core.mesh.lands import land_of, sites_at


@pytest.mark.parametrize(
    "question", [Question(sites=1, objective=Objective.MEDIAN), Question(sites=1, at_least=2)]
)
def test_question_that_has_no_answer_yet_is_refused(question):
    land = land_of(1)
    with pytest.raises(MeshError, match="only covering"):
        ask(
            land.cells,
            (sites_at([]), land.candidates),
            Travel(1.0, planar=True),
            question,
            Watch(),
        )
