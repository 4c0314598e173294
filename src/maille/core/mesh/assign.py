"""How little the least distance could be: a bound from below, and a tree that meets it.

Each cell offers a sum to whoever serves it; what sites would earn from that, the best of them at
most so many and within the budget, is taken off the sum of offers. Whatever the offers, no plan
costs less. Offers are found in floating point and added up again in whole numbers.

References
----------
Cornuéjols, Fisher and Nemhauser (1977), Location of bank accounts to optimize float, Management
Science 23; Beasley (1993), Lagrangean heuristics for location problems, EJOR 65.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from maille.core.mesh.interchange import Rules
from maille.core.mesh.kernels import compiled
from maille.core.mesh.lists import ENDLESS, Lists
from maille.core.mesh.values import Floats, Ints, Watch

_STALLED: Final = 15
_INERTIA: Final = 0.8
_LEAST_STEP: Final = 1e-4
_LEAST_GAIN: Final = 1e-6
_NODE_ROUNDS: Final = 150
_FREE, _KEPT, _REFUSED = 0, 1, 2
_HALF: Final = 0.5

Value = Callable[[Ints], int]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A part of all plans: the state of each site, offers to begin from, what none is below."""

    state: Ints
    offers: Floats
    bound: int = 0
    split: int = -1


@dataclass(slots=True, eq=False)
class Best:
    """The best plan known, and its whole value."""

    rows: Ints
    value: int


@dataclass(slots=True, eq=False)
class Settled:
    """What a proof came to: a bound, and what it took."""

    bound: int
    rounds: int = 0
    nodes: int = 0
    heap: list[tuple[int, int, Side]] = field(default_factory=list)


@compiled
def earn(
    first: Ints,
    sites: Ints,
    cost: Ints,
    offers: Any,  # noqa: ANN401 - whole or floating, as what is earned
    earned: Any,  # noqa: ANN401 - the same
) -> None:
    """Add up what each site would earn: offers less what serving costs, where that is more."""
    earned[:] = 0
    for i in range(offers.size):
        for k in range(first[i], first[i + 1]):
            if cost[k] >= offers[i]:
                break
            earned[sites[k]] += offers[i] - cost[k]


@compiled
def lean(lists: tuple[Ints, Ints, Ints], offers: Floats, taken: Ints, slope: Floats) -> None:
    """Write how the bound changes with each offer: one, less the sites that would take it."""
    first, sites, cost = lists
    for i in range(offers.size):
        slope[i] = 1.0
        for k in range(first[i], first[i + 1]):
            if cost[k] >= offers[i]:
                break
            slope[i] -= taken[sites[k]]


def _price(earned: Floats, rules: Rules, state: Ints) -> float:
    """Give what a unit of cost is worth when the budget is tight, by halving."""
    if rules.budget >= ENDLESS:
        return 0.0
    low, high = 0.0, float((earned / np.maximum(rules.cost, 1)).max()) + 1
    for _ in range(40):
        middle = (low + high) / 2 if low else 0.0
        chosen = _wanted(earned - middle * rules.cost, rules, state)
        if int(rules.cost[chosen].sum()) <= rules.budget:
            if not low:
                return middle
            high = middle
        else:
            low = max(middle, 1e-12)
    return high


def _wanted(worth: Floats, rules: Rules, state: Ints) -> Ints:
    """Give the sites kept, then the free ones of largest worth above zero."""
    kept = np.flatnonzero(state == _KEPT)
    free = np.flatnonzero((state == _FREE) & (worth > 0))
    order = free[np.argsort(-worth[free], kind="stable")]
    return np.concatenate((kept, order[: max(0, rules.most - kept.size)]))


def settle(lists: Lists, rules: Rules, side: Side, offers: Floats, value: int) -> Side:
    """Add up in whole numbers the bound that offers give, and fix the sites it decides.

    Parameters
    ----------
    lists, rules
        What serving costs; how many sites, and their budget.
    side
        Sites kept and refused.
    offers
        One a cell, from nothing to what the cell costs when no site of its list is chosen.
    value
        Of a plan known: only better ones matter.

    Examples
    --------
    >>> lists = Lists(np.array([0, 2, 4]), np.array([0, 1, 1, 0]), np.array([0, 4, 0, 4]),
    ...     np.array([4, 4]), np.ones(2, bool), 2)
    >>> rules = Rules(1, np.zeros(2, np.int64), 2**62)
    >>> settle(lists, rules, Side(np.zeros(2, np.int64), np.zeros(2)), np.array([4.0, 4.0]),
    ...     5).bound
    4
    """
    whole = np.clip(np.rint(offers).astype(np.int64), 0, lists.out)
    earned = np.zeros(lists.size, np.int64)
    earn(lists.first, lists.sites, lists.cost, whole, earned)
    price = round(_price(earned.astype(np.float64), rules, side.state))
    worth = [int(e) - price * int(c) for e, c in zip(earned, rules.cost, strict=True)]
    kept, free = np.flatnonzero(side.state == _KEPT), np.flatnonzero(side.state == _FREE)
    room = rules.most - kept.size
    ranked = sorted((worth[j] for j in free), reverse=True)
    bound = int(whole.sum()) - sum(worth[j] for j in kept) - sum(max(0, w) for w in ranked[:room])
    bound -= price * rules.budget if price else 0
    last_in = max(0, ranked[room - 1]) if 0 < room <= len(ranked) else 0
    next_in = max(0, ranked[room]) if room < len(ranked) else 0
    state = side.state.copy()
    for j in free:
        if room == 0 or bound + last_in - min(worth[j], last_in) >= value:
            state[j] = _REFUSED
        elif worth[j] > next_in and bound + worth[j] - next_in >= value:
            state[j] = _KEPT
    return replace(side, state=state, offers=offers, bound=max(side.bound, bound))


class _Hill:
    """The bound as a function of offers, in floating point, its slope, and what was wanted."""

    def __init__(self, lists: Lists, rules: Rules, state: Ints) -> None:
        self.lists, self.rules, self.state = lists, rules, state
        self.top = lists.out.astype(np.float64)
        self.share = np.zeros(lists.size)

    def at(self, u: Floats) -> tuple[float, Ints]:
        """Give the bound at ``u``, and the sites that would be taken."""
        earned = np.zeros(self.lists.size)
        earn(self.lists.first, self.lists.sites, self.lists.cost, u, earned)
        price = _price(earned, self.rules, self.state)
        worth = earned - price * self.rules.cost
        chosen = _wanted(worth, self.rules, self.state)
        lost = price * self.rules.budget if price else 0.0
        return float(u.sum() - worth[chosen].sum()) - lost, chosen

    def slope(self, u: Floats, chosen: Ints) -> Floats:
        """Give how the bound changes at ``u``."""
        taken, slope = np.zeros(self.lists.size, np.int64), np.zeros(u.size)
        taken[chosen] = 1
        self.share = _INERTIA * self.share + (1 - _INERTIA) * taken
        lean((self.lists.first, self.lists.sites, self.lists.cost), u, taken, slope)
        return slope

    def inward(self, way: Floats, u: Floats) -> Floats:
        """Leave out of a step what would only push against the ends of the offers."""
        return np.where(((u >= self.top) & (way > 0)) | ((u <= 0) & (way < 0)), 0.0, way)


def climb(
    lists: Lists, rules: Rules, side: Side, best: Best, plan: tuple[int, Value, Watch]
) -> tuple[Side, int]:
    """Raise the bound of a side round after round; give it with what it decides, and the rounds.

    ``plan`` says how many rounds, how a plan is valued, and who watches.
    """
    rounds, value_of, watch = plan
    hill = _Hill(lists, rules, side.state)
    u, best_u, most = side.offers, side.offers, -np.inf
    step, stalled, done, way = 1.0, 0, 0, np.zeros(side.offers.size)
    while done < rounds and step > _LEAST_STEP and not watch.over():
        bound, chosen = hill.at(u)
        stalled += 1
        if bound > most:
            stalled = stalled if bound - most <= _LEAST_GAIN * best.value else 0
            best_u, most = u, bound
        if stalled >= _STALLED:
            step, stalled, u = step / 2, 0, best_u
            way = np.zeros(u.size)
            _offer(best, chosen, value_of)
            continue
        way = hill.inward(_INERTIA * way + (1 - _INERTIA) * hill.slope(u, chosen), u)
        size = float(way @ way)
        done += 1
        if most >= best.value or size == 0:
            break
        stride = step * (best.value - bound + 1e-5 * best.value) / size
        u = np.clip(u + stride * way, 0, hill.top)
    settled = settle(lists, rules, side, best_u, best.value)
    free = np.flatnonzero(settled.state == _FREE)
    split = int(free[np.argmin(np.abs(hill.share[free] - _HALF))]) if free.size else -1
    return replace(settled, split=split), done


def _offer(best: Best, rows: Ints, value_of: Value) -> None:
    """Keep a plan that is better than the best."""
    if (value := value_of(rows)) < best.value:
        best.rows, best.value = np.sort(rows), value


def prove(
    lists: Lists, rules: Rules, best: Best, effort: tuple[int, int], seen: tuple[Value, Watch]
) -> Settled:
    """Raise the bound, then split what it leaves open until no part holds a better plan.

    Parameters
    ----------
    lists, rules
        What serving costs; how many sites, and their budget.
    best
        A plan known; a better one found on the way is written in it.
    effort
        How many rounds at the root, and how many parts.
    seen
        How a plan is valued, exactly; who watches.

    Examples
    --------
    >>> from maille.core.mesh.lists import Ground, lists_of, value_of
    >>> from maille.core.mesh.values import Cells, Sites
    >>> cells = Cells(np.array([0.0, 3.0, 9.0]), np.zeros(3), np.ones(3), planar=True)
    >>> ground = Ground(cells, np.ones(3, np.int64),
    ...     Sites(cells.x, cells.y, ("a", "b", "c"), planar=True), None, 0)
    >>> lists, best = lists_of(ground), Best(np.array([0, 1]), 6)
    >>> seen = (lambda rows: value_of(ground, lists, rows), Watch())
    >>> prove(lists, Rules(2, np.zeros(3, np.int64), 2**62), best, (100, 50), seen).bound
    3
    """
    rounds, nodes = effort
    value_of, watch = seen
    start = Side(np.zeros(lists.size, np.int64), _first_offers(lists, rules))
    root, done = climb(lists, rules, start, best, (rounds, value_of, watch))
    watch.tell("bound", best.value, root.bound)
    tree = Settled(0, done, 0, [(root.bound, 0, root)])
    while tree.heap and tree.heap[0][0] < best.value and tree.nodes < nodes and not watch.over():
        _, _, side = heapq.heappop(tree.heap)
        tree.nodes += 1
        for number, half in enumerate(_halves(side)):
            child = _grown(lists, rules, half, best, seen)
            if child is not None:
                heapq.heappush(tree.heap, (child.bound, 2 * tree.nodes + number, child))
        watch.tell("close", best.value, min([best.value] + [i[0] for i in tree.heap[:1]]))
    tree.bound = min([best.value] + [item[0] for item in tree.heap[:1]])
    return tree


def _first_offers(lists: Lists, rules: Rules) -> Floats:
    """Give offers that some sites would take: what the cell costs at a site a few ranks away."""
    length = np.diff(lists.first)
    rank = np.minimum(length, 1 + lists.size // (2 * max(1, rules.most)))
    padded = np.append(lists.cost, 0)
    at = np.where(rank < length, padded[np.minimum(lists.first[:-1] + rank, lists.cost.size)], 0)
    return np.where(rank < length, at, lists.out).astype(np.float64)


def _halves(side: Side) -> list[Side]:
    """Split on a site: with it, and without."""
    if side.split < 0:
        return [side]
    halves = []
    for choice in (_KEPT, _REFUSED):
        state = side.state.copy()
        state[side.split] = choice
        halves.append(replace(side, state=state))
    return halves


def _grown(
    lists: Lists, rules: Rules, side: Side, best: Best, seen: tuple[Value, Watch]
) -> Side | None:
    """Bound a side; nothing is left of it when no plan in it is better."""
    kept = np.flatnonzero(side.state == _KEPT)
    if kept.size > rules.most or int(rules.cost[kept].sum()) > rules.budget:
        return None
    if kept.size == rules.most or not (side.state == _FREE).any():
        _offer(best, kept, seen[0])
        return None
    smaller = lists.without(side.state == _REFUSED)
    child, _ = climb(smaller, rules, side, best, (_NODE_ROUNDS, *seen))
    return child if child.bound < best.value else None
