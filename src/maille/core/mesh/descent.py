"""Lowering a Lagrangian bound round after round, in loops worth compiling.

References
----------
Held, Wolfe and Crowder (1974), Validation of subgradient optimization (the step is Polyak's);
Camerini, Fratta and Maffioli (1975), On improving relaxation methods by modified gradient
techniques (a step remembers those before it).
"""

from typing import Final, NamedTuple

import numpy as np

from maille.core.mesh.kernels import Net, compiled
from maille.core.mesh.values import Flags, Floats, Ints

_STALLED: Final = 20
_LEAST_STEP: Final = 1e-4
_LEAST_GAIN: Final = 1e-5
_INERTIA: Final = 0.8
_HALVINGS: Final = 40
_ENDLESS: Final = 2**62


class Limits(NamedTuple):
    """How many sites, their budget, the value of a plan known, and where the bound meets it."""

    most: int
    budget: int
    value: int
    aim: int


class Hill(NamedTuple):
    """Multipliers of cells, the best ones so far, the way down; what sites then earn.

    ``heights`` are the least bound and the length of a step; ``turns`` the rounds since the bound
    last fell, all rounds, whether it is over, and whether it just stopped falling.
    """

    top: Floats
    u: Floats
    best: Floats
    way: Floats
    earned: Floats
    worth: Floats
    taken: Flags
    heights: Floats
    turns: Ints


@compiled
def take(worth: Floats, most: int, taken: Flags) -> int:
    """Take the sites of largest worth above zero, at most so many, the first among equals."""
    edge, room = 0.0, most
    if most < worth.size:
        edge = max(0.0, np.partition(worth, worth.size - most - 1)[worth.size - most - 1])
    count = 0
    for s in range(worth.size):
        taken[s] = worth[s] > edge
        count += taken[s]
    if edge > 0:
        for s in range(worth.size):
            if worth[s] == edge and count < room:
                taken[s] = True
                count += 1
    return count


@compiled
def _cost_at(net: Net, hill: Hill, most: int, price: float) -> int:
    """Take sites at a price for each unit of cost; give what they cost together."""
    for s in range(hill.worth.size):
        hill.worth[s] = hill.earned[s] - price * net.cost[s]
    take(hill.worth, most, hill.taken)
    spent = 0
    for s in range(hill.worth.size):
        if hill.taken[s]:
            spent += net.cost[s]
    return spent


@compiled
def price_at(net: Net, limits: Limits, hill: Hill) -> float:
    """Take the sites that the bound would, and give what a unit of a tight budget is worth."""
    spent = _cost_at(net, hill, limits.most, 0.0)
    if limits.budget == _ENDLESS or spent <= limits.budget:
        return 0.0
    low, high = 0.0, 1.0
    for s in range(hill.earned.size):
        high = max(high, hill.earned[s] / max(1, net.cost[s]) + 1)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _cost_at(net, hill, limits.most, middle) <= limits.budget:
            high = middle
        else:
            low = middle
    _cost_at(net, hill, limits.most, high)
    return high


@compiled
def weigh(net: Net, limits: Limits, hill: Hill) -> float:
    """Give the bound at the multipliers, and take the sites that make it."""
    for s in range(hill.earned.size):
        earned = 0.0
        for k in range(net.site_first[s], net.site_first[s + 1]):
            earned += hill.u[net.site_cells[k]]
        hill.earned[s] = earned
    price = price_at(net, limits, hill)
    bound = price * limits.budget if price > 0 else 0.0
    for c in range(hill.u.size):
        bound += net.weight[c] - net.need[c] * hill.u[c]
    for s in range(hill.worth.size):
        if hill.taken[s]:
            bound += hill.worth[s]
    return bound


@compiled
def turn(net: Net, hill: Hill) -> float:
    """Turn the way towards where the bound falls, inside the ends of the multipliers."""
    for c in range(hill.u.size):
        hill.way[c] = _INERTIA * hill.way[c] - (1 - _INERTIA) * net.need[c]
    for s in range(hill.taken.size):
        if hill.taken[s]:
            for k in range(net.site_first[s], net.site_first[s + 1]):
                hill.way[net.site_cells[k]] += 1 - _INERTIA
    size = 0.0
    for c in range(hill.u.size):
        way = hill.way[c]
        if (hill.u[c] <= 0 and way > 0) or (hill.u[c] >= hill.top[c] and way < 0):
            hill.way[c] = way = 0.0
        size += way * way
    return size


@compiled
def descend(net: Net, limits: Limits, hill: Hill, rounds: int) -> None:
    """Go down so many rounds, unless the bound meets the value or hardly falls any more."""
    ended = hill.turns[1] + rounds
    while hill.turns[1] < ended and hill.turns[2] == 0:
        bound = weigh(net, limits, hill)
        hill.turns[0] += 1
        if bound < hill.heights[0]:
            if hill.heights[0] - bound > _LEAST_GAIN * hill.heights[0]:
                hill.turns[0] = 0
            hill.best[:] = hill.u
            hill.heights[0] = bound
        if hill.turns[0] >= _STALLED:
            hill.heights[1] /= 2
            hill.turns[0] = 0
            hill.u[:] = hill.best
            hill.way[:] = 0
            hill.turns[2] = hill.heights[1] <= _LEAST_STEP
            hill.turns[3] = 1
            break
        size = turn(net, hill)
        hill.turns[1] += 1
        if hill.heights[0] < limits.aim or size == 0:
            hill.turns[2] = 1
            break
        stride = hill.heights[1] * (bound - limits.value + 1e-4 * abs(bound)) / size
        for c in range(hill.u.size):
            hill.u[c] = min(hill.top[c], max(0.0, hill.u[c] - stride * hill.way[c]))
