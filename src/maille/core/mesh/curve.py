"""What each number of sites brings, and what it could bring at best."""

from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from maille.core.mesh.bound import bound_above
from maille.core.mesh.reduce import ENDLESS, Problem, reduce
from maille.core.mesh.study import Territory
from maille.core.mesh.values import Flags, Floats, Question, Study, Watch

_BITS = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A number of sites, how many persons they newly cover, and what no choice can exceed."""

    sites: int
    value: float
    bound: float


def _greedy(problem: Problem, most: int) -> list[int]:
    """Give what each next best site adds up to, from none to ``most``."""
    matrix, left = problem.matrix, problem.net.weight.copy()
    total = [0]
    for _ in range(most):
        gains = matrix @ left
        best = int(np.argmax(gains)) if gains.size else -1
        if best < 0 or not gains[best]:
            break
        total.append(total[-1] + int(gains[best]))
        left[matrix.indices[matrix.indptr[best] : matrix.indptr[best + 1]]] = 0
    return total + [total[-1]] * (most + 1 - len(total))


def _tops(problem: Problem, multipliers: Floats, most: int) -> list[int]:
    """Add up in whole numbers the bound that multipliers give to each number of sites."""
    weight = problem.net.weight
    shift = max(0, _BITS - max(1, int(weight.sum())).bit_length())
    unit = np.clip(np.rint(np.ldexp(multipliers, shift)), 0, 2.0**61).astype(np.int64)
    unit = np.minimum(unit, weight << shift)
    rest = int(((weight << shift) - unit).sum())
    worth = sorted(((problem.matrix @ unit).tolist()), reverse=True)[:most]
    sums = list(accumulate(worth, initial=rest))
    step = int(np.gcd.reduce(weight)) or 1
    whole = [(total >> shift) // step * step for total in sums]
    return whole + [whole[-1]] * (most + 1 - len(whole))


def curve_of(
    territory: Territory, study: Study, question: Question, watch: Watch, runs: int = 2
) -> tuple[Step, ...]:
    """Say what fewer sites than a study's would bring, each number with its own bound.

    The values are those of the better of two plans: the study's sites in their order, or the site
    that adds most at each step. The bounds come from the multipliers of a few numbers of sites:
    those of one number bound all others too (Lagrangian duality), less tightly further away.

    Parameters
    ----------
    territory
        From ``territory_of``.
    study
        Its answer to ``question``, which asks for a number of sites; costs are not read.
    question
        What was asked: forced and banned sites are kept to, rounds are those of each run.
    watch
        Asked whether to stop; the bounds are then wider, and true.
    runs
        For how many numbers of sites multipliers are sought, from the largest down.

    Returns
    -------
    The first step has no site; the next are from the number of forced sites to the study's.

    References
    ----------
    Galvão and ReVelle (1996), A Lagrangean heuristic for the maximal covering location problem.

    Examples
    --------
    >>> from maille.core.mesh.study import study_cover, territory_of
    >>> from maille.core.mesh.values import Cells, Sites, Travel
    >>> line = Cells(np.arange(4.0), np.zeros(4), np.array([4.0, 3, 2, 1]), planar=True)
    >>> sites = Sites(np.arange(4.0), np.zeros(4), ("a", "b", "c", "d"), planar=True)
    >>> none = Sites(np.zeros(0), np.zeros(0), (), planar=True)
    >>> land = territory_of(line, none, sites, Travel(1.0, planar=True))
    >>> two = Question(sites=2)
    >>> [(s.sites, s.value, s.bound) for s in curve_of(land, study_cover(land, two, Watch()),
    ...     two, Watch())]
    [(0, 0.0, 0.0), (1, 9.0, 9.0), (2, 10.0, 10.0)]
    """
    place = {name: row for row, name in enumerate(territory.candidates.ids)}
    forced = np.array([place[name] for name in question.forced], np.int64)
    open_now: Flags = territory.covered.copy()
    open_now[territory.matrix[forced].indices] = True
    left = np.where(open_now, 0, territory.weight)
    won = int(territory.weight[open_now & ~territory.covered].sum())
    free = np.array(
        [row for name, row in place.items() if name not in {*question.forced, *question.banned}],
        np.int64,
    )
    most = len(study.sites) - forced.size
    if territory.bare and free.size == len(place):
        problem = replace(territory.bare, most=most)
    else:
        price = np.zeros(free.size, np.int64)
        problem = reduce(territory.matrix[free], left, price, most, ENDLESS)
    values = _greedy(problem, most)
    bounds = [values[0], values[1], *[2**62] * (most - 1)] if most else [0]
    if problem.sites.size and most > 1:
        numbers = {max(2, round(most ** (run / runs))) for run in range(1, runs + 1)}
        for number in sorted(numbers, reverse=True):
            asked = replace(problem, most=number)
            found = bound_above(asked, values[number], question.rounds, watch)
            bounds = list(map(min, bounds, _tops(problem, found.multipliers, most)))
    return _steps(territory, study, won, (values, bounds))


def _steps(
    territory: Territory, study: Study, won: int, found: tuple[list[int], list[int]]
) -> tuple[Step, ...]:
    values, bounds = found
    known = [0.0, *(site.cumulative for site in study.sites)]
    first = len(known) - len(values)
    steps = [] if first == 0 else [Step(0, 0.0, 0.0)]
    for k, (value, bound) in enumerate(zip(values, bounds, strict=True), first):
        best = max((won + value) / territory.scale, known[k])
        steps.append(Step(k, best, max(best, min((won + bound) / territory.scale, study.bound))))
    return tuple(steps)
