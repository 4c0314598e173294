"""Finding, among many descriptions, those that speak of one place."""

from collections.abc import Sequence

from maille.core.linking.blocking import candidates
from maille.core.linking.comparing import compare
from maille.core.linking.folding import read_traits
from maille.core.linking.frequencies import count
from maille.core.linking.values import Described, Field, Level, Likeness
from maille.core.linking.weights import probability, weigh

# Nothing but its town is known of both: no ground for a pair.
_GROUNDS = frozenset(Field) - {Field.COMMUNE}


def find_pairs(places: Sequence[Described], *, above: float = 0.5) -> tuple[Likeness, ...]:
    """Give the pairs that are probably one place, the most probable first.

    The same descriptions give the same pairs, in whatever order they come; of a pair, the lesser
    key is the first. Missing values say nothing: two missing points are not the same point.

    Parameters
    ----------
    places
        Descriptions, each with a key of its own.
    above
        The least probability, between 0 and 1.

    Examples
    --------
    >>> places = [
    ...     Described("1", "La Filature", "3 rue du Tissage", "76000"),
    ...     Described("2", "Filature (la)", "3, r. du Tissage", "76000"),
    ...     Described("3", "Le Bocal", "9 rue du Port", "76000"),
    ... ]
    >>> [(pair.first, pair.second, round(pair.probability, 2)) for pair in find_pairs(places)]
    [('1', '2', 1.0)]

    Source: I. Fellegi and A. Sunter, A theory for record linkage, Journal of the American
    Statistical Association 64 (1969), 1183-1210.
    """
    rows = sorted((read_traits(place) for place in places), key=lambda row: row.key)
    known = count(rows)
    found = []
    for first, second in candidates(rows, known):
        reasons = weigh(compare(rows[first], rows[second], known))
        likely = probability(reasons)
        if likely >= above and any(
            reason.field in _GROUNDS and reason.level is not Level.MISSING for reason in reasons
        ):
            found.append(Likeness(rows[first].key, rows[second].key, likely, reasons))
    return tuple(sorted(found, key=lambda pair: (-pair.probability, pair.first, pair.second)))
