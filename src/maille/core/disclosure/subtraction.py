"""Counts that hide one another: what adding and subtracting printed counts would give away.

A count is the sum of disjoint parts. A hidden count can be computed when it is a combination of
printed ones, as vectors over the parts; then one more printed count is hidden, the smallest that
takes part in it. Two sets of parts that share nothing tell nothing of each other.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

# A prime too large for the few parts of a report to cancel out by chance.
_PRIME: Final = (1 << 61) - 1
_Vector: TypeAlias = dict[str, int]


def hide_enough(
    hidden: frozenset[str], parts: Mapping[str, frozenset[str]], sizes: Mapping[str, float]
) -> dict[str, str]:
    """Give all that must be hidden so that what is hidden cannot be computed.

    Parameters
    ----------
    hidden
        The counts that must not be told.
    parts
        Of each count, the disjoint parts it adds up.
    sizes
        Of each count, how many it counts: the smallest are hidden first.

    Returns
    -------
    dict
        Each count to hide, those of ``hidden`` and as many others as it takes, with the one of
        ``hidden`` that it is hidden for.

    Examples
    --------
    >>> all_of = {"visits": frozenset("ab"), "children": frozenset("a"), "others": frozenset("b")}
    >>> sizes = {"visits": 40, "children": 4, "others": 36}
    >>> hide_enough(frozenset({"children"}), all_of, sizes)
    {'children': 'children', 'others': 'children'}
    """
    kept_back = {name: name for name in sorted(hidden)}
    for name in sorted(hidden):
        while parts.get(name):
            linked = _linked(parts[name], parts, kept_back.keys())
            if not _is_computable(parts[name], (parts[one] for one in linked)):
                break
            kept_back[min(linked, key=lambda one: (sizes[one], one))] = name
    return kept_back


def _linked(
    start: frozenset[str], parts: Mapping[str, frozenset[str]], kept_back: AbstractSet[str]
) -> list[str]:
    """Give the printed counts that share a part with ``start``, directly or through others."""
    reached, found = set(start), list[str]()
    printed = sorted(parts.keys() - kept_back)
    grows = True
    while grows:
        near = [one for one in printed if one not in found and not reached.isdisjoint(parts[one])]
        found += near
        reached |= frozenset[str]().union(*(parts[one] for one in near))
        grows = bool(near)
    return found


def _is_computable(wanted: frozenset[str], printed: Iterable[frozenset[str]]) -> bool:
    """Tell whether a sum of parts is a combination of printed sums."""
    basis: dict[str, _Vector] = {}
    for one in printed:
        left = _reduced(dict.fromkeys(one, 1), basis)
        if left:
            pivot = min(left)
            inverse = pow(left[pivot], -1, _PRIME)
            basis[pivot] = {part: n * inverse % _PRIME for part, n in left.items()}
    return not _reduced(dict.fromkeys(wanted, 1), basis)


def _reduced(vector: _Vector, basis: Mapping[str, _Vector]) -> _Vector:
    """Take out of a vector all that the basis, whose pivots are its least parts, can give."""
    left, done = dict(vector), _Vector()
    while left:
        part = min(left)
        times = left.pop(part)
        if part not in basis:
            done[part] = times
            continue
        for other, n in basis[part].items():
            if other != part:
                rest = (left.get(other, 0) - times * n) % _PRIME
                left[other] = rest
                if not rest:
                    del left[other]
    return done
