"""A reduced problem is solved: a plan, a bound, more plans while the two differ, a tree."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from maille.core.mesh.bound import bound_above, certify
from maille.core.mesh.close import close
from maille.core.mesh.reduce import Problem
from maille.core.mesh.search import Climb, useful
from maille.core.mesh.values import Ints, Question, Watch

# A bound often shows that the first plans are the best: kicks wait until it does not.
_FIRST_KICKS: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Rows of a problem, what they cover, a bound, and what it took."""

    sites: Ints
    value: int
    bound: int
    counts: dict[str, int]
    seconds: dict[str, float]


def _shorter(watch: Watch) -> Watch:
    """Leave two thirds of the time that is left."""
    left = watch.left()
    return replace(watch, until=watch.clock() + left / 3) if np.isfinite(left) else watch


def solve(problem: Problem, question: Question, watch: Watch) -> Solved:
    """Look for a plan and a bound in turn, until they meet or efforts run out.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    question
        Its seed and efforts are read.
    watch
        Its clock times the steps; it may stop them.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], [5, 1, 3], most=1)
    >>> solved = solve(problem, Question(sites=1), Watch())
    >>> solved.sites.tolist(), solved.value, solved.bound
    ([0], 6, 6)
    """
    began = watch.clock()
    climb = Climb(problem, question.seed)
    if not problem.sites.size or problem.most <= 0:
        nothing = dict.fromkeys(("kicks", "rounds", "nodes", "solver_nodes"), 0)
        return Solved(np.zeros(0, np.int64), 0, 0, nothing, {})
    climb.kick(min(_FIRST_KICKS, question.kicks), watch)
    watch.tell("heuristic", climb.value, np.inf)
    searched = watch.clock()
    root = bound_above(problem, climb.value, question.rounds, watch, (None, climb.consider))
    watch.tell("bound", climb.value, root.value)
    bounded = watch.clock()
    if root.value > climb.value:
        climb.kick(question.kicks - climb.tried, _shorter(watch))
        again = certify(problem, root.multipliers, climb.value)
        root = replace(again, rounds=root.rounds)
        watch.tell("bound", climb.value, root.value)
    kicked = watch.clock()
    done = close(problem, climb.sites, root, question.nodes, watch)
    counts = {"kicks": climb.tried, "rounds": root.rounds}
    return Solved(
        useful(problem, done.sites),
        done.value,
        done.bound,
        counts | {"nodes": done.nodes, "solver_nodes": done.solver_nodes},
        {
            "heuristic": searched - began + kicked - bounded,
            "bound": bounded - searched,
            "close": watch.clock() - kicked,
        },
    )
