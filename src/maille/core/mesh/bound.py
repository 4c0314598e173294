"""How much better the best could be: a bound from multipliers, added up in whole numbers.

References
----------
Galvão and ReVelle (1996), A Lagrangean heuristic for the maximal covering location problem, EJOR
88; Held, Wolfe and Crowder (1974), Validation of subgradient optimization (the step is Polyak's);
Camerini, Fratta and Maffioli (1975), On improving relaxation methods by modified gradient
techniques (a step remembers those before it).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from maille.core.mesh.reduce import ENDLESS, Problem
from maille.core.mesh.values import Floats, Ints, Watch

_BITS: Final = 60
_STALLED: Final = 20
_LEAST_STEP: Final = 1e-4
_LEAST_GAIN: Final = 1e-5
_INERTIA: Final = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A proven bound; ``reduced`` is what it would lose if a site were (not) forced, scaled."""

    value: int
    multipliers: Floats
    keep: Ints
    refuse: Ints
    rounds: int


def _price(worth: Floats, problem: Problem) -> float:
    """Give what a unit of cost is worth when the budget is tight, by halving."""
    cost = problem.net.cost
    if problem.budget == ENDLESS or not cost.any():
        return 0.0
    low, high = 0.0, float((worth / np.maximum(cost, 1)).max()) + 1
    chosen = _chosen(worth, problem.most)
    if int(cost[chosen].sum()) <= problem.budget:
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        chosen = _chosen(worth - middle * cost, problem.most)
        low, high = (low, middle) if int(cost[chosen].sum()) <= problem.budget else (middle, high)
    return high


def _chosen(worth: Floats, most: int) -> Ints:
    """Give the sites of largest worth above zero, at most so many; the first among equals."""
    if most < worth.size:
        edge = np.argpartition(-worth, most)[:most] if most else np.zeros(0, np.int64)
        return np.sort(edge[worth[edge] > 0])
    return np.flatnonzero(worth > 0)


def grain(problem: Problem) -> int:
    """Give what all weights are multiples of: values of plans differ by as much at least.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> grain(problem_of([[0, 1]], [4, 6], most=1))
    2
    """
    return int(np.gcd.reduce(problem.net.weight)) or 1


def certify(problem: Problem, multipliers: Floats, value: int) -> Bound:
    """Add up the bound that multipliers give, in whole numbers: true whatever they are.

    Each cell pays its multiplier to every site that serves it, and keeps what is left of its
    weight once it has paid as many as it needs; what the sites then earn, at most so many and
    within the budget, with what cells keep, is more than any plan earns.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    multipliers
        One a cell, from 0 to its weight shared among the sites it needs.
    value
        Of a known plan: sites are told apart by whether they could be in a better one.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2]], [5, 1, 3], most=1)
    >>> certify(problem, np.array([5.0, 0.5, 3.0]), 6).value
    6
    """
    net = problem.net
    total = max(1, int(net.weight.sum()))
    shift = max(0, _BITS - total.bit_length())
    unit = np.clip(np.rint(np.ldexp(multipliers, shift)), 0, 2.0**61).astype(np.int64)
    unit = np.minimum(unit, (net.weight << shift) // net.need)
    earned = problem.matrix @ unit
    price = round(_price(np.ldexp(earned.astype(np.float64), -shift), problem) * 2**shift)
    rest = int(((net.weight << shift) - unit * net.need).sum())
    # Python's own integers: a price times a budget may not fit in 64 bits.
    worth = [int(e) - price * int(c) for e, c in zip(earned, net.cost, strict=True)]
    ranked = sorted(worth, reverse=True)
    top = [w for w in ranked[: problem.most] if w > 0]
    bound = rest + sum(top) + (price * problem.budget if price else 0)
    last_in = max(0, ranked[problem.most - 1]) if problem.most <= len(ranked) else 0
    next_in = max(0, ranked[problem.most]) if problem.most < len(ranked) else 0
    step = grain(problem)
    needed = (value + step) << shift
    refuse = [j for j, w in enumerate(worth) if bound + min(0, w - last_in) < needed]
    keep = [j for j, w in enumerate(worth) if w > next_in and bound - w + next_in < needed]
    return Bound(
        (bound >> shift) // step * step,
        multipliers,
        np.array(keep, np.int64),
        np.array(refuse, np.int64),
        0,
    )


class _Dual:
    """The bound as a function of multipliers, in floating point, and its slope."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weight = problem.net.weight.astype(np.float64)
        self.need = problem.net.need.astype(np.float64)
        self.cost = problem.net.cost.astype(np.float64)
        self.matrix = problem.matrix.astype(np.float64)
        self.by_cell = self.matrix.T.tocsr()
        self.most = self.weight / self.need

    def even(self) -> Floats:
        """Give multipliers that share each weight among the sites that serve it."""
        served = np.asarray(self.by_cell.sum(axis=1)).ravel()
        return np.asarray(self.most / np.maximum(served, 1))

    def at(self, u: Floats) -> tuple[float, Floats]:
        """Give the bound at ``u``, and how it would change."""
        earned = self.matrix @ u
        price = _price(earned, self.problem)
        worth = earned - price * self.cost
        chosen = _chosen(worth, self.problem.most)
        bound = float((self.weight - self.need * u).sum() + worth[chosen].sum())
        bound += price * self.problem.budget if price else 0.0
        y = np.zeros(earned.size)
        y[chosen] = 1
        return bound, self.by_cell @ y - self.need


def _inward(way: Floats, u: Floats, most: Floats) -> Floats:
    """Leave out of a step what would only push against the ends of the multipliers."""
    return np.where(((u <= 0) & (way > 0)) | ((u >= most) & (way < 0)), 0.0, way)


def bound_above(
    problem: Problem, value: int, rounds: int, watch: Watch, start: Floats | None = None
) -> Bound:
    """Lower the bound round after round, until it meets ``value`` or stops falling.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    value
        Of the best plan known, in the problem's unit; steps aim at it.
    rounds
        At most so many.
    watch
        Asked each round whether to stop.
    start
        Multipliers to begin from; each weight shared among its sites without them.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], [5, 1, 3], most=1)
    >>> bound_above(problem, 6, 50, Watch()).value
    6
    """
    dual = _Dual(problem)
    u: Floats = dual.even() if start is None else np.minimum(start, dual.most)
    best_u, least, step, stalled, done = u, np.inf, 1.0, 0, 0
    way, aim = np.zeros(u.size), value + grain(problem)
    while done < rounds and step > _LEAST_STEP and not watch.over():
        bound, slope = dual.at(u)
        stalled += 1
        if bound < least:
            stalled = stalled if least - bound <= _LEAST_GAIN * least < np.inf else 0
            best_u, least = u, bound
        if stalled >= _STALLED:
            step, stalled, u = step / 2, 0, best_u
            way[:] = 0
            continue
        way = _inward(_INERTIA * way + (1 - _INERTIA) * slope, u, dual.most)
        size = float(way @ way)
        done += 1
        if least < aim or size == 0:
            break
        u = np.clip(u - step * (bound - value + 1e-4 * abs(bound)) / size * way, 0, dual.most)
    found = certify(problem, best_u, value)
    return Bound(found.value, best_u, found.keep, found.refuse, done)
