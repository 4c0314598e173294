"""Good answers fast: greedy, exchanges, and kicks that are kept when they help.

References
----------
Church and ReVelle (1974), The maximal covering location problem, Papers of the RSA 32.
Resende and Werneck (2007), A fast swap-based local search procedure for location problems,
Annals of Operations Research 150: what a site would add, what it leaves, what both share.
"""

import numpy as np

from maille.core.mesh.kernels import Net, State, compiled
from maille.core.mesh.reduce import Problem
from maille.core.mesh.values import Ints, Watch

_TWO = 2
_FINE = 10


@compiled
def _hoped(net: Net, state: State, c: int, sign: int) -> None:
    """Say of a cell that more sites bring it nearer (+1), or that it has enough (-1)."""
    if state.hope.size:
        for i in range(net.cell_first[c], net.cell_first[c + 1]):
            state.hope[net.cell_sites[i]] += sign * ((net.weight[c] << _FINE) // net.need[c])


@compiled
def _wanted(net: Net, state: State, c: int, amount: int) -> None:
    """Change what every site of a cell would add."""
    for i in range(net.cell_first[c], net.cell_first[c + 1]):
        state.gain[net.cell_sites[i]] += amount


@compiled
def _kept_by(net: Net, state: State, c: int, but: int, amount: int) -> None:
    """Change what each chosen site of a cell would leave, ``but`` one."""
    if net.need[c] == 1:
        state.loss[state.owner[c]] += amount
        return
    for i in range(net.cell_first[c], net.cell_first[c + 1]):
        t = net.cell_sites[i]
        if state.chosen[t] and t != but:
            state.loss[t] += amount


@compiled
def add(net: Net, state: State, s: int) -> None:
    """Choose a site: its cells change hands, and what others would add falls."""
    state.chosen[s] = True
    state.spent[0] += net.cost[s]
    state.spent[1] += 1
    for k in range(net.site_first[s], net.site_first[s + 1]):
        c = net.site_cells[k]
        w, lacking = net.weight[c], net.need[c] - state.held[c]
        state.held[c] += 1
        if lacking == 1:
            _wanted(net, state, c, -w)
            _hoped(net, state, c, -1)
            state.loss[s] += w
            if net.need[c] > 1:
                _kept_by(net, state, c, s, w)
        elif lacking == 0:
            _kept_by(net, state, c, s, -w)
        elif lacking == _TWO:
            _wanted(net, state, c, w)
        state.owner[c] += s


@compiled
def drop(net: Net, state: State, s: int) -> None:
    """Leave a site: the reverse of ``add``."""
    state.chosen[s] = False
    state.spent[0] -= net.cost[s]
    state.spent[1] -= 1
    for k in range(net.site_first[s], net.site_first[s + 1]):
        c = net.site_cells[k]
        w, lacking = net.weight[c], net.need[c] - state.held[c]
        state.held[c] -= 1
        state.owner[c] -= s
        if lacking == 0:
            _wanted(net, state, c, w)
            _hoped(net, state, c, 1)
            state.loss[s] -= w
            if net.need[c] > 1:
                _kept_by(net, state, c, s, -w)
        elif lacking == -1:
            _kept_by(net, state, c, s, w)
        elif lacking == 1:
            _wanted(net, state, c, -w)


@compiled
def fill(net: Net, state: State, most: int, budget: int, by_cost: int) -> None:
    """Add sites while they fit: the largest gain (or hope), or the largest for its cost."""
    gain = state.hope if state.hope.size else state.gain
    while state.spent[1] < most:
        best, best_gain = -1, 0.0
        for t in range(gain.size):
            if gain[t] > 0 and not state.chosen[t]:
                worth = gain[t] / max(1, net.cost[t]) if by_cost else float(gain[t])
                if worth > best_gain and state.spent[0] + net.cost[t] <= budget:
                    best, best_gain = t, worth
        if best < 0:
            break
        add(net, state, best)


@compiled
def _share(net: Net, state: State, s: int, sign: int) -> None:
    """Write what others would add besides if ``s`` left, or take it back (-1).

    Cells that both serve: those that had just enough lose nothing, those that lacked one site
    would still lack it.
    """
    for k in range(net.site_first[s], net.site_first[s + 1]):
        c = net.site_cells[k]
        lacking = net.need[c] - state.held[c]
        if 0 <= lacking <= 1:
            w = net.weight[c] if lacking == 0 else -net.weight[c]
            for i in range(net.cell_first[c], net.cell_first[c + 1]):
                state.bonus[net.cell_sites[i]] += sign * w


@compiled
def _best_of_all(net: Net, state: State, s: int, budget: int) -> int:
    """Give the best site to take instead of ``s``, or -1 when none is better."""
    _share(net, state, s, 1)
    best, most = -1, state.loss[s]
    room = budget - state.spent[0] + net.cost[s]
    for t in range(state.gain.size):
        worth = state.gain[t] + state.bonus[t]
        if worth > most and not state.chosen[t] and net.cost[t] <= room:
            best, most = t, worth
    _share(net, state, s, -1)
    return best


@compiled
def _best_near(net: Net, state: State, s: int, top: int) -> int:
    """Give the same where sites cost nothing and cells need one: ``top`` adds most of all sites.

    Others than ``top`` are only better when they share cells with ``s``.
    """
    _share(net, state, s, 1)
    best, most = -1, state.loss[s]
    if top >= 0 and state.gain[top] > most:
        best, most = top, state.gain[top]
    for k in range(net.site_first[s], net.site_first[s + 1]):
        c = net.site_cells[k]
        if state.held[c] == 1:
            for i in range(net.cell_first[c], net.cell_first[c + 1]):
                t = net.cell_sites[i]
                if state.bonus[t] > 0:
                    worth = state.gain[t] + state.bonus[t]
                    state.bonus[t] = 0
                    if worth > most and not state.chosen[t]:
                        best, most = t, worth
    return best


@compiled
def _top(state: State) -> int:
    best, most = -1, 0
    for t in range(state.gain.size):
        if state.gain[t] > most and not state.chosen[t]:
            best, most = t, state.gain[t]
    return best


@compiled
def exchange(net: Net, state: State, budget: int, near: int) -> int:
    """Swap one site for another while the value rises; give how many times it did.

    ``near`` says that cells need one site and that sites cost nothing: fewer are looked at.
    """
    moves, quiet, s = 0, 0, 0
    size = state.gain.size
    top = _top(state)
    while quiet < size:
        if state.chosen[s]:
            t = _best_near(net, state, s, top) if near else _best_of_all(net, state, s, budget)
            if t >= 0:
                drop(net, state, s)
                add(net, state, t)
                top = _top(state)
                moves += 1
                quiet = 0
        quiet += 1
        s = (s + 1) % size
    return moves


def _start(problem: Problem) -> State:
    net = problem.net
    sites, cells = net.cost.size, net.weight.size
    zeros = np.zeros(sites, np.int64)
    several = bool(cells) and int(net.need.max()) > 1
    hope = problem.matrix @ ((net.weight << _FINE) // net.need)
    return State(
        np.zeros(sites, np.bool_),
        np.zeros(cells, np.int64),
        np.zeros(cells, np.int64),
        problem.matrix @ np.where(net.need == 1, net.weight, 0),
        hope if several else np.zeros(0, np.int64),
        zeros,
        zeros.copy(),
        np.zeros(2, np.int64),
    )


def _value(problem: Problem, state: State) -> int:
    return int(problem.net.weight[state.held >= problem.net.need].sum())


def _greedy(problem: Problem) -> State:
    """Give the best of two greedy starts: by gain, and by gain for the cost."""
    best, most = _start(problem), -1
    for by_cost in range(1 + bool(problem.net.cost.any())):
        state = _start(problem)
        fill(problem.net, state, problem.most, problem.budget, by_cost)
        if _value(problem, state) > most:
            best, most = state, _value(problem, state)
    return best


def _kick(problem: Problem, state: State, draw: np.random.Generator) -> None:
    chosen = np.flatnonzero(state.chosen)
    how_many = min(chosen.size, int(draw.integers(2, 5)))
    for s in draw.choice(chosen, how_many, replace=False):
        drop(problem.net, state, s)
    worth = state.hope if state.hope.size else state.gain
    free = np.flatnonzero(~state.chosen & (worth > 0))
    lost = draw.choice(free, min(free.size, how_many), replace=False)
    for t in lost:
        if state.spent[0] + problem.net.cost[t] <= problem.budget:
            add(problem.net, state, t)


class Climb:
    """A search that may be left and taken up again: the best plan so far, and what was tried."""

    def __init__(self, problem: Problem, seed: int) -> None:
        """Begin with the best greedy plan, improved by exchanges."""
        self.problem, self.draw, self.tried = problem, np.random.default_rng(seed), 0
        self.near = int(not problem.net.cost.any() and int(problem.net.need.max(initial=1)) == 1)
        self.value, self.state = 0, _start(problem)
        if self.state.gain.size and problem.most > 0:
            self._offer(_greedy(problem))

    @property
    def sites(self) -> Ints:
        """Give the sites of the best plan."""
        return np.flatnonzero(self.state.chosen)

    def _offer(self, state: State) -> None:
        """Improve a plan, and keep it when it is as good as the best."""
        net, most, budget = self.problem.net, self.problem.most, self.problem.budget
        fill(net, state, most, budget, 0)
        exchange(net, state, budget, self.near)
        fill(net, state, most, budget, 0)
        if (value := _value(self.problem, state)) >= self.value:
            self.state, self.value = state, value

    def consider(self, sites: Ints) -> int:
        """Improve the plan that some sites make, as far as they fit; give the best value then."""
        net, state = self.problem.net, _start(self.problem)
        for s in sites:
            if state.spent[0] + net.cost[s] <= self.problem.budget:
                add(net, state, s)
        self._offer(state)
        return self.value

    def kick(self, times: int, watch: Watch) -> None:
        """Leave two to four sites for others, drawn, then improve again: so many times."""
        size = self.problem.net.cost.size
        for _ in range(times):
            if watch.over() or not 0 < self.state.spent[1] < size:
                return
            state = State._make(part.copy() for part in self.state)
            _kick(self.problem, state, self.draw)
            self._offer(state)
            self.tried += 1


def useful(problem: Problem, sites: Ints) -> Ints:
    """Leave out the sites without which as many are covered, the last ones first.

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> useful(problem_of([[0], [1], [0, 1]], [1, 1], most=3), np.arange(3)).tolist()
    [2]
    """
    net, state = problem.net, _start(problem)
    for s in sites:
        add(net, state, s)
    kept = []
    for s in sites:
        if state.loss[s]:
            kept.append(s)
        else:
            drop(net, state, s)
    return np.array(kept, np.int64)


def search(problem: Problem, seed: int, kicks: int, watch: Watch) -> tuple[Ints, int, int]:
    """Give the sites found, what they cover (in the problem's unit) and how many kicks were tried.

    Parameters
    ----------
    problem
        Reduced cells and sites.
    seed
        Of the kicks: the same seed gives the same answer.
    kicks
        How many times two to four sites are left for others, then improved again.
    watch
        Asked between kicks whether to stop.

    References
    ----------
    Lourenço, Martin and Stützle (2003), Iterated local search; the greedy start is at least
    1 - 1/e of the best (Nemhauser, Wolsey and Fisher 1978).

    Examples
    --------
    >>> from maille.core.mesh.reduce import problem_of
    >>> problem = problem_of([[0, 1], [1, 2], [2]], weight=[5, 1, 3], most=1)
    >>> sites, value, _ = search(problem, seed=0, kicks=5, watch=Watch())
    >>> sites.tolist(), value
    ([0], 6)
    """
    climb = Climb(problem, seed)
    climb.kick(kicks, watch)
    return climb.sites, climb.value, climb.tried
