"""The loops of the roads: making a graph smaller, and spreading from sites within a limit."""

from typing import Any, NamedTuple

import numpy as np

from maille.core.mesh.kernels import compiled
from maille.core.mesh.roads.graph import LONGEST, Small
from maille.core.mesh.values import Flags, Ints

_NODE_BITS = 32
_NODE = (1 << _NODE_BITS) - 1
_FAR = 2**31 - 1


class Links(NamedTuple):
    """From point ``u``, ``to[first[u]:first[u + 1]]`` in ``ms`` each."""

    first: Small
    to: Small
    ms: Small


class Beside(NamedTuple):
    """Cells by the point where they join the road, and the milliseconds to walk there."""

    first: Small
    cell: Small
    ms: Small


class Starts(NamedTuple):
    """Where searches begin: a point (or -1) and the milliseconds already spent."""

    node: Ints
    ms: Ints


@compiled
def grown(array: Any, size: int) -> Any:  # noqa: ANN401 - numbers of 32 or 64 bits
    """Give an array with room for one more after ``size``: twice as long when it is full."""
    if size < array.size:
        return array
    longer = np.empty(2 * array.size, array.dtype)
    longer[:size] = array[:size]
    return longer


@compiled
def push(heap: Ints, size: int, key: int) -> Ints:
    """Add a key to a heap of ``size`` keys; the smallest stays first."""
    heap = grown(heap, size)
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if heap[above] <= key:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = key
    return heap


@compiled
def pop(heap: Ints, size: int) -> int:
    """Take the first of ``size`` keys away and give it."""
    first, last = heap[0], heap[size - 1]
    size -= 1
    at, below = 0, 1
    while below < size:
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= last:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = last
    return int(first)


@compiled
def spread(
    links: Links, best: Small, start: tuple[int, int], limit: int, heap: Ints, seen: Small
) -> tuple[int, Ints, Small]:
    """Find every point within ``limit`` of a start (Dijkstra); give how many, and where.

    ``best`` holds the milliseconds of the points ``seen``; the heap holds only what may still be
    within the limit.
    """
    node, spent = start
    best[node] = spent
    seen[0] = node
    count, size = 1, 1
    heap[0] = (spent << _NODE_BITS) | node
    while size > 0:
        key = pop(heap, size)
        size -= 1
        node, spent = key & _NODE, key >> _NODE_BITS
        if spent > best[node]:
            continue
        for k in range(links.first[node], links.first[node + 1]):
            then, there = spent + int(links.ms[k]), int(links.to[k])
            if then > limit or then >= best[there]:
                continue
            if best[there] == _FAR:
                seen = grown(seen, count)
                seen[count] = there
                count += 1
            best[there] = then
            heap = push(heap, size, (then << _NODE_BITS) | there)
            size += 1
    return count, heap, seen


@compiled
def reach_along(
    links: Links, beside: Beside, starts: Starts, limit: int, room: int
) -> tuple[Ints, Small, Small]:
    """Give the cells within ``limit`` of each start and their milliseconds, row after row.

    ``room`` is how much memory is taken at first; it doubles when it is full.
    """
    best = np.full(links.first.size - 1, _FAR, np.int32)
    heap, seen = np.empty(room, np.int64), np.empty(room, np.int32)
    ends = np.zeros(starts.node.size + 1, np.int64)
    cells, ms = np.empty(room, np.int32), np.empty(room, np.int32)
    at = 0
    for s in range(starts.node.size):
        if starts.node[s] >= 0 and starts.ms[s] <= limit:
            start = (starts.node[s], starts.ms[s])
            count, heap, seen = spread(links, best, start, limit, heap, seen)
            for i in range(count):
                node = seen[i]
                for k in range(beside.first[node], beside.first[node + 1]):
                    if best[node] + beside.ms[k] <= limit:
                        cells, ms = grown(cells, at), grown(ms, at)
                        cells[at], ms[at] = beside.cell[k], best[node] + beside.ms[k]
                        at += 1
                best[node] = _FAR
        ends[s + 1] = at
    return ends, cells[:at].copy(), ms[:at].copy()


@compiled
def prune(first: Small, to: Small, kept: Flags, degree: Small) -> None:
    """Count the neighbours of each point, once what leads nowhere is cut off (0)."""
    stack = np.empty(degree.size, np.int32)
    size = 0
    for u in range(degree.size):
        degree[u] = first[u + 1] - first[u]
        if degree[u] == 1 and not kept[u]:
            stack[size] = u
            size += 1
    while size > 0:
        size -= 1
        u = stack[size]
        if degree[u] != 1:
            continue
        degree[u] = 0
        for k in range(first[u], first[u + 1]):
            v = to[k]
            if degree[v] > 0:
                degree[v] -= 1
                if degree[v] == 1 and not kept[v]:
                    stack[size] = v
                    size += 1


@compiled
def _length(links: Links, u: int, v: int) -> int:
    """Give the milliseconds of the stretch from ``u`` to ``v``, or -1."""
    for k in range(links.first[u], links.first[u + 1]):
        if links.to[k] == v:
            return int(links.ms[k])
    return -1


@compiled
def follow(links: Links, ends: Ints, inner: Flags, edge: tuple[int, int]) -> tuple[int, int]:
    """Go along a chain to its end; give that end and the milliseconds, or -1 when it is barred.

    ``ends`` adds up the two neighbours of a point inside a chain: without one, it is the other.
    """
    before, k = edge
    at, spent = int(links.to[k]), int(links.ms[k])
    while inner[at]:
        ahead = int(ends[at]) - before
        step = _length(links, at, ahead)
        if step < 0:
            return -1, 0
        before, at, spent = at, ahead, min(spent + step, LONGEST)
    return at, spent


@compiled
def shorten(
    links: Links, ends: Ints, degree: Small, inner: Flags, room: int
) -> tuple[Ints, Ints, Ints]:
    """Give the stretches between points that are not inside a chain: from, to, milliseconds."""
    start, end = np.empty(room, np.int64), np.empty(room, np.int64)
    ms = np.empty(room, np.int64)
    at = 0
    for u in range(degree.size):
        if degree[u] == 0 or inner[u]:
            continue
        for k in range(links.first[u], links.first[u + 1]):
            if degree[links.to[k]] == 0:
                continue
            far, spent = follow(links, ends, inner, (u, k))
            if far >= 0 and far != u:
                start, end, ms = grown(start, at), grown(end, at), grown(ms, at)
                start[at], end[at], ms[at] = u, far, spent
                at += 1
    return start[:at].copy(), end[:at].copy(), ms[:at].copy()
