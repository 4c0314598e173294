"""Good answers to least distance: the site that saves most, then exchanges, then kicks.

References
----------
Teitz and Bart (1968), Heuristic methods for estimating the generalized vertex median of a weighted
graph, Operations Research 16; Whitaker (1983), A fast algorithm for the greedy interchange for
large-scale clustering and median location problems, INFOR 21: what is saved by a site, what is
lost without another, and what both change together (Resende and Werneck 2007).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from maille.core.mesh.kernels import compiled
from maille.core.mesh.lists import Ground, Lists, value_of
from maille.core.mesh.values import Flags, Ints, Watch

_EFFORT: Final = 60_000_000
_FAR: Final = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """How many sites, what each costs, and what they may cost together; some are kept."""

    most: int
    cost: Ints
    budget: int


@compiled
def two_nearest(
    lists: tuple[Ints, Ints, Ints, Ints], rank: Ints, i: int
) -> tuple[int, int, int, int]:
    """Give the chosen site that serves a cell, its cost, the next one's, and where that stands."""
    first, sites, cost, out = lists
    near, owner = out[i], -1
    for k in range(first[i], first[i + 1]):
        if rank[sites[k]] >= 0:
            if owner >= 0:
                return owner, near, cost[k], k
            near, owner = cost[k], rank[sites[k]]
    return owner, near, out[i], first[i + 1]


@compiled
def weigh_moves(
    lists: tuple[Ints, Ints, Ints, Ints], rank: Ints, gain: Ints, loss: Ints, both: Ints
) -> None:
    """Add up what each site would save, each chosen one costs when it leaves, and both together.

    ``rank`` is where a chosen site stands in ``loss``, -1 for the others.
    """
    first, sites, cost, out = lists
    for i in range(out.size):
        owner, near, second, end = two_nearest(lists, rank, i)
        if owner >= 0:
            loss[owner] += second - near
        for k in range(first[i], end):
            t = sites[k]
            if rank[t] >= 0:
                continue
            gain[t] += max(0, near - cost[k])
            if owner >= 0:
                both[owner, t] += second - max(near, cost[k])


def _moves(lists: Lists, chosen: list[int], *, pairs: bool) -> tuple[Ints, Ints, Ints]:
    rank = np.full(lists.size, -1)
    rank[chosen] = np.arange(len(chosen)) if pairs else 0
    gain, loss = np.zeros(lists.size, np.int64), np.zeros(max(1, len(chosen)), np.int64)
    both = np.zeros((len(chosen) if pairs else 1, lists.size), np.int64)
    weigh_moves((lists.first, lists.sites, lists.cost, lists.out), rank, gain, loss, both)
    return gain, loss, both


def _fill(lists: Lists, rules: Rules, chosen: list[int]) -> None:
    """Add the site that saves most while one fits."""
    while len(chosen) < min(rules.most, lists.size):
        gain, _, _ = _moves(lists, chosen, pairs=False)
        room = rules.budget - int(rules.cost[chosen].sum())
        gain[rules.cost > room] = -1
        gain[chosen] = -1
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            return
        chosen.append(best)


def _exchange(lists: Lists, rules: Rules, chosen: list[int], watch: Watch) -> None:
    """Swap the pair of sites that saves most, while one saves."""
    while chosen and not watch.over():
        gain, loss, both = _moves(lists, chosen, pairs=True)
        change = loss[:, None] - gain[None, :] - both
        room = rules.budget - int(rules.cost[chosen].sum())
        change[rules.cost[None, :] - rules.cost[chosen][:, None] > room] = _FAR
        change[:, chosen] = _FAR
        s, t = divmod(int(np.argmin(change)), lists.size)
        if change[s, t] >= 0:
            return
        chosen[s] = t


def interchange(
    ground: Ground, lists: Lists, rules: Rules, effort: tuple[int, int], watch: Watch
) -> tuple[Ints, int, int]:
    """Give the sites found, what they cost (whole) and how many kicks were tried.

    Parameters
    ----------
    ground, lists
        Cells with people and their nearest sites.
    rules
        How many sites and what they may cost.
    effort
        A seed, and how many kicks: fewer on large grounds, where each takes long.
    watch
        Asked whether to stop.

    Examples
    --------
    >>> from maille.core.mesh.lists import lists_of
    >>> from maille.core.mesh.values import Cells, Sites
    >>> cells = Cells(np.array([0.0, 3.0, 9.0]), np.zeros(3), np.ones(3), planar=True)
    >>> ground = Ground(cells, np.ones(3, np.int64),
    ...     Sites(cells.x, cells.y, ("a", "b", "c"), planar=True), None, 0)
    >>> rules = Rules(2, np.zeros(3, np.int64), 0)
    >>> interchange(ground, lists_of(ground), rules, (0, 5), Watch())[1]
    3
    """
    seed, kicks = effort
    draw = np.random.default_rng(seed)
    chosen: list[int] = []
    _fill(lists, rules, chosen)
    _exchange(lists, rules, chosen, watch)
    best, least = sorted(chosen), value_of(ground, lists, np.array(chosen, np.int64))
    work = lists.sites.size * 2 // max(1, len(chosen)) + len(chosen) * lists.size
    kicks = min(kicks, _EFFORT // max(1, work * 5))
    tried = 0
    free: Flags = rules.cost <= rules.budget
    while tried < kicks and 0 < len(best) < int(free.sum()) and not watch.over():
        chosen = list(best)
        for _ in range(min(len(chosen), int(draw.integers(2, 5)))):
            chosen.pop(int(draw.integers(len(chosen))))
        others = np.setdiff1d(np.flatnonzero(free), best)
        extra = int(draw.choice(others))
        if int(rules.cost[[*chosen, extra]].sum()) <= rules.budget:
            chosen.append(extra)
        _fill(lists, rules, chosen)
        _exchange(lists, rules, chosen, watch)
        value = value_of(ground, lists, np.array(chosen, np.int64))
        if value <= least:
            best, least = sorted(chosen), value
        tried += 1
    return np.array(best, np.int64), least, tried
