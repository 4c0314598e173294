"""How much better the best could be: a bound from multipliers, added up in whole numbers.

References
----------
Galvão and ReVelle (1996), A Lagrangean heuristic for the maximal covering location problem, EJOR
88; Held, Wolfe and Crowder (1974), Validation of subgradient optimization (the step is Polyak's);
Camerini, Fratta and Maffioli (1975), On improving relaxation methods by modified gradient
techniques (a step remembers those before it).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from maille.core.mesh.descent import Hill, Limits, descend, price_at
from maille.core.mesh.reduce import Problem
from maille.core.mesh.values import Flags, Floats, Ints, Watch

_BITS: Final = 60
# Watch and clock are asked after about so many pairs have been looked at.
_PATIENCE: Final = 2_000_000


Offer = Callable[[Ints], int]


def _keep_none(_sites: Ints) -> int:
    return 0


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A proven bound; ``reduced`` is what it would lose if a site were (not) forced, scaled."""

    value: int
    multipliers: Floats
    keep: Ints
    refuse: Ints
    rounds: int


def _hill(problem: Problem, start: Floats | None) -> Hill:
    """Begin from multipliers, or from each weight shared among the sites that serve it."""
    net = problem.net
    top = net.weight / net.need
    served = np.maximum(1, np.diff(net.cell_first))
    u = top / served if start is None else np.minimum(start, top)
    earned = np.zeros(net.cost.size)
    heights, turns = np.array([np.inf, 1.0]), np.zeros(4, np.int64)
    taken: Flags = np.zeros(earned.size, np.bool_)
    return Hill(top, u, u.copy(), np.zeros(u.size), earned, earned.copy(), taken, heights, turns)


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
    hill = _hill(problem, None)
    hill.earned[:] = np.ldexp(earned.astype(np.float64), -shift)
    price = round(price_at(net, Limits(problem.most, problem.budget, 0, 0), hill) * 2**shift)
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


def bound_above(
    problem: Problem,
    value: int,
    rounds: int,
    watch: Watch,
    seen: tuple[Floats | None, Offer] = (None, _keep_none),
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
        Asked now and then whether to stop.
    seen
        Multipliers to begin from (each weight shared among its sites without them), and who is
        shown the sites that the bound takes each time it stops falling, and gives the value of
        the best plan then known.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], [5, 1, 3], most=1)
    >>> bound_above(problem, 6, 50, Watch()).value
    6
    """
    net, (start, offer) = problem.net, seen
    hill, step = _hill(problem, start), grain(problem)
    batch = 1 + _PATIENCE // (1 + problem.matrix.nnz)
    while hill.turns[1] < rounds and not hill.turns[2] and not watch.over():
        limits = Limits(problem.most, problem.budget, value, value + step)
        descend(net, limits, hill, min(batch, rounds - int(hill.turns[1])))
        if hill.turns[3]:
            hill.turns[3] = 0
            value = max(value, offer(np.flatnonzero(hill.taken)))
    found = certify(problem, hill.best, value)
    return Bound(found.value, hill.best, found.keep, found.refuse, int(hill.turns[1]))
